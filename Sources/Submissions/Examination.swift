// SPDX-License-Identifier: GPL-3.0-or-later
public import Trade

/// What was understood of a submission, and everything about its shape that an exporter has to put right.
public struct Examination: Equatable, Sendable {
  /// The application as far as it can be understood; nil where the bytes are no application.
  public var form: ApplicationForm?
  /// Empty for a form without faults of shape. An error here refuses the form whatever validation says.
  public var findings: [Finding]

  /// Supporting documents that came with it in one package.
  public var enclosures: [Enclosure] = []
  /// From where the fields came; empty unless that was asked for.
  public var sources: [FieldSource] = []

  /// Fields whose absence the findings have told, as rule books name them: `consignor.name`, `item.hs#3` of item 3.
  var absent: Set<String>

  public init(form: ApplicationForm?, findings: [Finding]) {
    self.form = form
    self.findings = findings
    absent = []
  }

  init(form: ApplicationForm?, _ findings: FindingList, sources: [FieldSource] = []) {
    self.form = form
    self.sources = sources
    self.findings = findings.finished()
    absent = findings.absent
  }

  /// These findings and those of a rule book, without the book's `….required` and `….count` for what these have told
  /// to be missing: the same fault is told once.
  public func findings(with others: [Finding]) -> [Finding] {
    absent.isEmpty ? findings + others : findings + others.filter { !isTold($0) }
  }

  private func isTold(_ finding: Finding) -> Bool {
    var path = finding.rule.split(separator: ".").map(String.init)
    guard let check = path.popLast(), check == "required" || check == "count" else { return false }
    while !path.isEmpty {
      let name = path.joined(separator: ".")
      if absent.contains(name) { return true }
      if let item = finding.item, absent.contains("\(name)#\(item)") { return true }
      path.removeLast()
    }
    return false
  }
}
