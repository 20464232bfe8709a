// SPDX-License-Identifier: GPL-3.0-or-later
import CanonicalJSON
import Pipeline
import Spelling

/// The boxes of a normalised form as lines of text; what the form leaves out gives no line.
struct FormBoxes {
  private let form: JSONObject

  init(_ form: JSONValue) {
    self.form = form.object ?? [:]
  }

  func party(_ key: String) -> [String] {
    guard let party = form[key]?.object else { return [] }
    let place = [Self.text(party, "postcode"), Self.text(party, "city")].compactMap(\.self).joined(separator: " ")
    var lines = [Self.text(party, "name")].compactMap(\.self)
    if party["toOrder"] == .bool(true) { lines.append("TO ORDER") }
    lines += party["address"]?.array?.compactMap { $0.string?.visible } ?? []
    lines += [place, Self.text(party, "country") ?? ""].filter { !$0.isEmpty }
    if let id = Self.text(party, "id") { lines.append("no. " + id) }
    return lines
  }

  var countries: [String] {
    [
      "origin       \(Self.text(form, "origin") ?? "mixed, at each item")",
      "destination  \(Self.text(form, "destination") ?? "--")",
    ]
  }

  var transport: [String] {
    guard let transport = form["transport"]?.object else { return [] }
    return [("mode", "mode"), ("means", "by"), ("departure", "leaves"), ("loading", "from"), ("discharge", "to")]
      .compactMap { key, word in Self.text(transport, key).map { word.fitted(7) + $0 } }
  }

  var remarks: [String] {
    (form["remarks"]?.string ?? "").split(whereSeparator: \.isNewline).map { String($0).visible }
  }

  var invoices: [String] {
    form["invoices"]?.array?.compactMap {
      $0.object.map { "\(Self.text($0, "number") ?? "")  \(Self.text($0, "date") ?? "")" }
    }
      ?? []
  }

  /// A few lines an item: what it is, how it is packed, what it weighs and is worth.
  var goods: [String] {
    let items = form["items"]?.array?.compactMap(\.object) ?? []
    return items.flatMap { item -> [String] in
      let number = item["no"]?.integer.map(String.init) ?? "?"
      let packages = item["packages"]?.array?.compactMap(\.object).map { packages in
        "\(packages["count"]?.integer ?? 0) \(Self.text(packages, "kind") ?? "")"
      }
      let marks = item["marks"]?.array?.compactMap { $0.string?.visible } ?? []
      let quantity = item["quantity"]?.object.map { "\(Self.text($0, "value") ?? "") \(Self.text($0, "unit") ?? "")" }
      let fob = item["fob"]?.object.map { "FOB \(Self.text($0, "amount") ?? "") \(Self.text($0, "currency") ?? "")" }
      let facts: [String?] = [
        packages?.joined(separator: " + "), Self.text(item, "hs").map { "HS " + $0 },
        Self.text(item, "grossKg").map { "gross \($0) kg" }, Self.text(item, "netKg").map { "net \($0) kg" }, quantity,
        fob, Self.text(item, "origin").map { "origin " + $0 }, Self.text(item, "criterion").map { "criterion " + $0 },
      ]
      return [
        "\(number.fitted(3)) \(Self.text(item, "description") ?? "")",
        "      " + facts.compactMap(\.self).joined(separator: " · "), "      " + marks.joined(separator: " / "),
      ].filter { !$0.trimmed().isEmpty }
    }
  }

  var declaration: [String] {
    guard let declaration = form["declaration"]?.object else { return [] }
    return ["signatory", "place", "date"].compactMap { Self.text(declaration, $0) }
  }

  var application: [String] {
    let flags = form["flags"]?.array?.compactMap { $0.string?.visible } ?? []
    return [
      "reference  \(Self.text(form, "reference") ?? "")",
      "agreement  \(Self.text(form, "agreement") ?? "none (ordinary)")",
      form["copies"]?.integer.map { "copies     \($0)" } ?? "",
      flags.isEmpty ? "" : "ticked     " + flags.joined(separator: ", "),
    ].filter { !$0.isEmpty }
  }

  private static func text(_ object: JSONObject, _ key: String) -> String? {
    object[key]?.string.flatMap { $0.isEmpty ? nil : $0.visible }
  }
}
