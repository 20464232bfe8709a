// SPDX-License-Identifier: GPL-3.0-or-later
public import CanonicalJSON
import DurableFiles
import Ledger
import PaperComparison
import Reconciliation
import Seals
import Signing
import Trade

/// What a box of scans was found to be. `report.json`, `report.csv` and `report.html` are made of this; it is made of the
/// journal and of what officers settled, and can be made again at any time.
public struct ReconciliationReport: Sendable {
  /// A row with what only the page for people shows.
  struct Row: Sendable {
    var page: PageRow
    var picture: Picture?
    /// Of boxes that differ: what was printed above what was found.
    var differences: [(box: String, reason: String, path: String)] = []
  }

  /// A small picture of a page.
  struct Picture: Sendable {
    /// Below the reconciliation's folder.
    var path: String
    /// Corners of the code, in parts of the picture's width and height from its upper left corner.
    var outline: [(x: Double, y: Double)]
  }

  /// Pixels across of the small pictures of the pages.
  static let thumbnailWidth = 240

  public let batch: String
  /// Of the batch, RFC 3339.
  public let time: String
  let recipe: String
  /// Name of the reader or chamber.
  let name: String
  /// Files that were given.
  public let files: Int
  /// In the order of the files and their pages.
  var rows: [Row]
  public let incomplete: [IncompleteCopy]
  let ledger: (origin: String, size: Int, root: String)

  init(of batch: String, list: InputList, recipe: String, workspace: Workspace, recorder: Recorder) throws {
    self.batch = batch
    self.recipe = recipe
    time = list.time.description
    name = workspace.settings.name
    files = list.items.count
    var settled: [String: SettledPage] = [:]
    for page in try recorder.state.settlements(in: batch) { settled[Self.key(page.file, page.page)] = page }
    var byInput: [[Row]] = list.items.map { input in
      guard case .unreadable(let reason) = input.origin else { return [] }
      return [Row(page: PageRow(file: input.name, page: nil, .init(.unreadable, reason: reason)))]
    }
    // Rows were decoded and judged in the same order.
    var decoded = try ScanJournal(of: batch, in: workspace)
    var judged = try ScanJournal(of: batch, in: workspace)
    let folder = workspace.reconciliation(batch)
    while let (input, row) = try judged.nextJudged(), let (_, seen) = try decoded.nextDecoded() {
      guard byInput.indices.contains(input) else {
        throw RunError.brokenConfiguration(batch: batch, key: "inputs.jsonl")
      }
      byInput[input].append(
        Row(
          page: row, picture: Self.picture(of: seen, input: input, in: folder),
          differences: row.differences.compactMap { difference in
            let path = folder.difference(input: input, page: row.page ?? 1, box: difference.box)
            guard DurableFile.exists(path) else { return nil }
            return (difference.box.rawValue, difference.reason, String(path.dropFirst(folder.path.count + 1)))
          }))
    }
    rows = byInput.joined().map { row in
      guard let settlement = settled[Self.key(row.page.file ?? "", row.page.page)] else { return row }
      var row = row
      row.page = settlement.applied(to: row.page)
      return row
    }
    incomplete = try recorder.state.incompleteCopies(in: batch)
    ledger = (workspace.settings.ledgerOrigin, recorder.size, recorder.root.hex)
  }

  /// Nil for a page without one, and where it was lost.
  private static func picture(of row: DecodedRow, input: Int, in folder: ReconciliationFolder) -> Picture? {
    guard let page = row.page else { return nil }
    let path = folder.thumbnail(input: input, page: page)
    guard DurableFile.exists(path) else { return nil }
    let corners = stride(from: 0, to: row.outline.count - 1, by: 2).map { place in
      (x: Double(row.outline[place]) / 1000, y: Double(row.outline[place + 1]) / 1000)
    }
    return Picture(path: String(path.dropFirst(folder.path.count + 1)), outline: corners)
  }

  private static func key(_ file: String, _ page: Int?) -> String { "\(page ?? 0) \(file)" }

  /// The rows as every reconciliation's report has them.
  public var pages: [PageRow] { rows.map(\.page) }

  /// Something could not be opened at all.
  public var hasFailed: Bool { rows.contains { $0.page.page == nil } }
  /// Every sheet is genuine, backs aside, and none is missing.
  public var isAllGood: Bool {
    incomplete.isEmpty
      && rows.allSatisfy { row in
        row.page.verdict == .genuine && row.page.paper != .altered || row.page.verdict == .blank
      }
  }

  func count(of verdict: Verdict) -> Int { rows.count { $0.page.verdict == verdict } }
  func count(of paper: PaperVerdict) -> Int { rows.count { $0.page.paper == paper } }

  /// How many sheets are not what was printed, or may not be; empty if none.
  var paperWords: String {
    var words: [String] = []
    if count(of: .altered) > 0 { words.append("paper altered on \(count(of: .altered).grouped)") }
    if count(of: .byEye) > 0 { words.append("paper to be compared by eye on \(count(of: .byEye).grouped)") }
    return words.joined(separator: ", ")
  }

  /// Writes what people read; `report.json` is written after it.
  func writeReadable(to folder: ReconciliationFolder) throws {
    try DurableFile.writeUnsynced(html, to: folder.report("html"))
    try DurableFile.writeUnsynced(csv, to: folder.report("csv"))
  }

  /// `report.json`, which `run --json` prints too.
  public var json: JSONValue {
    var report = pages.json.object ?? JSONObject()
    report["batch"] = .string(batch)
    report["time"] = .string(time)
    report["recipe"] = .string(recipe)
    report["name"] = .string(name)
    report["files"] = .number(JSONNumber(files))
    report["incomplete"] = .array(incomplete.map(\.json))
    report["ledger"] = [
      "origin": .string(ledger.origin), "root": .string(ledger.root), "size": .number(JSONNumber(ledger.size)),
    ]
    return .object(report)
  }

  /// What `run --json` prints where there was nothing to look at.
  public static var nothing: JSONValue { ["batch": .null, "pages": [], "verdicts": [:]] }

  /// `report.csv`: a header, then a row a code or page; cells that a spreadsheet would run are defused.
  var csv: [UInt8] {
    let columns = [
      "file", "page", "verdict", "paper", "issuer", "number", "copy", "copies", "sheet", "sheets", "reason",
      "resolution", "step", "skew",
    ]
    var table = CSVTable(header: columns, numbers: ["skew"])
    for row in rows {
      let json = row.page.json.object
      table.add(
        columns.map { column in
          if column == "skew" { return row.page.skew?.degrees ?? "" }
          return json?[column]?.string ?? json?[column]?.integer.map(String.init) ?? ""
        })
    }
    return table.bytes
  }

  /// For a terminal: counts, and where to look.
  public func words(_ workspace: Workspace) -> String {
    var lines = [
      "batch \(batch): \(files.counted("file", "files")), \(rows.count.counted("row", "rows"))"
    ]
    for verdict in Verdict.byGravity where count(of: verdict) > 0 {
      let word = verdict.rawValue
      lines.append("  \(word)\(String(repeating: " ", count: 16 - word.utf8.count))\(count(of: verdict).grouped)")
    }
    if !paperWords.isEmpty { lines.append("  " + paperWords) }
    for copy in incomplete { lines.append("  incomplete      " + copy.words) }
    lines.append("  \(workspace.reconciliation(batch).report("html"))")
    return lines.joined(separator: "\n")
  }
}

extension IncompleteCopy {
  var words: String {
    let sheets = missing.map { String($0) }.joined(separator: ", ")
    return "\(issuer) \(number), copy \(copy): sheet \(sheets) of \(self.sheets) was not there"
  }

  fileprivate var json: JSONValue {
    [
      "copy": .number(JSONNumber(copy)), "issuer": .string(issuer),
      "missing": .array(missing.map { .number(JSONNumber($0)) }), "number": .string(number),
      "sheets": .number(JSONNumber(sheets)),
    ]
  }
}
