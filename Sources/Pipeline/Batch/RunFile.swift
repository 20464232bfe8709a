// SPDX-License-Identifier: GPL-3.0-or-later
import DurableFiles
import Printing
import Signing
import Trade

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
