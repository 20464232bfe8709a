// SPDX-License-Identifier: GPL-3.0-or-later
import DurableFiles
import Ledger
import Reconciliation
import Seals
import Signing
public import Trade

/// `certmill verify`: files and texts in, a row for every page and text out, offline.
public struct Verification {
  private let check: SealCheck
  /// Nil where only codes are looked at.
  private let paper: PaperCheck?
  private let room: ScanRoom

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
    room = ScanRoom(executable: executable, jobs: jobs)
  }

  private static func proof(_ path: String) throws -> LogProof {
    let bytes = try DurableFile.read(path, limit: SignedNote.maximumLength)
    do throws(NoteError) { return try LogProof(parsing: bytes) } catch {
      throw LedgerDeskError.notAProof(path: path, error)
    }
  }

  /// Whether an argument is the text of a code or a certificate's number; else it names a file.
  public static func isText(_ argument: String) -> Bool {
    let beginning = argument.prefix(8).lowercased()
    return beginning.hasPrefix("https://") || beginning.hasPrefix("http://") || number(argument) != nil
  }

  private static func number(_ argument: String) -> String? {
    DurableFile.exists(argument) ? nil : SealCheck.number(typed: argument)
  }

  /// The rows in the order of the arguments; throws where a file does not exist or no worker can be run.
  public func rows(_ arguments: [String]) throws -> [PageRow] {
    let files = arguments.indices.filter { !Self.isText(arguments[$0]) }
    for index in files where !DurableFile.exists(arguments[index]) {
      throw RunError.noInput(path: arguments[index], reason: "no such file")
    }
    let scans = try room.scan(files.map { arguments[$0] })
    var drafts: [Draft] = []
    var next = 0
    for (index, argument) in arguments.enumerated() {
      if let number = Self.number(argument) {
        drafts.append(Draft(number: number, finding: check.finding(forNumber: argument)))
      } else if Self.isText(argument) {
        drafts.append(Draft(code: PresentedCode(text: Array(argument.utf8))))
      } else {
        drafts += scans[next].drafts(file: argument, argument: index)
        next += 1
      }
    }
    drafts = drafts.withoutForeignBesideSeals(check)
    let findings = check.findings(for: drafts.compactMap(\.code))
    var place = 0
    let judged = drafts.map { draft in
      defer { if draft.code != nil { place += 1 } }
      return (draft: draft, row: draft.row(draft.code == nil ? nil : findings[place]))
    }
    return Self.tellingCopies(try compared(judged, arguments))
  }

  // MARK: - Rows

  private typealias Judged = (draft: Draft, row: PageRow)

  /// Looks at the paper around good codes.
  private func compared(_ judged: [Judged], _ arguments: [String]) throws -> [Judged] {
    guard let paper else { return judged }
    var judged = judged
    var places: [Int] = []
    var pages: [PaperCheck.Page] = []
    for (index, (draft, row)) in judged.enumerated() where row.awaitsComparison {
      guard let place = draft.place, let code = draft.code, let file = code.file, let claims = row.claims else {
        continue
      }
      let path = arguments[place.argument]
      places.append(index)
      pages.append(
        PaperCheck.Page(
          name: path, path: path, digest: file, index: place.page - 1, code: code.text, claims: claims,
          stamps: row.stamps))
    }
    for (index, finding) in zip(
      places, try paper.findings(on: pages) { paper.shelf.find($0.claims, stamps: $0.stamps) })
    { judged[index].row.take(finding) }
    return judged
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
}
