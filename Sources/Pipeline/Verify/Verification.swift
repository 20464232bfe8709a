// SPDX-License-Identifier: GPL-3.0-or-later
import DurableFiles
import Ledger
import Reconciliation
import Seals
import Signing
public import Trade
import Workers

/// `certmill verify`: files and texts in, a row for every page and text out, offline.
public struct Verification {
  /// Larger files are not looked at, bytes.
  static let longestFile = 256 << 20
  /// Pages of the longest file that is looked at.
  static let mostPages = 50_000
  /// Pages of one job: a long file's pages are spread over the workers, and its limits are for so many.
  static let pagesOfJob = 8

  private let check: SealCheck
  /// Nil where only codes are looked at.
  private let paper: PaperCheck?
  private let executable: String
  private let jobs: Int

  /// - Parameters:
  ///   - trust: path of the trust folder, or of that in a chamber's workspace.
  ///   - proofs: files of proofs (tlog-proof, with the entry in them), for ledgers that are not at hand.
  ///   - executable: the program that serves workers when it is called with `worker verify`.
  ///   - jobs: worker processes.
  ///   - comparesPaper: whether the paper around good codes is looked at too; a page without its certificate at hand
  ///     takes seconds.
  ///   - freshDays: a ledger whose last sign of life is older gets a warning.
  public init(
    trust: String, proofs: [String] = [], now: Timestamp, freshDays: Int = 7, comparesPaper: Bool = true,
    executable: String, jobs: Int
  ) throws {
    check = SealCheck(
      trust: try TrustFolder(reading: trust), proofs: try proofs.map(Self.proof), now: now, freshDays: freshDays)
    paper = comparesPaper ? try PaperCheck(trust: trust, executable: executable, jobs: jobs) : nil
    self.executable = executable
    self.jobs = jobs
  }

  private static func proof(_ path: String) throws -> LogProof {
    let bytes = try DurableFile.read(path, limit: SignedNote.maximumLength)
    do throws(NoteError) { return try LogProof(parsing: bytes) } catch {
      throw LedgerDeskError.notAProof(path: path, error)
    }
  }

  /// Whether an argument is the text of a code; else it names a file.
  public static func isText(_ argument: String) -> Bool {
    argument.hasPrefix("HTTPS://") || argument.hasPrefix("https://")
  }

  /// The rows in the order of the arguments; throws where a file does not exist or no worker can be run.
  public func rows(_ arguments: [String]) throws -> [PageRow] {
    let files = arguments.indices.filter { !Self.isText(arguments[$0]) }
    for index in files where !DurableFile.exists(arguments[index]) {
      throw RunError.noInput(path: arguments[index], reason: "no such file")
    }
    let scans = try scan(files.map { arguments[$0] })
    var drafts: [Draft] = []
    var next = 0
    for (index, argument) in arguments.enumerated() {
      if Self.isText(argument) {
        drafts.append(Draft(code: PresentedCode(text: Array(argument.utf8))))
      } else {
        drafts += scans[next].drafts(file: argument, argument: index)
        next += 1
      }
    }
    let findings = check.findings(for: drafts.compactMap(\.code))
    var place = 0
    let judged = drafts.map { draft in
      defer { if draft.code != nil { place += 1 } }
      return (draft: draft, row: draft.row(draft.code == nil ? nil : findings[place]))
    }
    return Self.tellingCopies(try compared(Self.withoutForeignBesideSeals(judged), arguments))
  }

  // MARK: - Rows

  private typealias Judged = (draft: Draft, row: PageRow)

  /// Looks at the paper around good codes.
  private func compared(_ judged: [Judged], _ arguments: [String]) throws -> [Judged] {
    guard let paper else { return judged }
    var judged = judged
    let places = judged.indices.filter { judged[$0].row.awaitsComparison && judged[$0].draft.place != nil }
    let pages = places.compactMap { index in
      judged[index].draft.place.flatMap { place in
        judged[index].row.claims.map { claims in
          PaperCheck.Page(
            file: arguments[place.argument], index: place.page - 1, code: judged[index].draft.code?.text ?? [],
            claims: claims)
        }
      }
    }
    for (index, finding) in zip(places, try paper.findings(on: pages)) { judged[index].row.take(finding) }
    return judged
  }

  /// Other codes on a page that bears a seal (a parcel's, a bank's) are nobody's fault.
  private static func withoutForeignBesideSeals(_ judged: [Judged]) -> [Judged] {
    var sealed: Set<Draft.Place> = []
    for (draft, row) in judged where row.verdict != .foreign {
      if let place = draft.place { sealed.insert(place) }
    }
    return judged.filter { draft, row in row.verdict != .foreign || draft.place.map { !sealed.contains($0) } ?? true }
  }

  /// Tells where a copy stands on two sheets: one of them is no original. The verdict `repeat` is for those who
  /// remember what they were presented before; this looks at the files at hand alone.
  private static func tellingCopies(_ judged: [Judged]) -> [PageRow] {
    var seen: [String: (draft: Draft, row: PageRow)] = [:]
    return judged.map { draft, row in
      guard let claims = row.claims, row.verdict == .genuine || row.verdict == .sealed, draft.place != nil else {
        return row
      }
      let key = "\(claims.issuer) \(claims.number) \(claims.copy) \(claims.sheet ?? 1)"
      guard let first = seen[key] else {
        seen[key] = (draft, row)
        return row
      }
      // The same bytes named twice are one sheet.
      if first.draft.code?.file == draft.code?.file, first.row.page == row.page { return row }
      var row = row
      row.reason +=
        "; the same copy stands on \(first.row.file ?? "") page \(first.row.page ?? 1): only one can be the original"
      return row
    }
  }

  // MARK: - Files

  private func scan(_ files: [String]) throws -> [ScannedFile] {
    var scans = files.map { _ in ScannedFile() }
    guard !files.isEmpty else { return [] }
    var pool = try WorkerPool(
      count: min(jobs, files.count == 1 ? 2 : files.count), executable: executable, arguments: ["worker", "verify"],
      setUp: [], limits: WorkerLimits(cpuSeconds: 15 * Self.pagesOfJob, wallSeconds: Double(30 * Self.pagesOfJob)))
    // First the first pages of every file, which tell how many there are; then the others; then, one by one, those
    // that a worker was lost on.
    var waiting = files.indices.map { PageRange(file: $0, first: 0, count: Self.pagesOfJob) }
    while !waiting.isEmpty {
      let ranges = waiting
      waiting = []
      var sent: [PageRange] = []
      var unsent = ranges[...]
      try pool.run(window: 2 * jobs) {
        while let range = unsent.popFirst() {
          guard let bytes = scans[range.file].bytes(of: files[range.file]) else { continue }
          sent.append(range)
          let job = ScanJob(name: files[range.file], firstPage: range.first, pages: range.count, file: bytes)
          return WorkerJob(kind: ScanWorker.jobKind, payload: job.bytes)
        }
        return nil
      } deliver: { place, outcome in
        waiting += scans[sent[place].file].take(outcome, of: sent[place])
        return .next
      }
    }
    return scans
  }
}

/// Pages of a file, by its place among the files.
struct PageRange {
  var file: Int
  /// From 0.
  var first: Int
  var count: Int
}
