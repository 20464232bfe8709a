// SPDX-License-Identifier: GPL-3.0-or-later
import CanonicalJSON
import Certificates
import Decisions
import DurableFiles
import Ledger
import Printing
import Seals
import Signing
import Trade
import Workers

/// One batch on its way: from the frozen inputs to the closing entry. Every step may have been done before a kill;
/// it goes on where the ledger ends.
final class IssuanceBatch {
  let id: String
  let list: InputList
  let configuration: FrozenConfiguration
  let workspace: Workspace
  let store: ByteStore
  let recorder: Recorder
  let progress: Progress
  private var workers: WorkerPool
  private var frame: RunFrame?
  private let issuer: SigningKey
  private let secrets: YearSecrets
  /// Which share of forms is inspected.
  let sampling: Sampling?
  /// Its day in the chamber's time zone.
  let day: CalendarDate

  init(
    id: String, list: InputList, configuration: FrozenConfiguration, workspace: Workspace, store: ByteStore,
    recorder: Recorder, workers: consuming WorkerPool, secrets: YearSecrets, progress: Progress
  ) throws {
    self.id = id
    self.list = list
    self.configuration = configuration
    self.workspace = workspace
    self.store = store
    self.recorder = recorder
    self.workers = workers
    self.secrets = secrets
    self.progress = progress
    issuer = try workspace.issuerKey(at: list.time)
    sampling = try configuration.policy.sampling(from: store)
    day = workspace.clock.day(at: list.time)
  }

  /// The whole issuing flow of design.md, in the order of the ledger.
  func run() throws {
    try recorder.enter(batch: id, time: list.time.description)
    try recorder.open(configuration: configuration.bytes)
    try receiveToCertify()
    try stampAndProof()
    try endPredecessors()
    try recorder.close(counts())
  }

  /// What a run would do, told without keeping anything.
  func rehearse() throws -> BatchCounts {
    try recorder.enter(batch: id, time: list.time.description)
    try recorder.open(configuration: configuration.bytes)
    try receiveToCertify()
    return try counts()
  }

  // MARK: - receive, validate, decide, certify

  private func receiveToCertify() throws {
    var next = 0
    var order: [Int] = []
    let inputs = list.items
    let total = inputs.count
    progress.begin(.examining, total: total)
    var entering = try DocumentEntry(self)

    try workers.run(
      // Few large applications at a time: the window is what memory holds.
      window: (inputs.map(\.size).max() ?? 0) > 1 << 20 ? 2 * workers.count : 64,
      next: {
        while next < total {
          defer { next += 1 }
          let input = inputs[next]
          if case .unreadable = input.origin { continue }
          if try recorder.state.progress(batch: id, input: next)?.isDecided == true { continue }
          order.append(next)
          // What is over the limit stays unread.
          let isRead = input.size <= configuration.recipe.maximumBytes
          if isRead, let ordered = try self.order(of: input) {
            let examination = OrderedExamination(
              application: try store.get(input.digest), predecessors: try predecessors(of: ordered),
              isDuplicate: ordered.kind == .duplicate)
            return WorkerJob(kind: JobKind.examineOrdered.rawValue, payload: examination.bytes)
          }
          return WorkerJob(kind: JobKind.examine.rawValue, payload: isRead ? try store.get(input.digest) : [])
        }
        return nil
      },
      deliver: { index, outcome in
        let place = order[index]
        try entering.enter(place, inputs[place], bytes: try store.get(inputs[place].digest), outcome)
        progress.advance()
        if recorder.isGroupFull { try recorder.commit() }
        return .next
      })
    try recorder.commit()
  }

  // MARK: - stamp, proof

  private func stampAndProof() throws {
    let all = try recorder.state.certificates(batch: id)
    let certificates = all.filter { ["certified", "stamped"].contains($0.status) }
    guard !certificates.isEmpty else { return }
    progress.begin(.stamping, total: certificates.count)
    var stamping = CertificateStamping(self, of: all, issuer: issuer, prefix: try runFrame().prefix)
    var next = 0
    try workers.run(
      next: {
        guard next < certificates.count else { return nil }
        defer { next += 1 }
        return try stamping.job(for: certificates[next])
      },
      deliver: { index, outcome in
        if let again = try stamping.enter(certificates[index], outcome) { return .again(again) }
        progress.advance()
        if recorder.isGroupFull { try recorder.commit() }
        return .next
      })
    try recorder.commit()
  }

  func counts() throws -> BatchCounts {
    var counts = BatchCounts()
    let outcomes = try recorder.state.outcomes(batch: id)
    for (place, input) in list.items.enumerated() {
      if case .unreadable = input.origin {
        counts.failed += 1
        continue
      }
      switch outcomes[place]?.outcome.flatMap(StateChange.Verdict.init(rawValue:)) {
      case .grant: counts.issued += 1
      case .hold: counts.held += 1
      case .refuse: counts.refused += 1
      case .duplicate: counts.duplicates += 1
      case .fail, nil: counts.failed += 1
      }
    }
    for certificate in try recorder.state.certificates(batch: id) {
      if certificate.status == "void" {
        counts.issued -= 1
        counts.failed += 1
      } else {
        counts.sheets += certificate.copies * certificate.sheets
      }
    }
    return counts
  }

  // MARK: - What release needs of the workers

  /// Pictures of the first certificates, for the report; one that cannot be drawn is left out.
  func pictures(of certificates: [CertificateRow]) throws -> [IssuanceReport.Thumbnail] {
    let chosen = certificates.prefix(configuration.recipe.thumbnails)
    var thumbnails: [IssuanceReport.Thumbnail] = []
    var next = chosen.startIndex
    try workers.run(
      next: {
        guard next < chosen.endIndex, let pdf = chosen[next].pdf else { return nil }
        next += 1
        return WorkerJob(kind: JobKind.picture.rawValue, payload: try store.get(pdf))
      },
      deliver: { index, outcome in
        if case .done(let png) = outcome, !png.isEmpty {
          thumbnails.append(IssuanceReport.Thumbnail(number: chosen[chosen.startIndex + index].number, png: png))
        }
        return .next
      })
    return thumbnails
  }

  /// Has letters composed and drawn, in the order of `jobs`.
  func draw(_ jobs: [LetterJob], deliver: (Int, DrawnLetter?) throws -> Void) throws {
    var next = 0
    try workers.run(
      next: {
        guard next < jobs.count else { return nil }
        defer { next += 1 }
        return WorkerJob(kind: JobKind.letter.rawValue, payload: jobs[next].packet)
      },
      deliver: { index, outcome in
        var drawn: DrawnLetter?
        if case .done(let bytes) = outcome { drawn = try? DrawnLetter(packet: bytes) }
        try deliver(index, drawn)
        progress.advance()
        return .next
      })
  }

  /// Writes a print run of some certificates to `path`; gives the numbers of those whose pages cannot be joined.
  func printRun(of group: [CertificateRow], number: Int, to path: String) throws -> [String] {
    let frame = try runFrame()
    let pages = PageSources(
      store: store, workspace: workspace, state: recorder.state, agreement: configuration.recipe.agreement,
      prefix: frame.prefix)
    var left: [String] = []
    var file = try RunFile(path, in: frame, code: "\(id)/\(number)", created: list.time)
    for row in group {
      guard let pdf = row.pdf, let number = CertificateNumber(row.number), let tail = try pages.tail(of: pdf) else {
        left.append(row.number)
        continue
      }
      do {
        try file.append(tail, number: number, copies: 1...max(1, row.copies))
      } catch is PrintingError {
        left.append(row.number)
      }
    }
    let banner = try workers.banner(file.banner)
    _ = try file.finish(banner: banner)
    try RunFile.release(path)
    return left
  }

  /// The template's constant part, asked for once.
  private func runFrame() throws -> RunFrame {
    if let frame { return frame }
    let made = try workers.frame()
    frame = made
    return made
  }

  /// The keys under which something befalls a certificate of this or an earlier batch.
  func lifeKeys(of certificate: CertificateRow) throws -> DocumentKeys {
    var keys = CertificateKeys(workspace, secrets, year: day.components.year)
    return try keys.keys(of: certificate)
  }

  /// A number that says whether a form is drawn for inspection: nobody without the year's secret can tell it, and the
  /// same consignor and invoice give the same in whatever bytes they come.
  func draw(of examined: Examined, seed: String) throws -> UInt64 {
    let keys = DocumentKeys(
      yearSecret: try secrets.secret(of: day.components.year), applicationDigest: Digest(sha256: Array(seed.utf8)))
    let invoices = examined.invoices.map(\.hex).sorted().joined()
    let code = keys.keyedDigest(
      stage: "sampling", of: Array((invoices.isEmpty ? examined.formDigest.hex : invoices).utf8))
    return code.bytes.prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
  }

  /// The keys of a document.
  func keys(of input: BatchInput) throws -> DocumentKeys {
    try secrets.keys(of: input, in: id, orOf: day.components.year)
  }
}
