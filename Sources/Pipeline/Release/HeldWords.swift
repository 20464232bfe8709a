// SPDX-License-Identifier: GPL-3.0-or-later
import Letters
import Trade

/// What a held form waits for, as text for the officer: the reasons, then all findings, in lines like those of a letter.
struct HeldWords {
  let text: String

  init(_ row: IssuanceReport.Row, chamber: String, batch: String, day: String) {
    let doc = row.doc ?? ""
    var lines = PlainLetter.wrapped(chamber.visible)
    lines += ["Batch \(batch), \(day)", ""]
    lines += PlainLetter.wrapped(row.file.visible, bullet: "Application: ")
    lines += ["Document:    \(doc)", "", "The application waits for an officer:"]
    lines += HoldReasons(row.reason ?? "").list.flatMap { PlainLetter.wrapped($0.visible, bullet: "* ") }
    lines += ["", "To look and decide:", "  certmill review show \(doc)"]
    if !row.findings.isEmpty { lines += ["", "Findings", "--------"] }
    for finding in row.findings {
      let place = finding.place.isEmpty ? "" : finding.place + ": "
      lines += PlainLetter.wrapped(place + finding.message.visible, bullet: "* ")
      lines += PlainLetter.wrapped("(\(finding.severity.rawValue), rule \(finding.rule))", indent: 4)
    }
    text = lines.joined(separator: "\n") + "\n"
  }
}
