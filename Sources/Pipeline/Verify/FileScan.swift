// SPDX-License-Identifier: GPL-3.0-or-later
import Scanning

/// What a worker saw on pages of a file.
struct FileScan: Equatable {
  struct Code: Equatable {
    /// The code's bytes as they stand in it.
    var text: [UInt8]
    /// What was done to the picture before it could be read.
    var step: String
    /// Length of a side of the code in pixels of the picture; 0 if its outline is not known.
    var side: Int
  }

  struct Page: Equatable {
    /// Of the picture that was looked at, pixels.
    var width = 0
    var height = 0
    /// At which a PDF's page was drawn, dots an inch; 0 for a picture, whose resolution is not known.
    var resolution = 0
    var isBlank = false
    var codes: [Code] = []
    /// Why the page could not be looked at; empty if it could.
    var fault = ""
  }

  /// Pages of the whole file.
  var pageCount = 0
  /// Those that were asked for.
  var pages: [Page] = []
  /// Why the file could not be opened; empty if it could.
  var fault = ""

  var bytes: [UInt8] {
    var packet = PacketWriter()
    packet.write(pageCount)
    packet.write(fault)
    packet.write(pages.count)
    for page in pages {
      for number in [page.width, page.height, page.resolution, page.isBlank ? 1 : 0] { packet.write(number) }
      packet.write(page.fault)
      packet.write(page.codes.count)
      for code in page.codes {
        packet.write(code.text)
        packet.write(code.step)
        packet.write(code.side)
      }
    }
    return packet.bytes
  }

  init(pageCount: Int = 0, pages: [Page] = [], fault: String = "") {
    self.pageCount = pageCount
    self.pages = pages
    self.fault = fault
  }

  init(parsing bytes: [UInt8]) throws {
    var packet = PacketReader(bytes)
    pageCount = try packet.integer()
    fault = try packet.text()
    for _ in 0..<(try packet.count()) {
      var page = Page(width: try packet.integer(), height: try packet.integer(), resolution: try packet.integer())
      page.isBlank = try packet.integer() == 1
      page.fault = try packet.text()
      for _ in 0..<(try packet.count()) {
        page.codes.append(Code(text: try packet.field(), step: try packet.text(), side: try packet.integer()))
      }
      pages.append(page)
    }
    guard pageCount >= 0 else { throw PacketReader.Fault.broken }
  }
}

extension FileScan.Code {
  init(_ scan: Scan) {
    self.init(text: scan.text, step: scan.step.rawValue, side: Int(scan.side.rounded()))
  }
}
