// SPDX-License-Identifier: GPL-3.0-or-later

import Trade

/// One failing example at least for every rule of the book, and what only looks like a fault.
enum OrdinaryExamples {
  static let failing: [Example] =
    anyText + application + parties + origins + transport + invoices + goods + quantities + declaration

  private static let anyText: [Example] = [
    Example("text.repertoire", box: "2", says: "control character (U+0007 at character 5)") {
      $0.consignee.name = "Acme\u{7}Foods"
    },
    Example("text.repertoire", box: "1", says: "turns the direction of the text (U+202E") {
      $0.consignor.name = "Lion\u{202E}City"
    },
    Example("text.repertoire", box: "6", item: 2, says: "expected no invisible character (U+200B") {
      $0.items[1].description = "White\u{200B}pepper ground"
    },
    Example("text.repertoire", box: "6", item: 1, says: "private-use character (U+E000") {
      $0.items[0].marks = ["ACME \u{E000}"]
    },
    Example("text.repertoire", box: "5", says: "line break") { $0.remarks = "a\nb" },
    Example("text.repertoire", box: "7", item: 1, also: ["item.weight.range"], says: "U+0000") {
      $0.items[0].grossKg = "12\u{0}"
    },
    Example("text.length", box: "2", says: "at most 350 characters, not 351") {
      $0.consignee.name = String(repeating: "ä", count: 351)
    },
    Example("text.long-length", box: "5", says: "at most 8000 characters") {
      $0.remarks = String(repeating: "x", count: 9000)
    },
    Example("text.short-length", box: "1", says: "postcode is too long") {
      $0.consignor.postcode = String(repeating: "1", count: 41)
    },
    Example("text.container", box: "6", item: 1, says: "“CSQU3054384” is mistyped: expected check digit 3, not 4") {
      $0.items[0].marks = ["Container CSQU3054384"]
    },
    Example("text.container", box: "5", says: "“MSCU 123456-7”") { $0.remarks = "in MSCU 123456-7, sealed" },
    Example("text.country-wording", box: "6", item: 1, says: "Did you mean United Kingdom?") {
      $0.items[0].description = "Woollen blankets, made in England"
    },
    Example("text.country-wording", box: "5", says: "Did you mean Netherlands (European Union)?") {
      $0.remarks = "Country of origin: Holland"
    },
    Example("text.country-wording", item: 2, says: "the full name of a country") {
      $0.items[1].description = "Pepper mills, product of Europe"
    },
  ]

  private static let application: [Example] = [
    Example("text.country-wording", says: "England") { $0.remarks = "Made in Italy and made in England" },
    Example("reference.required", says: "APP-2026-00017") { $0.reference = " " },
    Example("reference.length", says: "1 to 35 characters, not 36") {
      $0.reference = String(repeating: "A", count: 36)
    },
    Example("copies.range", says: "“10”: expected at least 1 and at most 9") { $0.copies = 10 },
    Example("copies.range", says: "“0”") { $0.copies = 0 },
    Example("copies.range", says: "“-3”") { $0.copies = -3 },
    Example("flags.choice", says: "Did you mean retroactive?") { $0.flags = ["retroactiv"] },
  ]

  private static let parties: [Example] = [
    Example("consignor.name.required", box: "1", says: "registered name") { $0.consignor.name = "" },
    Example("consignor.address.required", box: "1", says: "street address") { $0.consignor.address = ["", " "] },
    Example("consignor.city.required", box: "1", says: "city is missing") { $0.consignor.city = "" },
    Example("consignor.country.required", box: "1", says: "two-letter code") { $0.consignor.country = "" },
    Example("consignor.address.post-box", box: "1", says: "“P.O. Box 122”") { $0.consignor.address = ["P.O. Box 122"] },
    Example("consignee.name.required", box: "2", says: "to order") { $0.consignee.name = "" },
    Example("consignee.address.required", box: "2", says: "street address") { $0.consignee.address = [] },
    Example("consignee.city.required", box: "2", says: "city is missing") { $0.consignee.city = "\u{A0}" },
    Example("consignee.country.required", box: "2", says: "even goods to order") {
      $0.consignee = Party(toOrder: true)
    },
    Example("consignee.differs", box: "2", says: "are both “Lion City Spices Pte Ltd”") {
      $0.consignee.name = $0.consignor.name
    },
    Example("producer.name.required", says: "producer's name is missing") { $0.producer?.name = "" },
    Example("producer.country.required", says: "producer's country is missing") { $0.producer?.country = "" },
    Example("party.country.code", box: "1", says: "“SINGAPOUR”: expected two capital letters") {
      $0.consignor.country = "SINGAPOUR"
    },
    Example("party.country.code", box: "1", says: "Did you mean SG (Singapore)?") {
      $0.consignor.country = "SINGAPOUR"
    },
    Example("party.country.code", box: "2", says: "Did you mean BE (Belgium)?") { $0.consignee.country = "be" },
    Example("party.country.code", box: "2", says: "Did you mean GB (United Kingdom)?") { $0.consignee.country = "UK" },
    Example("party.address.country", box: "2", says: "Belgium is printed below") {
      $0.consignee.city = "Antwerpen, Belgium"
    },
    Example("party.address.country", box: "2", says: "“BELGIUM”") { $0.consignee.address.append("BELGIUM") },
    Example("party.address.country", box: "2", says: "“2030 Belgium”") { $0.consignee.address.append("2030 Belgium") },
    Example("party.address.country", box: "2", says: "“London, England”") {
      $0.consignee.country = "GB"
      $0.consignee.city = "London, England"
    },
    Example("party.address.lines", box: "2", says: "at most 8") {
      $0.consignee.address = Array(repeating: "Line", count: 9)
    },
    Example("party.name.scripts", box: "2", says: "not Cyrillic and Latin letters") {
      $0.consignee.name = "Вank of Antwerp"
    },
    // Every letter of the word is Cyrillic.
    Example("party.name.scripts", box: "2", says: "not Latin and Cyrillic ones that look the same") {
      $0.consignee.name = "Сосо Trading Ltd"
    },
  ]

  private static let origins: [Example] = [
    Example("origin.code", box: "3", also: ["item.origin.same"], says: "Did you mean NL (Netherlands)?") {
      $0.origin = "Holland"
    },
    Example("origin.code", box: "3", also: ["item.origin.same"], says: "Did you mean KR (Republic of Korea)?") {
      $0.origin = "South Korea"
    },
    Example("origin.code", box: "6", item: 2, also: ["item.origin.same"], says: "“XX”") { $0.items[1].origin = "XX" },
    Example("item.origin.required", box: "6", item: 2, says: "each item needs its own") { $0.origin = nil },
    Example("item.origin.same", box: "6", item: 1, says: "“MY” but the form's is “SG”") { $0.items[0].origin = "MY" },
    Example("destination.required", says: "country of destination is missing") { $0.destination = "" },
    Example("destination.code", says: "Did you mean BE (Belgium)?") { $0.destination = "Belgum" },
    Example("destination.differs", says: "the country of their origin") { $0.destination = "SG" },
  ]

  private static let transport: [Example] = [
    Example("transport.mode.code", box: "4", says: "Did you mean 1 (Maritime transport)?") {
      $0.transport.mode = "SEA"
    },
    Example("transport.mode.code", box: "4", says: "one digit") { $0.transport.mode = "11" },
    Example("transport.locode", box: "4", says: "Did you mean SGSIN?") { $0.transport.loading = "SG SIN" },
    Example("transport.locode", box: "4", says: "five characters") { $0.transport.discharge = "Antwerp" },
    Example("transport.locode", box: "4", says: "a country of ISO 3166-1") { $0.transport.discharge = "XXANR" },
    Example("transport.locode", box: "4", says: "A-Z and 2-9") { $0.transport.discharge = "BEAN1" },
    Example("transport.departure.date", box: "4", says: "a day that the calendar has") {
      $0.transport.departure = "2026-02-30"
    },
    Example("transport.departure.date", box: "4", says: "the form YYYY-MM-DD") {
      $0.transport.departure = "26/11/2026"
    },
    Example("transport.departure.retroactive", box: "4", says: "2026-11-20 or later, or the flag retroactive") {
      $0.transport.departure = "2026-11-19"
    },
  ]

  private static let invoices: [Example] = [
    Example("remarks.incoterm", box: "5", says: "“DAT”: expected one of CFR") {
      $0.remarks = "Incoterms® 2010: DAT Antwerp"
    },
    Example("remarks.incoterm", box: "5", says: "“DDU”") { $0.remarks = "DDU Antwerp (Incoterms 2000)" },
    Example("invoices.required", also: ["item.invoice.position"], says: "0 invoices") { $0.invoices = [] },
    Example("invoice.number.required", says: "Invoice 2: The invoice number is missing") { $0.invoices[1].number = "" },
    Example("invoice.number.length", says: "at most 70") { $0.invoices[0].number = String(repeating: "7", count: 71) },
    Example("invoice.number.pro-forma", says: "“PRO-FORMA 12”") { $0.invoices[0].number = "PRO-FORMA 12" },
    Example("invoice.number.pattern", says: "has no digit") { $0.invoices[0].number = "see attachment" },
    Example("invoice.number.unique", says: "another than number 1") { $0.invoices[1].number = "INV 88231" },
    Example("invoice.date.required", says: "invoice date is missing") { $0.invoices[0].date = "" },
    Example("invoice.date.date", says: "“18.11.2026”") { $0.invoices[0].date = "18.11.2026" },
    Example("invoice.date.future", also: ["invoice.date.declaration"], says: "2026-11-23 or earlier") {
      $0.invoices[0].date = "2026-11-24"
    },
    Example("invoice.date.old", says: "more than two years") { $0.invoices[0].date = "2016-11-18" },
    Example("invoice.date.declaration", says: "2026-11-20 or earlier") { $0.invoices[0].date = "2026-11-21" },
  ]

  private static let goods: [Example] = [
    Example("items.count", says: "0 items: expected 1 to 999") { $0.items = [] },
    Example("item.no.numbering", box: "6", item: 2, says: "3: expected 2") { $0.items[1].no = 3 },
    Example("item.marks.required", box: "6", item: 1, says: "or NO MARKS") { $0.items[0].marks = [] },
    Example("item.marks.wording", item: 1, says: "Did you mean NO MARKS?") { $0.items[0].marks = ["N/M"] },
    Example("item.marks.wording", item: 1, says: "Did you mean NO MARKS?") { $0.items[0].marks = ["-"] },
    Example("item.marks.wording", item: 1, says: "either No Marks alone") {
      $0.items[0].marks = ["ACME 1-3", "No Marks"]
    },
    Example("item.marks.count", item: 1, says: "at most 200") {
      $0.items[0].marks = Array(repeating: "CTN 7", count: 201)
    },
    Example("item.packages.required", item: 1, says: "1 NE for unpacked goods") { $0.items[0].packages = [] },
    Example("item.packages.count.range", item: 1, says: "at least 1") { $0.items[0].packages[0].count = 0 },
    Example("item.packages.kind.required", item: 1, says: "kind of packages is missing") {
      $0.items[0].packages[0].kind = ""
    },
    Example("item.packages.kind.code", item: 1, says: "Did you mean CT (Carton)?") {
      $0.items[0].packages[0].kind = "CTNS"
    },
    Example("item.description.required", item: 1, says: "description of the goods is missing") {
      $0.items[0].description = ""
    },
    Example("item.description.vague", item: 1, says: "“Machinery” is too vague") {
      $0.items[0].description = "Machinery"
    },
    Example("item.description.vague", item: 1, says: "too vague") {
      $0.items[0].description = "25 various spare parts, etc."
    },
    Example("item.description.vague", item: 1, says: "too vague") { $0.items[0].description = "Goods as per invoice" },
    Example("item.description.brand", item: 1, says: "brand or model only") { $0.items[0].description = "Coca-Cola" },
    Example("item.description.brand", item: 1, says: "brand or model only") { $0.items[0].description = "NESCAFE 200" },
    Example("item.description.brand", item: 1, says: "brand or model only") {
      $0.items[0].description = "Zyntrax® XJ-900"
    },
    Example("item.description.brand", item: 1, says: "brand or model only") {
      $0.items[0].description = "Zyntrax ™ 12"
    },
    Example("item.description.brand", item: 1, says: "brand or model only") {
      $0.items[0].description = "Lion City Spices"
    },
    Example("item.description.said-to-contain", item: 1, says: "other words than said to contain") {
      $0.items[0].description = "Cartons SAID-TO-CONTAIN black pepper"
    },
    Example("item.description.said-to-contain", item: 1, says: "s.t.c.") {
      $0.items[0].description = "S.T.C. black pepper"
    },
    Example("item.hs.required", item: 1, says: "HS code is missing") { $0.items[0].hs = "" },
    Example("item.hs.structure", item: 1, says: "Did you mean 220421?") { $0.items[0].hs = "2204.21" },
    Example("item.hs.structure", item: 1, says: "6 to 10 digits, not 4") { $0.items[0].hs = "0904" },
    Example("item.hs.structure", item: 1, says: "01 to 97") { $0.items[0].hs = "980000" },
    Example("item.hs.structure", item: 1, says: "01 to 97") { $0.items[0].hs = "000411" },
    Example("item.hs.structure", item: 1, says: "77, which is reserved") { $0.items[0].hs = "770411" },
    Example("item.hs.structure", item: 1, says: "heading (third and fourth digit) from 01") {
      $0.items[0].hs = "090011"
    },
    Example("item.hs.structure", item: 1, says: "digits only") { $0.items[0].hs = "٠٩٠٤١١" },
    Example("item.criterion.grammar", item: 1, says: "at character 1; one of") {
      $0.items[0].criterion = "CTHS + 35%"
    },
    Example("item.criterion.grammar", item: 1, says: "WO alone") { $0.items[0].criterion = "WO + CTH" },
    Example("item.invoice.position", item: 1, says: "0 to 1; the first invoice is 0") { $0.items[0].invoice = 2 },
    Example("item.invoice.position", item: 1, says: "invoice -1 of") { $0.items[0].invoice = -1 },
  ]

  private static let quantities: [Example] = [
    Example("item.grossKg.required", box: "7", item: 2, says: "gross weight is missing") { $0.items[1].grossKg = "" },
    Example("item.weight.range", box: "7", item: 1, says: "“450 Kg”: expected kilograms, digits with a point") {
      $0.items[0].grossKg = "450 Kg"
    },
    Example("item.weight.range", item: 1, says: "more than 0") { $0.items[0].netKg = "0.000" },
    Example("item.weight.range", item: 1, says: "“1e400”") { $0.items[0].grossKg = "1e400" },
    Example("item.weight.range", item: 1, says: "“-0”") { $0.items[0].netKg = "-0" },
    Example("item.weight.range", item: 1, says: "“3.240,5”") { $0.items[0].grossKg = "3.240,5" },
    Example("item.weight.range", item: 1, says: "at most 3 decimals") { $0.items[0].netKg = "1.0001" },
    Example("item.netKg.at-most", box: "7", item: 1, says: "“3240.001” is more than the gross weight") {
      $0.items[0].netKg = "3240.001"
    },
    Example("item.quantity.range", item: 1, says: "more than 0") { $0.items[0].quantity?.value = "0" },
    Example("item.quantity.unit.required", item: 1, says: "unit of the quantity is missing") {
      $0.items[0].quantity?.unit = ""
    },
    Example("item.quantity.value.required", item: 1, says: "unit but no value") { $0.items[0].quantity?.value = "" },
    Example("item.quantity.unit.code", item: 1, says: "Did you mean H87 (piece)?") {
      $0.items[0].quantity?.unit = "pcs"
    },
    Example("item.quantity.unit.rate", item: 1, says: "kilogram per second") { $0.items[0].quantity?.unit = "KGS" },
    Example("item.fob.amount.required", item: 1, says: "currency but no amount") { $0.items[0].fob?.amount = "" },
    Example("item.fob.amount.rvc", item: 1, says: "share of the FOB value") {
      $0.items[0].fob = nil
      $0.items[0].criterion = "RVC 40%"
    },
    Example("item.fob.range", item: 1, says: "“USD 9800”") { $0.items[0].fob?.amount = "USD 9800" },
    Example("item.fob.currency.required", item: 1, says: "currency of the FOB value is missing") {
      $0.items[0].fob?.currency = ""
    },
    Example("item.fob.currency.code", item: 1, says: "Did you mean USD (US Dollar)?") {
      $0.items[0].fob?.currency = "US$"
    },
    Example("items.grossKg.total", box: "7", says: "at most 2000000000 kg") { form in
      form.items = (1...3).map { no in
        var item = form.items[1]
        item.no = no
        item.grossKg = "1000000000"
        return item
      }
    },
  ]

  private static let declaration: [Example] = [
    Example("declaration.place.required", box: "10", says: "place of the declaration") { $0.declaration.place = "" },
    Example("declaration.date.required", box: "10", says: "date of the declaration") { $0.declaration.date = "" },
    Example("declaration.signatory.required", box: "10", says: "signatory is missing") {
      $0.declaration.signatory = ""
    },
    Example("declaration.date.date", box: "10", says: "“today”") { $0.declaration.date = "today" },
    Example("declaration.date.future", box: "10", says: "2026-11-23 or earlier") { $0.declaration.date = "2026-11-24" },
    Example("declaration.date.old", box: "10", also: ["invoice.date.declaration"], says: "more than a year old") {
      $0.declaration.date = "2024-11-20"
    },
  ]

  static let harmless: [Example] = [
    Example("", says: "goods to order need no name and address") { $0.consignee = Party(country: "BE", toOrder: true) },
    Example("", says: "mixed origins stand at the items") {
      $0.origin = nil
      $0.items[0].origin = "MY"
      $0.items[1].origin = "VN"
    },
    Example("", says: "a late certificate that says so") {
      $0.transport.departure = "2026-10-01"
      $0.flags = ["retroactive"]
    },
    Example("", says: "three days are not retroactive") { $0.transport.departure = "2026-11-20" },
    Example("", says: "no transport at all") { $0.transport = Transport() },
    Example("", says: "no producer") { $0.producer = nil },
    Example("", says: "a city state's city") { $0.consignor.address = ["10 Cecil Street", "Singapore 069533"] },
    Example("", says: "a street named for a country") { $0.consignee.address = ["Belgium House, 2 Belgium Street"] },
    Example("", says: "Mexico City") {
      $0.consignee.country = "MX"
      $0.consignee.city = "Ciudad de México"
    },
    Example("", says: "generic goods of a brand") { $0.items[0].description = "Nescafé instant coffee, 200 g jars" },
    Example("", says: "generic goods of a trade mark") { $0.items[0].description = "Zyntrax® centrifugal pump XJ-900" },
    Example("", says: "a word of the exporter's name") { $0.items[0].description = "Spices" },
    Example("", says: "a precise part") { $0.items[0].description = "Spare parts for centrifugal pumps" },
    Example("", says: "goods of another script") { $0.items[0].description = "黑胡椒" },
    Example("", says: "Arabic text") { $0.consignee.name = "شركة الخليج للتجارة" },
    Example("", says: "a name in one alphabet a word") { $0.consignee.name = "ООО Antwerp Трейд" },
    Example("", says: "made in a country by its name") {
      $0.items[0].description = "Wool blankets, made in New Zealand"
    },
    Example("", says: "England where nothing is said of origin") { $0.consignee.name = "Bank of England Foods" },
    Example("", says: "eleven characters that are no container") {
      $0.items[0].marks = ["ABCU12345678", "LOT1234567"]
    },
    Example("", says: "container with spaces") { $0.items[0].marks = ["CSQU 305438 3"] },
    Example("", says: "As addressed") { $0.items[0].marks = ["AS ADDRESSED"] },
    Example("", says: "terms without Incoterms") { $0.remarks = "Des Moines order 12" },
    Example("", says: "a criterion by grammar") { $0.items[0].criterion = "RVC [79.73] %+CTSH" },
  ]
}
