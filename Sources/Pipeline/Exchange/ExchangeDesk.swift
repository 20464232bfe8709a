// SPDX-License-Identifier: GPL-3.0-or-later
import Archives
import DurableFiles

/// `certmill exchange import`: takes what another chamber sent, a bundle of certificates or a receipt for one.
public struct ExchangeDesk {
  private let desk: Desk
  private let room: BundleRoom

  /// - Parameters:
  ///   - executable: the program that serves workers when it is called with `worker exchange`.
  ///   - jobs: worker processes.
  public init(_ desk: Desk, executable: String, jobs: Int) {
    self.desk = desk
    room = BundleRoom(executable: executable, jobs: jobs)
  }

  public func take(_ path: String) throws -> ImportReport {
    let bytes = try DurableFile.read(path, limit: BundleReading.longest)
    if bytes.first == UInt8(ascii: "{") { return try ReceiptImport(desk: desk, path: path).take(bytes) }
    guard ZipArchive.isArchive(bytes) else { throw ExchangeError.neither(path: path) }
    return try BundleImport(desk: desk, room: room, path: path).take(bytes)
  }
}
