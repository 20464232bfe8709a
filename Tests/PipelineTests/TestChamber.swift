// SPDX-License-Identifier: GPL-3.0-or-later
import DurableFiles
import Foundation
import Ledger
import Logging
import Pipeline
import Signing
import Trade

/// A chamber in a temporary folder, with fixed keys, that runs whole batches through real worker processes.
final class TestChamber {
  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()
  static let recipe = root.appending(path: "pipelines/nightly-issuance.yaml").path
  static let samples = root.appending(path: "samples/inbox")
  static let time = "2026-11-23T22:00:00Z"
  /// A worker that fails on demand; without the words that ask for it, it is the real one.
  static let executable = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
    .appending(path: "FaultyWorker").path

  /// The machine's clock, where a run is told another time.
  static func clock(at time: String) -> Timestamp {
    max(Timestamp(seconds: 1_795_000_000), Timestamp(rfc3339: time) ?? Timestamp(seconds: 0))
  }

  let folder: URL
  let workspace: Workspace

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "certmill-test-\(UUID().uuidString)")
    let settings = WorkspaceSettings(
      chamber: "SG-CC1", name: "Straits Chamber of Trade", country: "SG", host: "CO.STRAITS.EXAMPLE",
      timeZone: "Asia/Singapore")
    var next: UInt8 = 0
    _ = try WorkspaceSetup.make(
      folder.path, settings, today: CalendarDate(daysSinceEpoch: 20_000),
      random: { count in
        next += 1
        return [UInt8](repeating: next, count: count)
      })
    workspace = try Workspace(opening: folder.path)
  }

  /// The same workspace once more, in a folder of its own.
  init(copying other: TestChamber) throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "certmill-test-\(UUID().uuidString)")
    try FileManager.default.copyItem(at: other.folder, to: folder)
    workspace = try Workspace(opening: folder.path)
  }

  deinit {
    try? FileManager.default.removeItem(at: folder)
  }

  /// Puts samples of the repository into the inbox.
  func receive(_ names: String...) throws {
    for name in names {
      try DurableFile.write(
        Array(Data(contentsOf: Self.samples.appending(path: name))), to: workspace.inbox + "/" + name)
    }
  }

  func receive(_ bytes: [UInt8], as name: String) throws {
    try DurableFile.write(bytes, to: workspace.inbox + "/" + name)
  }

  /// A sample with one piece of text replaced.
  func receive(_ name: String, replacing old: String, with new: String, as file: String) throws {
    let text = try String(contentsOf: Self.samples.appending(path: name), encoding: .utf8)
    precondition(text.contains(old), "\(name) does not contain \(old)")
    try receive(Array(text.replacing(old, with: new).utf8), as: file)
  }

  @discardableResult
  func run(
    _ inputs: [String] = [], jobs: Int = 2, time: String = TestChamber.time, set: [String] = [],
    rehearsal: Bool = false, recipe: String = TestChamber.recipe
  ) throws -> BatchSummary? {
    let overrides = try (["receive.settleSeconds=0", "release.thumbnails=0"] + set).map { text in try Override(text) }
    let request = RunRequest(
      recipe: recipe, overrides: overrides, inputs: inputs, batchTime: Timestamp(rfc3339: time),
      now: Self.clock(at: time), jobs: jobs, isRehearsal: rehearsal)
    return try IssuanceRun(order(request)).run()
  }

  func order(_ request: RunRequest) -> PipelineRun {
    PipelineRun(
      workspace, request, executable: Self.executable, random: { [UInt8](repeating: 77, count: $0) },
      progress: Progress(seconds: { 0 }), logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
  }

  /// Writes a policy that grants what is clean, with more orders; gives its path.
  func policy(_ orders: String) throws -> String {
    let path = folder.path + "/policy.yaml"
    let head = "policy: test\nversion: 1\nclean: grant\nwarnings: hold\nno-rule-book: hold\n"
    try DurableFile.write(Array((head + orders).utf8), to: path)
    return path
  }

  func officerKey(_ name: String) -> String { folder.path + "/\(name).pem" }

  func makeOfficer(_ name: String, seed: UInt8, _ terms: OfficerTerms = OfficerTerms()) throws {
    _ = try Officer.make(
      name, keyPath: officerKey(name), terms: terms, in: workspace,
      random: { [UInt8](repeating: 100 + seed, count: $0) })
  }

  static let printRoom = root.appending(path: "pipelines/print-room.yaml").path

  /// Runs the print room's recipe.
  @discardableResult
  func print(
    _ wishes: [String] = [], jobs: Int = 2, time: String = "2026-11-24T08:00:00Z", set: [String] = [],
    rehearsal: Bool = false
  ) throws -> PrintSummary? {
    let request = RunRequest(
      recipe: Self.printRoom, overrides: try set.map { text in try Override(text) }, inputs: wishes,
      batchTime: Timestamp(rfc3339: time), now: Self.clock(at: time), jobs: jobs, isRehearsal: rehearsal)
    return try PrintRoomRun(order(request)).run()
  }

  /// Replaces and duplicates at a time.
  func reissuing(_ inputs: [String], time: String, recipe: String = TestChamber.recipe) throws -> Reissuing {
    let request = RunRequest(
      recipe: recipe, overrides: [try Override("release.thumbnails=0")], inputs: inputs,
      batchTime: Timestamp(rfc3339: time), now: Self.clock(at: time), jobs: 1)
    return Reissuing(order(request))
  }

  /// The chamber's desk at a time.
  func desk(_ time: String, now: String? = nil, notice: @escaping (String) -> Void = { _ in }) throws -> Desk {
    guard let time = Timestamp(rfc3339: time) else { throw RunError.batchTime(time) }
    return Desk(
      workspace, time: time, now: now.flatMap(Timestamp.init(rfc3339:)),
      random: { [UInt8](repeating: 78, count: $0) }, notice: notice)
  }

  /// Puts the workspace back to what was durable behind entry `count` of another one's `lines`: journals and store as
  /// they are, the checkpoint a little behind, a torn line at the end, no index.
  func cut(to count: Int, of lines: [String]) throws {
    try FileManager.default.removeItem(atPath: workspace.published)
    try Self.cut(workspace, to: count, of: lines)
  }

  static func cut(_ workspace: Workspace, to count: Int, of lines: [String]) throws {
    for ending in ["", "-wal", "-shm"] { try DurableFile.remove(workspace.statePath + ending) }
    let ledger = workspace.ledgerFolder
    let entries = try lines.prefix(count).map { line in try LedgerEntry(parsingLine: Array(line.utf8)) }
    try FileManager.default.removeItem(atPath: ledger)
    try DurableFile.makeFolder(ledger)
    let origin = workspace.settings.ledgerOrigin
    let key = try workspace.ledgerKey()
    try LedgerFile.create(folder: ledger, origin: origin, key: key)
    var file = try LedgerFile(opening: ledger, origin: origin, key: key)
    let covered = count - count % 3
    try file.append(Array(entries.prefix(covered)))
    let rest = lines[covered..<count].map { $0 + "\n" }.joined() + String(lines[count].prefix(count % 40))
    let handle = try FileHandle(forWritingTo: URL(filePath: ledger + "/ledger.jsonl"))
    try handle.seekToEnd()
    try handle.write(contentsOf: Data(rest.utf8))
    try handle.close()
  }

  // MARK: - What came of it

  var ledgerLines: [String] {
    get throws {
      try String(decoding: DurableFile.read(workspace.ledgerFolder + "/ledger.jsonl"), as: UTF8.self)
        .split(separator: "\n").map(String.init)
    }
  }

  /// SHA-256 of every released file of a batch but the reports, which hold wall times.
  func released(_ batch: String) throws -> [String: String] {
    let base = URL(filePath: workspace.batch(batch).path)
    var digests: [String: String] = [:]
    let files = FileManager.default.enumerator(at: base, includingPropertiesForKeys: [.isRegularFileKey])
    while let file = files?.nextObject() as? URL {
      guard try file.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile == true,
        !file.lastPathComponent.hasPrefix("report.")
      else { continue }
      digests[String(file.path.dropFirst(base.path.count + 1))] = Digest(sha256: try DurableFile.read(file.path)).hex
    }
    return digests
  }

  /// What is wrong with the ledger, from its file alone; nil for a good one.
  var ledgerFault: String? {
    get throws { try LedgerDesk(workspace).verify().fault.map { "line \($0.line ?? 0): \($0.reason)" } }
  }

  func report(_ batch: String) throws -> String {
    String(decoding: try DurableFile.read(workspace.batch(batch).report("json")), as: UTF8.self)
  }
}
