// SPDX-License-Identifier: GPL-3.0-or-later
import Signing

/// The payload of a scan job: a file, and which of its pages to look at.
struct ScanJob {
  enum Source: Equatable {
    /// A file that the worker opens itself and keeps open for the next job; with what tells it from another one that had
    /// the same path before.
    case file(path: String, digest: Digest)
    case bytes([UInt8])
  }

  /// The file in messages.
  var name: String
  var source: Source
  /// From 0.
  var firstPage: Int
  var pages: Int
  /// Pixels across of the small pictures of the pages; 0 for none.
  var thumbnailWidth = 0

  var bytes: [UInt8] {
    var packet = PacketWriter()
    packet.write(name)
    packet.write(firstPage)
    packet.write(pages)
    packet.write(thumbnailWidth)
    switch source {
    case .file(let path, let digest):
      packet.write(path)
      packet.write([digest])
    case .bytes(let bytes):
      packet.write("")
      packet.write(bytes)
    }
    return packet.bytes
  }

  init(name: String, source: Source, firstPage: Int, pages: Int, thumbnailWidth: Int = 0) {
    self.name = name
    self.source = source
    self.firstPage = firstPage
    self.pages = pages
    self.thumbnailWidth = thumbnailWidth
  }

  init(parsing bytes: [UInt8]) throws {
    var packet = PacketReader(bytes)
    name = try packet.text()
    firstPage = try packet.integer()
    pages = try packet.integer()
    thumbnailWidth = try packet.integer()
    let path = try packet.text()
    if path.isEmpty {
      source = .bytes(try packet.field())
    } else {
      guard let digest = try packet.digests().first else { throw PacketReader.Fault.broken }
      source = .file(path: path, digest: digest)
    }
    guard firstPage >= 0 else { throw PacketReader.Fault.broken }
  }
}
