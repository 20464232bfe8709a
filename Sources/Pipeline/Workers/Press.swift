// SPDX-License-Identifier: GPL-3.0-or-later
import Certificates
import Letters
import PDF
import Paper
import Printing
import Trade
import Validation

/// What draws pages in a worker process and reads them back: one template, its proof, and the words of the code lists.
struct Press: ~Copyable {
  private var stamper: Stamper
  private var proof: Proof
  private let setUp: PressSetUp
  private let codeLists: CodeLists

  init(_ setUp: PressSetUp, codeLists: CodeLists) throws {
    let stamper = try Stamper(setUp.source())
    let proof = try Proof(stamper)
    self.stamper = stamper
    self.proof = proof
    self.setUp = setUp
    self.codeLists = codeLists
  }

  private func notes(issuedOn day: CalendarDate, _ predecessors: Predecessors) -> PrintNotes {
    var notes = PrintNotes(
      issuerName: setUp.issuerName, host: setUp.host, countryNames: codeLists.countryNames, issuedOn: day)
    predecessors.fill(&notes)
    notes.issuerCountry = setUp.issuerCountry
    notes.packageNames = codeLists.packageNames
    notes.unitNames = codeLists.unitNames
    return notes
  }

  /// How many sheets a form needs, or why it cannot be printed.
  mutating func fit(
    _ form: ApplicationForm, issuedOn day: CalendarDate, _ predecessors: Predecessors
  ) throws -> PaperFit {
    try stamper.examine(form, notes: notes(issuedOn: day, predecessors))
  }

  /// The template's constant part, as the coordinator needs it to join pages.
  func frame(hasBacks: Bool) throws -> RunFrame { try stamper.runFrame(hasBacks: hasBacks) }

  mutating func letter(_ texts: [LetterText], created: Timestamp) throws -> [UInt8] {
    try stamper.letter(texts, created: created)
  }

  mutating func stamp(_ job: StampJob) throws -> Stamped {
    let certificate = try Certificate(parsing: job.certificate)
    let order = PrintOrder(
      certificate: certificate, notes: notes(issuedOn: job.day, job.predecessors), copies: job.copies, seals: job.seals,
      attempt: job.attempt)
    let tail = try stamper.stamp(order)
    let codes = try proof.codes(in: tail).map { $0.map { String(decoding: $0, as: UTF8.self) } ?? "" }
    return Stamped(tail: tail, codes: codes, fault: try wholePageFault(order, tail, job))
  }

  /// Has poppler read some pages whole and compares their text with the certificate: what is wrong, or nothing.
  private mutating func wholePageFault(_ order: PrintOrder, _ tail: [UInt8], _ job: StampJob) throws -> String {
    guard !job.checked.isEmpty else { return "" }
    let pdf = try PDFFile(stamper.prefix + tail, name: order.certificate.number.description)
    let expected = try stamper.pageChecks(order)
    guard pdf.pageCount == expected.count else {
      return "\(expected.count) pages expected, poppler finds \(pdf.pageCount)"
    }
    for page in job.checked where expected.indices.contains(page) {
      let missing = expected[page].missing(from: try pdf.text(ofPage: page))
      // How many, not which: the lines are the trader's.
      if !missing.isEmpty, expected[page].isConclusive {
        return "page \(page + 1): \(missing.count) lines cannot be read back by poppler"
      }
    }
    if job.draws { _ = try pdf.render(page: job.checked[0], at: Resolution(dotsPerInch: 72)) }
    return ""
  }

  /// Contents of a run's banner sheets.
  mutating func banner(_ banner: RunBanner) throws -> [UInt8] {
    let pages = try stamper.banner(banner)
    var packet = PacketWriter()
    packet.write(pages.count)
    for page in pages { packet.write(page) }
    return packet.bytes
  }
}
