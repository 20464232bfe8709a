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
  /// When decisions are made.
  public let time: Timestamp
  /// By the machine's clock.
  private let now: Timestamp

  /// - Parameter now: by the machine's clock; nil for `time`.
  public init(_ workspace: Workspace, time: Timestamp, now: Timestamp? = nil) {
    self.workspace = workspace
    self.time = time
    self.now = now ?? time
  }

  /// A held form with what the officer needs to see.
  public struct Item: Sendable {
    public var held: HeldDocument
    public var file: String
    /// Officers have decided it; the next run carries that out.
    public var isDecided: Bool
    /// The officers who have granted it so far.
    public var granted: [String]
    /// False where its findings and form are not to be had: then nobody can decide on them.
    public var isReadable: Bool
    public var findings: [Finding]
    /// The normalised form.
    public var form: JSONValue
    /// Supporting documents that came with it.
    public var papers: [Enclosure] = []
  }

  /// The held forms that fit, oldest first, without those that are decided unless `decided`.
  public func list(_ filter: ReviewFilter = ReviewFilter(), decided: Bool = false) throws -> [Item] {
    try items(filter.mayFit).filter { (decided || !$0.isDecided) && filter.fits($0) }
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

  /// What became of other applications of a form's exporter, the newest first.
  public func history(of item: Item) throws -> [ExporterCase] {
    guard let exporter = ExporterMark(form: item.form) else { return [] }
    return try State.open(workspace.statePath, readOnly: true) { try $0.history(of: exporter, besides: item.held.doc) }
  }

  /// Each batch's files are read once, whatever number of its forms is asked for.
  private func items(_ isWanted: (HeldDocument) -> Bool) throws -> [Item] {
    guard DurableFile.exists(workspace.statePath) else { return [] }
    let held = try State.open(workspace.statePath, readOnly: true) { try $0.held() }.filter(isWanted)
    let officers = try Officer.all(of: workspace)
    var lists: [String: InputList] = [:]
    var inputs: [BatchInput] = []
    for document in held {
      let list =
        try lists[document.batch] ?? InputList(reading: workspace.batch(document.batch).inputs, batch: document.batch)
      lists[document.batch] = list
      guard list.items.indices.contains(document.input) else {
        throw RunError.brokenConfiguration(batch: document.batch, key: "inputs.jsonl")
      }
      inputs.append(list.items[document.input])
    }
    // One that was taken up again without being validated anew has its findings where it came in.
    let batches = Set(held.map(\.batch) + zip(held, inputs).map { $1.received(in: $0.batch) })
    let known = try validations(in: batches, of: Set(held.compactMap(\.validation)))
    return try zip(held, inputs).map { document, input in
      let notes = try HeldNotes(on: document, in: workspace, officers: officers, now: time)
      let validated = document.validation.flatMap { known[$0] }
      return Item(
        held: document, file: input.name, isDecided: notes.isFinal, granted: notes.granted,
        isReadable: validated != nil, findings: validated?.findings ?? [], form: validated?.form ?? .null,
        papers: validated?.papers ?? [])
    }
  }

  /// Signs and keeps a decision; it is final, but for a grant that needs a second officer.
  public func decide(
    _ id: String, grant: Bool, keyPath: String, reason: String?
  ) throws -> (Item, Officer) {
    let item = try item(id)
    let held = item.held
    guard !item.isDecided else { throw ReviewError.decided(id) }
    if grant, let agreement = held.missingBook { throw ReviewError.noRuleBook(doc: held.doc, agreement: agreement) }
    guard item.isReadable else { throw ReviewError.unread(doc: held.doc) }
    guard time >= held.time else { throw ReviewError.timeTooEarly(doc: held.doc, held: held.time.description) }
    if let limit = TimeAhead.limit(now: now, last: held.time), time > limit {
      throw DeskError.timeTooLate(time.description, limit: limit.description)
    }
    let (officer, key) = try Officer.holding(
      keyAt: keyPath, of: workspace, for: grant ? .grant : .refuse, at: time)
    guard !grant || !item.granted.contains(officer.name) else {
      throw ReviewError.sameOfficer(doc: held.doc, officer: officer.name)
    }
    guard
      let decision = OfficerDecision(
        officer: officer.verifier.name, word: grant ? .grant : .refuse, document: held.doc,
        reason: reason.flatMap { $0.isEmpty ? nil : $0 }, saw: held.validation?.hex, time: time)
    else { throw ReviewError.reasonNeeded(id) }
    try keep(try OfficerNote.sign(decision, by: officer, with: key), on: held, as: id)
    return (try self.item(held.doc), officer)
  }

  private func keep(_ note: SignedNote, on held: HeldDocument, as id: String) throws {
    try DurableFile.makeFolder(workspace.batch(held.batch).held)
    let notes = try HeldNotes(on: held, in: workspace, officers: try Officer.all(of: workspace), now: time)
    do throws(FileError) {
      // What stands there and decides nothing (damaged, of an officer who is gone) makes room.
      if notes.faults.contains(where: { $0.path == notes.free }) { try DurableFile.remove(notes.free) }
      // Fails where another officer was faster: the first decision is final.
      try DurableFile.create(note.bytes, at: notes.free, mode: 0o444)
    } catch {
      if error.alreadyExists { throw ReviewError.decided(id) }
      throw error
    }
  }

  private struct Validation {
    var findings: [Finding]
    var form: JSONValue
    var papers: [Enclosure]
  }

  /// What batches recorded of validations, by the digest of the event: what is shown is what the ledger holds.
  private func validations(
    in batches: Set<String>, of wanted: Set<Digest>
  ) throws -> [Digest: Validation] {
    var found: [Digest: Validation] = [:]
    let needle = Array(#"{"event":{"findings":["#.utf8)
    for batch in batches.sorted() {
      var reader = try LineReader(workspace.batch(batch).events)
      while let bytes = try reader.next() {
        guard bytes.starts(with: needle), let line = JournalLine(parsing: bytes) else { continue }
        let digest = Digest(sha256: line.event)
        guard wanted.contains(digest),
          let event = try? JSONValue(parsing: line.event, limits: JSONLimits(bytes: 1 << 29))
        else { continue }
        found[digest] = Validation(
          findings: event.object?["findings"]?.array?.compactMap(Finding.init) ?? [],
          form: event.object?["form"] ?? .null, papers: Enclosure.all(of: event.object))
      }
    }
    return found
  }
}
