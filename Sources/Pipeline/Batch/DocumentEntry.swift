// SPDX-License-Identifier: GPL-3.0-or-later
import CanonicalJSON
import Certificates
import Decisions
import DurableFiles
import Ledger
import Signing
import Submissions
import Trade
import Workers

/// Enters what became of one document, receive to certify, in the order of the inputs.
struct DocumentEntry {
  private let batch: IssuanceBatch
  private let recorder: Recorder
  /// Running number of the last certificate of the year.
  private var lastSequence: Int
  /// Certificates whose place is taken in this batch already.
  private var taken: Set<String> = []

  init(_ batch: IssuanceBatch) throws {
    self.batch = batch
    recorder = batch.recorder
    lastSequence = try recorder.state.lastSequence(year: batch.day.components.year)
    for row in try recorder.state.certificates(batch: batch.id) {
      if let order = try batch.order(of: batch.list.items[row.input]) { taken.insert(order.number) }
    }
  }

  /// One document: entries that a run before a kill has made already are not made again.
  mutating func enter(
    _ place: Int, _ input: BatchInput, bytes: [UInt8], _ outcome: WorkerOutcome
  ) throws {
    let document = Document(
      place: place, input: input, keys: try batch.keys(of: input),
      done: try recorder.state.progress(batch: batch.id, input: place)?.entries ?? 0)
    var steps = Steps(document)
    let order = try batch.order(of: input)

    if case .received = input.origin {
      let kind: JSONValue = ["name": .string(input.name), "sha256": .string(input.digest.hex)]
      try steps.add(.receive, keyed: bytes, event: kind.canonicalBytes, .received(sha256: input.digest))
      if order?.kind != .duplicate,
        let known = try recorder.state.document(
          sha256: input.digest, besides: (batch.id, place), orReplaced: order != nil)
      {
        try steps.decide(.duplicate, reason: "the same bytes as \(Self.words(known))")
        return try record(steps)
      }
    }
    guard input.size <= batch.configuration.recipe.maximumBytes else {
      try refuseUnread(&steps, input)
      return try record(steps)
    }
    switch outcome {
    case .failed(let reason):
      try giveUp(&steps, input, reason)
    case .lost(let loss):
      try giveUp(&steps, input, loss.description)
    case .done(let bytes):
      let examined: Examined
      do {
        examined = try Examined(parsing: bytes)
      } catch {
        try steps.decide(.fail, reason: "its worker process sent a broken answer")
        return try record(steps)
      }
      try judge(&steps, input, examined, order)
    }
    try record(steps)
  }

  /// A document that no worker survives fails; one that was held stays held, and an officer's word for it stands.
  private func giveUp(_ steps: inout Steps, _ input: BatchInput, _ reason: String) throws {
    if case .received = input.origin { return try steps.decide(.fail, reason: reason) }
    try steps.decide(.hold, reason: reason)
  }

  // MARK: - Decisions that need the chamber's memory

  private mutating func judge(
    _ steps: inout Steps, _ input: BatchInput, _ examined: Examined, _ order: OfficerOrder?
  ) throws {
    if case .decided(_, let digest) = input.origin {
      // The officer has seen the findings: the decision is final.
      let note = String(decoding: try batch.store.get(digest), as: UTF8.self)
      guard let decision = DecisionEvent(parsing: ["note": .string(note)]) else {
        return try steps.decide(.fail, reason: "the officer's note cannot be read")
      }
      if decision.verdict == .grant, let reason = try reasonAgainst(order) {
        return try steps.decide(.refuse, reason: reason)
      }
      if decision.verdict == .grant, examined.missingBook != nil {
        // Granted, but not for this recipe's form: it waits for its own, and the officer's word stands.
        return try steps.decide(.hold, reason: examined.reason)
      }
      let isRefused = decision.verdict == .refuse || examined.form.isEmpty
      // A form that is read differently now is another form than the officer's: it is judged anew.
      if try isRefused || !isReadAnew(examined, steps.document, note) {
        try steps.decide(decision, note: note)
        if decision.verdict == .grant {
          if examined.form.isEmpty { return try steps.decide(.fail, reason: "the form cannot be read any more") }
          try certify(&steps, examined, order)
        }
        return
      }
    }
    let form = examined.form.isEmpty ? nil : examined.formDigest
    try steps.add(
      .validate, keyed: examined.validation, event: examined.validation,
      .validated(
        form: form, missingBook: examined.missingBook, exporter: form == nil ? nil : examined.exporter,
        event: Digest(sha256: examined.validation)), form: form, missingBook: examined.missingBook)
    guard examined.verdict != .refuse else { return try steps.decide(.refuse, reason: examined.reason) }
    if let reason = try reasonAgainst(order) { return try steps.decide(.refuse, reason: reason) }
    if let order, order.kind == .duplicate {
      // The recipe prints another certificate than the lost one.
      guard examined.missingBook == nil else { return try steps.decide(.refuse, reason: examined.reason) }
      try steps.decide(.grant, by: order.officer, reason: order.words)
      return try certify(&steps, examined, order)
    }
    let own: String? = if case .received = input.origin { nil } else { steps.document.keys.docID }
    if let known = try recorder.state.document(
      form: examined.formDigest, besides: (batch.id, steps.document.place), orHeld: own,
      orReplaced: order != nil)
    {
      return try steps.decide(.duplicate, reason: "the same form as \(Self.words(known))")
    }
    var reasons = try remembered(examined, steps.document, besides: order?.number)
    if examined.verdict == .hold { reasons.append(examined.reason ?? "held by the policy") }
    guard reasons.isEmpty else {
      return try steps.decide(.hold, reason: reasons.joined(separator: "; "), officers: examined.officers)
    }
    try steps.decide(.grant, reason: nil)
    try certify(&steps, examined, order)
  }

  /// Why nothing takes the place of the certificate that an order is about; nil where it is in force, or there is none.
  private func reasonAgainst(_ order: OfficerOrder?) throws -> String? {
    guard let order else { return nil }
    let status = try recorder.state.certificate(order.number)?.status
    guard status == "proofed", !taken.contains(order.number) else {
      return "certificate \(order.number) is no longer in force, so that nothing takes its place"
    }
    return nil
  }

  /// Why a form is held that only the chamber's memory and secret know.
  private func remembered(_ examined: Examined, _ document: Document, besides predecessor: String?) throws -> [String] {
    var reasons: [String] = []
    if let number = try recorder.state.certificate(invoices: examined.invoices, besides: predecessor) {
      reasons.append("certificate \(number) was issued to the same consignor for the same invoice")
    }
    for quota in examined.quotas {
      let others = try recorder.state.applications(
        of: examined.exporter, within: quota, before: (batch.id, document.place), besides: document.keys.docID)
      if let reason = quota.reason(after: others) { reasons.append(reason) }
    }
    if let sampling = batch.sampling, try sampling.isDrawn(batch.draw(of: examined, seed: sampling.seed)) {
      reasons.append(sampling.reason)
    }
    return reasons
  }

  /// True for a note that names what its officer saw, where the form is not that any more.
  private func isReadAnew(_ examined: Examined, _ document: Document, _ note: String) throws -> Bool {
    guard OfficerNote.decisions(in: note).contains(where: { $0.saw != nil }) else { return false }
    return try recorder.state.form(ofHeld: document.keys.docID, before: batch.id) != examined.formDigest
  }

  private func refuseUnread(_ steps: inout Steps, _ input: BatchInput) throws {
    let finding = Finding(
      rule: "file.size", severity: .error, box: "",
      message:
        "The file has \(input.size) bytes; at most \(batch.configuration.recipe.maximumBytes) are read. Send one application a file.",
      found: "\(input.size) bytes",
      expected: "at most \(batch.configuration.recipe.maximumBytes) bytes")
    let event: JSONValue = ["findings": [finding.json], "form": .null]
    try steps.add(
      .validate, keyed: event.canonicalBytes, event: event.canonicalBytes,
      .validated(form: nil, missingBook: nil, exporter: nil, event: Digest(sha256: event.canonicalBytes)))
    try steps.decide(.refuse, reason: "1 error")
  }

  private mutating func certify(_ steps: inout Steps, _ examined: Examined, _ order: OfficerOrder?) throws {
    guard lastSequence < 9_999_999,
      let number = CertificateNumber(
        country: try batch.workspace.issuer.country, year: batch.day.components.year, sequence: lastSequence + 1)
    else { throw RunError.numbersExhausted(year: batch.day.components.year) }
    guard let json = try? JSONValue(parsing: examined.form, limits: JSONLimits(bytes: 1 << 29)),
      case (let form?, let faults) = FlatForm.parse(json), faults.isEmpty, FlatForm.json(form) == json
    else { return try steps.decide(.fail, reason: "its worker process sent a broken form") }
    let original = try order.flatMap { try batch.original(of: $0) }
    if let original, FlatForm.json(original.application) != json {
      return try steps.decide(.fail, reason: "its application reads otherwise than when \(original.number) was issued")
    }
    let predecessors = try order.map { try batch.predecessors(of: $0) }
    let certificate = Certificate(
      application: form, copies: examined.copies > 0 ? examined.copies : batch.configuration.recipe.copies,
      issued: batch.list.time,
      issuer: try batch.workspace.issuer.id, number: number, salt: steps.document.keys.salt,
      replaces: predecessors?.replaces?.number, duplicateOf: predecessors?.duplicateOf?.number, sheets: examined.sheets)
    let bytes = certificate.canonicalBytes
    let digest = try batch.store.put(bytes)
    let event: JSONValue = ["sha256": .string(digest.hex)]
    try steps.add(
      .certify, digest: digest, number: number.description, event: event.canonicalBytes,
      .certified(
        number: number.description, digest: digest, copies: certificate.copies, sheets: certificate.sheets,
        invoices: examined.invoices),
      invoices: examined.invoices, copies: certificate.copies, sheets: certificate.sheets)
    lastSequence += 1
    if let order { taken.insert(order.number) }
  }

  private static func words(_ known: KnownDocument) -> String {
    known.number.map { "certificate \($0)" } ?? "the form \(known.doc) held in batch \(known.batch)"
  }

  // MARK: - Entering

  private func record(_ steps: Steps) throws {
    for step in steps.list.dropFirst(steps.document.done) {
      var line = step.line
      line.seq = recorder.nextSeq
      try recorder.record(
        step.stage, digest: step.digest, doc: steps.document.keys.docID, number: step.number, line: line,
        change: step.change)
    }
  }

  struct Document {
    var place: Int
    var input: BatchInput
    var keys: DocumentKeys
    /// Entries that stand already.
    var done: Int
  }

  /// The entries of one document, gathered before the first is made.
  struct Steps {
    struct Step {
      var stage: EntryStage
      var digest: Digest
      var number: String?
      var line: JournalLine
      var change: StateChange
    }

    let document: Document
    private(set) var list: [Step] = []

    init(_ document: Document) {
      self.document = document
    }

    /// `keyed` are the bytes that go under the document's key.
    mutating func add(
      _ stage: EntryStage, keyed: [UInt8], event: [UInt8], _ change: StateChange, form: Digest? = nil,
      missingBook: String? = nil
    ) throws {
      let digest = document.keys.keyedDigest(stage: stage.rawValue, of: keyed)
      list.append(
        Step(
          stage: stage, digest: digest,
          line: JournalLine(
            seq: 0, input: document.place, event: event, form: form, missingBook: missingBook), change: change))
    }

    mutating func add(
      _ stage: EntryStage, digest: Digest, number: String, event: [UInt8], _ change: StateChange,
      invoices: [Digest], copies: Int, sheets: Int
    ) throws {
      list.append(
        Step(
          stage: stage, digest: digest, number: number,
          line: JournalLine(
            seq: 0, input: document.place, event: event, invoices: invoices, copies: copies, sheets: sheets),
          change: change))
    }

    mutating func decide(
      _ verdict: StateChange.Verdict, by officer: String? = nil, reason: String?, officers: Int = 1
    ) throws {
      let by = officer ?? (verdict == .fail || verdict == .duplicate ? "certmill" : "policy")
      let event = DecisionEvent(verdict, by: by, reason: reason, officers: officers)
      try add(
        .decide, keyed: event.bytes, event: event.bytes,
        .decided(verdict, by: by, reason: reason, officers: officers))
    }

    mutating func decide(_ decision: DecisionEvent, note: String) throws {
      let event: JSONValue = ["note": .string(note)]
      try add(
        .decide, keyed: Array(note.utf8), event: event.canonicalBytes,
        .decided(decision.verdict, by: decision.by, reason: decision.reason))
    }
  }
}
