// SPDX-License-Identifier: GPL-3.0-or-later
import DurableFiles
import Printing
import Signing
import Trade
import Workers

/// A print run file in the making: pages go to the disk as they come, so that memory does not grow with the run.
///
/// The file bears its name only when it is whole.
struct RunFile: ~Copyable {
  let path: String
  private var run: PrintRun
  private var file: AppendFile
  private var hash = SHA256State()

  init(_ path: String, in frame: RunFrame, code: String, created: Timestamp) throws {
    var run = PrintRun(in: frame, code: code, created: created)
    var file = try AppendFile(path + ".part", truncatingTo: 0)
    let start = run.begin()
    try file.append(start)
    self.path = path
    self.run = run
    self.file = file
    hash.update(start)
  }

  /// Sheets so far, the banner's aside.
  var sheetCount: Int { run.sheetCount }
  /// What the banner says of the sheets so far.
  var banner: RunBanner { run.banner }

  /// Appends a certificate's pages; throws `PrintingError` where `tail` is none, which leaves the run as it was.
  mutating func append(_ tail: [UInt8], number: CertificateNumber, copies: ClosedRange<Int>, stock: String = "") throws
  {
    try write(run.append(tail, number: number, copies: copies, stock: stock))
  }

  private mutating func write(_ bytes: [UInt8]) throws {
    hash.update(bytes)
    try file.append(bytes)
  }

  /// Ends the file, durably, still under its temporary name; gives its SHA-256 and length.
  ///
  /// `banner` are the contents of the banner's sheets; none where the banner is another file.
  consuming func finish(banner: [[UInt8]]) throws -> (digest: Digest, size: Int) {
    try write(run.finish(banner: banner))
    try file.sync()
    let size = file.size
    let digest = hash.finish()
    try file.close()
    return (digest, size)
  }

  /// Gives the finished file its name.
  static func release(_ path: String) throws {
    try DurableFile.move(path + ".part", to: path)
  }

  /// `run-001`.
  static func name(_ number: Int) -> String {
    let digits = String(number)
    return "run-" + String(repeating: "0", count: max(0, 3 - digits.count)) + digits
  }
}

/// Asks a worker one thing.
extension WorkerPool {
  mutating func ask(_ kind: JobKind, _ payload: [UInt8] = []) throws -> WorkerOutcome {
    var answer: WorkerOutcome?
    var asked = false
    try run(
      next: {
        defer { asked = true }
        return asked ? nil : WorkerJob(kind: kind.rawValue, payload: payload)
      },
      deliver: { _, outcome in
        answer = outcome
        return .next
      })
    return answer ?? .failed("no answer")
  }

  /// The template's constant part, with the back of the sheets where a run has backs; a template that no worker can use
  /// stops the run.
  mutating func frame(hasBacks: Bool = false) throws -> RunFrame {
    switch try ask(.frame, hasBacks ? [1] : []) {
    case .done(let bytes): return try RunFrame(packet: bytes)
    case .failed(let reason): throw RunError.template(reason)
    case .lost(let loss): throw WorkerError.notSetUp("the template's constant part: \(loss)")
    }
  }

  /// Contents of a run's banner sheets.
  mutating func banner(_ banner: RunBanner) throws -> [[UInt8]] {
    switch try ask(.banner, banner.packet) {
    case .done(let bytes):
      var packet = PacketReader(bytes)
      return try (0..<packet.count()).map { _ in try packet.field() }
    case .failed(let reason): throw WorkerError.notSetUp("the banner of run \(banner.code): \(reason)")
    case .lost(let loss): throw WorkerError.notSetUp("the banner of run \(banner.code): \(loss)")
    }
  }
}
