// SPDX-License-Identifier: GPL-3.0-or-later
public import CanonicalJSON
import Decisions
import DurableFiles
import Ledger
import Signing
public import Trade

/// `certmill review`: what waits for an officer, and the officer's signed decisions.
///
/// A decision is a C2SP signed note beside the held form. It needs no lock: the next run enters it in the ledger.
public struct ReviewDesk {
  public let workspace: Workspace

  public init(_ workspace: Workspace) {
    self.workspace = workspace
  }

  /// A held form with what the officer needs to see.
  public struct Item: Sendable {
    public var held: HeldDocument
    public var file: String
    /// An officer has decided it; the next run carries that out.
    public var isDecided: Bool
    public var findings: [Finding]
    /// The normalised form.
    public var form: JSONValue
  }

  /// The held forms, oldest first, without those that are decided unless `decided`.
  public func list(decided: Bool = false) throws -> [Item] {
    guard DurableFile.exists(workspace.statePath) else { return [] }
    let held = try State.open(workspace.statePath, readOnly: true) { try $0.held() }
    var lists: [String: InputList] = [:]
    return try held.compactMap { document in
      let isDecided = DurableFile.exists(workspace.batch(document.batch).decision(on: document.doc))
      guard decided || !isDecided else { return nil }
      let list = try lists[document.batch] ?? InputList(
        reading: workspace.batch(document.batch).inputs, batch: document.batch)
      lists[document.batch] = list
      let (findings, form) = try validation(of: document)
      return Item(
        held: document, file: list.inputs[document.input].name, isDecided: isDecided, findings: findings, form: form)
    }
  }

  /// The held form whose id is `id` or begins with it.
  public func item(_ id: String) throws -> Item {
    let items = try list(decided: true).filter { $0.held.doc.hasPrefix(id.lowercased()) }
    guard let item = items.first, !id.isEmpty else { throw ReviewError.notHeld(id) }
    guard items.count == 1 else { throw ReviewError.ambiguous(id, count: items.count) }
    return item
  }

  /// Signs and keeps a decision; it is final.
  public func decide(
    _ id: String, grant: Bool, keyPath: String, reason: String?
  ) throws -> (Item, Officer) {
    let item = try item(id)
    guard !item.isDecided else { throw ReviewError.decided(id) }
    if grant, let agreement = item.held.missingBook {
      throw ReviewError.noRuleBook(doc: item.held.doc, agreement: agreement)
    }
    let (officer, key) = try Officer.holding(keyAt: keyPath, of: workspace)
    guard
      let decision = OfficerDecision(
        officer: officer.verifier.name, word: grant ? .grant : .refuse, document: item.held.doc,
        reason: reason.flatMap { $0.isEmpty ? nil : $0 })
    else { throw ReviewError.reasonNeeded(id) }
    let note = try OfficerNote.sign(decision, by: officer, with: key)
    let folder = workspace.batch(item.held.batch)
    try DurableFile.makeFolder(folder.held)
    do throws(FileError) {
      // Fails where another officer was faster: the first decision is final.
      try DurableFile.create(note.bytes, at: folder.decision(on: item.held.doc), mode: 0o444)
    } catch {
      if error.alreadyExists { throw ReviewError.decided(id) }
      throw error
    }
    return (item, officer)
  }

  /// What the held form's batch recorded of its validation.
  private func validation(of document: HeldDocument) throws -> ([Finding], JSONValue) {
    var reader = try LineReader(workspace.batch(document.batch).events)
    let needle = Array(#"{"event":{"findings":["#.utf8)
    while let bytes = try reader.next() {
      guard bytes.starts(with: needle), let line = JournalLine(parsing: bytes), line.input == document.input,
        let event = try? JSONValue(parsing: line.event, limits: JSONLimits(bytes: 1 << 29))
      else { continue }
      let findings = event.object?["findings"]?.array?.compactMap(Finding.init) ?? []
      return (findings, event.object?["form"] ?? .null)
    }
    return ([], .null)
  }
}
