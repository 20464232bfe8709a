// SPDX-License-Identifier: GPL-3.0-or-later
import CanonicalJSON
import Pipeline
import Signing
import Submissions
import Trade

/// A held form as an officer reads it: why it is held, what was found, its boxes as on paper, its exporter's past.
struct FormSheet {
  /// Earlier certificates and refusals that are shown; the others are counted.
  private static let mostShown = 8

  private(set) var lines: [String]

  init(_ item: ReviewDesk.Item, history: [ExporterCase]) {
    var boxes = BoxDrawing()
    var head = [
      "file   \(item.file.visible)",
      "held   \(item.held.time) in batch \(item.held.batch)",
    ]
    if let standing = item.standing { head.append("state  \(standing)") }
    boxes.add(BoxDrawing.Box(title: "Form \(item.held.doc)", text: head))
    boxes.add(BoxDrawing.Box(title: "Why it is held", text: item.reasons.map { "- " + $0 }))
    if !item.findings.isEmpty {
      boxes.add(BoxDrawing.Box(title: "Findings", text: item.findings.flatMap(Self.words)))
    }
    Self.draw(FormBoxes(item.form), into: &boxes)
    if !item.papers.isEmpty {
      boxes.add(BoxDrawing.Box(title: "Sent with it", text: item.papers.map(Self.words)))
    }
    Self.draw(history, into: &boxes)
    boxes.close()
    lines = boxes.lines
  }

  private static func words(_ finding: Finding) -> [String] {
    var place = finding.box.isEmpty ? "" : "box \(finding.box)"
    if let item = finding.item { place += (place.isEmpty ? "" : ", ") + "item \(item)" }
    return [
      "- \(finding.severity.rawValue)\(place.isEmpty ? "" : ", " + place): \(finding.message.visible) (\(finding.rule))"
    ]
  }

  private static func words(_ paper: Enclosure) -> String {
    "\(paper.name.visible), \(paper.size) bytes, sha256 \(paper.digest.hex.prefix(16))"
  }

  private static func draw(_ form: FormBoxes, into boxes: inout BoxDrawing) {
    func box(_ title: String, _ text: [String]) -> BoxDrawing.Box { BoxDrawing.Box(title: title, text: text) }
    boxes.add(box("1 Consignor", form.party("consignor")), box("2 Consignee", form.party("consignee")))
    let producer = form.party("producer")
    if !producer.isEmpty { boxes.add(box("Producer", producer)) }
    boxes.add(box("3 Origin and destination", form.countries), box("4 Transport", form.transport))
    boxes.add(box("5 Remarks", form.remarks), box("Invoices", form.invoices))
    boxes.add(box("6, 7 Goods", form.goods))
    boxes.add(box("8 Declaration", form.declaration), box("Application", form.application))
  }

  private static func draw(_ history: [ExporterCase], into boxes: inout BoxDrawing) {
    let issued = history.filter { $0.outcome == "grant" }
    let refused = history.filter { $0.outcome == "refuse" }
    var text = issued.prefix(mostShown).map { entry in
      "\((entry.number ?? "(no number)").fitted(20)) \(entry.time.prefix(10))  to \(entry.destination.visible.fitted(2))  "
        + "\(entry.state ?? "")"
    }
    if issued.isEmpty { text = ["none"] }
    if issued.count > mostShown { text.append("and \(issued.count - mostShown) earlier ones") }
    boxes.add(BoxDrawing.Box(title: "Earlier certificates of this exporter: \(issued.count)", text: text))
    guard !refused.isEmpty else { return }
    text = refused.prefix(mostShown).map { entry in
      "\(entry.time.prefix(10))  to \(entry.destination.visible.fitted(2))  by \(entry.decidedBy ?? "?"): "
        + (entry.reason ?? "").visible
    }
    if refused.count > mostShown { text.append("and \(refused.count - mostShown) earlier ones") }
    boxes.add(BoxDrawing.Box(title: "Earlier refusals of this exporter: \(refused.count)", text: text))
  }
}
