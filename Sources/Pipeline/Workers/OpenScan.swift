// SPDX-License-Identifier: GPL-3.0-or-later
import DurableFiles
import Scanning

/// The file of a worker's last job, which the next one often goes on with.
struct OpenScan {
  /// Larger files are not looked at, bytes.
  static let longestFile = 1 << 30

  private let source: ScanJob.Source
  let bytes: FileBytes
  private let file: ScanFile

  /// Opens a job's file, unless it is `open` already.
  static func file(of source: ScanJob.Source, name: String, _ open: inout OpenScan?) throws -> ScanFile {
    if let open, open.source == source { return open.file }
    open = nil
    let bytes: FileBytes
    switch source {
    case .file(let path, _): bytes = try FileBytes(mapping: path, limit: longestFile)
    case .bytes(let held): bytes = FileBytes(held)
    }
    let file = try ScanFile(bytes, name: name)
    open = OpenScan(source: source, bytes: bytes, file: file)
    return file
  }
}
