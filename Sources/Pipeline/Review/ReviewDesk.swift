// SPDX-License-Identifier: GPL-3.0-or-later
public import CanonicalJSON
import Decisions
import DurableFiles
import Ledger
import Signing
public import Submissions
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
    /// Supporting documents that came with it.
    public var papers: [Enclosure] = []
  }

  /// The held forms, oldest first, without those that are decided unless `decided`.
  public func list(decided: Bool = false) throws -> [Item] {
    try items { _ in true }.filter { decided || !$0.isDecided }
  }

  /// The held form whose id is `id` or begins with it.
  public func item(_ id: String) throws -> Item {
    let wanted = id.lowercased()
    guard !wanted.isEmpty else { throw ReviewError.notHeld(id) }
    let items = try items { $0.doc.hasPrefix(wanted) }
    guard let item = items.first else { throw ReviewError.notHeld(id) }
    guard items.count == 1 else { throw ReviewError.ambiguous(id, count: items.count) }
    return item
  }

  /// Each batch's files are read once, whatever number of its forms is asked for.
  private func items(_ isWanted: (HeldDocument) -> Bool) throws -> [Item] {
    guard DurableFile.exists(workspace.statePath) else { return [] }
    let held = try State.open(workspace.statePath, readOnly: true) { try $0.held() }.filter(isWanted)
    let officers = try Officer.all(of: workspace)
    var lists: [String: InputList] = [:]
    var known: [String: [Int: Validation]] = [:]
    return try held.map { document in
      let folder = workspace.batch(document.batch)
      let list = try lists[document.batch] ?? InputList(reading: folder.inputs, batch: document.batch)
      lists[document.batch] = list
      guard list.items.indices.contains(document.input) else {
        throw RunError.brokenConfiguration(batch: document.batch, key: "inputs.jsonl")
      }
      let validated =
        try known[document.batch]
        ?? validations(
          in: document.batch, of: Set(held.filter { $0.batch == document.batch }.map(\.input)))
      known[document.batch] = validated
      let path = folder.decision(on: document.doc)
      let note = DurableFile.exists(path) ? try DurableFile.read(path, limit: 1 << 20) : []
      let isDecided = OfficerNote.verify(note, document: document.doc, officers: officers) != nil
      let validation = validated[document.input]
      return Item(
        held: document, file: list.items[document.input].name, isDecided: isDecided,
        findings: validation?.findings ?? [], form: validation?.form ?? .null, papers: validation?.papers ?? [])
    }
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
      // What stands there and decides nothing (damaged, of an officer who is gone) makes room.
      if !item.isDecided { try DurableFile.remove(folder.decision(on: item.held.doc)) }
      // Fails where another officer was faster: the first decision is final.
      try DurableFile.create(note.bytes, at: folder.decision(on: item.held.doc), mode: 0o444)
    } catch {
      if error.alreadyExists { throw ReviewError.decided(id) }
      throw error
    }
    return (item, officer)
  }

  private struct Validation {
    var findings: [Finding]
    var form: JSONValue
    var papers: [Enclosure]
  }

  /// What a batch recorded of the validation of some of its inputs.
  private func validations(in batch: String, of inputs: Set<Int>) throws -> [Int: Validation] {
    var found: [Int: Validation] = [:]
    var reader = try LineReader(workspace.batch(batch).events)
    let needle = Array(#"{"event":{"findings":["#.utf8)
    while let bytes = try reader.next() {
      guard bytes.starts(with: needle), let line = JournalLine(parsing: bytes), let input = line.input,
        inputs.contains(input), let event = try? JSONValue(parsing: line.event, limits: JSONLimits(bytes: 1 << 29))
      else { continue }
      found[input] = Validation(
        findings: event.object?["findings"]?.array?.compactMap(Finding.init) ?? [],
        form: event.object?["form"] ?? .null, papers: Enclosure.all(of: event.object))
    }
    return found
  }
}
