// SPDX-License-Identifier: GPL-3.0-or-later
import CanonicalJSON
import DurableFiles
import Letters
import Trade

/// The files of `refused/`: for each refused form a letter as PDF and text, and a twin for the exporter's program.
///
/// They tell the errors alone; warnings are between the form and the officer. Drawn in workers, where the exporter's
/// characters meet the fonts; made again after a kill they are the same bytes.
struct RefusalLetters {
  private let batch: IssuanceBatch
  private let folder: String
  private let chamber: String

  init(_ batch: IssuanceBatch) {
    self.batch = batch
    folder = batch.workspace.batch(batch.id).refused
    chamber = batch.workspace.settings.name
  }

  /// `references` are the exporters' own, by place in the list of inputs from 1.
  func write(_ rows: [IssuanceReport.Row], references: [Int: String]) throws {
    try DurableFile.makeFolder(folder)
    let refused = rows.filter { $0.outcome == .refused && $0.doc != nil }
    guard !refused.isEmpty else { return }
    let jobs = refused.map { row in
      LetterJob(notice(row, reference: references[row.place]), created: batch.list.time)
    }
    try batch.draw(jobs) { index, drawn in
      let (row, notice) = (refused[index], jobs[index].notice)
      let name = folder + "/" + notice.doc + "-" + Release.fileName(row.file)
      // Without a drawing there are words at least.
      let text = drawn?.text ?? PlainLetter.text(of: [LetterText(notice, in: .english)])
      try DurableFile.writeUnsynced(Array(text.utf8), to: name + ".txt")
      if let drawn { try DurableFile.writeUnsynced(drawn.pdf, to: name + ".pdf") }
      try DurableFile.writeUnsynced(twin(row, notice, hasPDF: drawn != nil).canonicalBytes + [10], to: name + ".json")
    }
  }

  private func notice(_ row: IssuanceReport.Row, reference: String?) -> RefusalNotice {
    let isOfficers = row.decidedBy.map { $0 != "policy" && $0 != "certmill" } ?? false
    return RefusalNotice(
      chamber: chamber.visible, day: batch.day.description, file: row.file.visible, reference: reference?.visible,
      doc: row.doc ?? "", reason: isOfficers ? row.reason?.visible : nil, findings: row.findings.map(\.visible))
  }

  private func twin(_ row: IssuanceReport.Row, _ notice: RefusalNotice, hasPDF: Bool) -> JSONValue {
    let errors = row.findings.filter { $0.severity == .error }
    return [
      "batch": .string(batch.id), "day": .string(notice.day), "doc": .string(notice.doc), "file": .string(row.file),
      "findings": .array(errors.map(\.json)), "letter": .bool(hasPDF), "outcome": "refused",
      "reason": notice.reason.map { .string($0) } ?? .null,
      "reference": notice.reference.map { .string($0) } ?? .null,
    ]
  }
}

extension Finding {
  /// The finding with every character that hides or reorders others written out.
  fileprivate var visible: Finding {
    Finding(
      rule: rule.visible, severity: severity, box: box.visible, item: item, message: message.visible,
      field: field.visible, found: found.visible, expected: expected.visible, example: example.visible,
      nearest: nearest.visible)
  }
}
