// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Paper
import Testing

/// Programs of Debian that read what this module writes: qpdf, poppler-utils, mupdf-tools, pango1.0-tools.
struct Tool {
  /// Holds the files of one test; removed when it ends.
  final class Folder {
    let url = FileManager.default.temporaryDirectory.appending(path: "printing-\(UUID().uuidString)")

    init() throws { try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true) }
    deinit { try? FileManager.default.removeItem(at: url) }

    func path(_ name: String) -> String { url.appending(path: name).path }

    func write(_ bytes: [UInt8], as name: String) throws -> String {
      try Data(bytes).write(to: url.appending(path: name))
      return path(name)
    }
  }

  /// Standard output and exit code; standard error is thrown away.
  @discardableResult
  static func run(_ name: String, _ arguments: String..., sourceLocation: SourceLocation = #_sourceLocation) throws
    -> (code: Int32, out: [UInt8])
  {
    let path = "/usr/bin/\(name)"
    try #require(FileManager.default.isExecutableFile(atPath: path), "`make packages`", sourceLocation: sourceLocation)
    let process = Process()
    process.executableURL = URL(filePath: path)
    process.arguments = arguments
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = FileHandle.nullDevice
    try process.run()
    let out = try pipe.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return (process.terminationStatus, Array(out))
  }

  /// qpdf's own check of a whole file.
  static func expectSound(_ pdf: [UInt8], sourceLocation: SourceLocation = #_sourceLocation) throws {
    let folder = try Folder()
    let code = try run("qpdf", "--check", folder.write(pdf, as: "checked.pdf"), sourceLocation: sourceLocation).code
    #expect(code == 0, "qpdf finds fault", sourceLocation: sourceLocation)
  }

  /// A page, from 1, as MuPDF draws it.
  static func mupdf(_ pdf: [UInt8], page: Int = 1, dpi: Int) throws -> RGBImage {
    let folder = try Folder()
    let source = try folder.write(pdf, as: "in.pdf")
    let target = folder.path("out.ppm")
    let code = try run("mutool", "draw", "-q", "-r", "\(dpi)", "-c", "rgb", "-o", target, source, "\(page)").code
    try #require(code == 0)
    return try #require(portable(pixmap: Array(Data(contentsOf: URL(filePath: target)))))
  }

  /// `P6 width height 255`, then the pixels.
  private static func portable(pixmap: [UInt8]) -> RGBImage? {
    var fields: [Int] = []
    var position = 2
    while fields.count < 3, position < pixmap.count {
      let end = pixmap[position...].firstIndex { $0 == 32 || $0 == 10 } ?? pixmap.count
      if let number = Int(String(decoding: pixmap[position..<end], as: UTF8.self)) { fields.append(number) }
      position = end + 1
    }
    guard fields.count == 3, pixmap.count - position == 3 * fields[0] * fields[1] else { return nil }
    return RGBImage(width: fields[0], height: fields[1], pixels: Array(pixmap[position...]))
  }

  /// The text of a page, from 1, as someone copies it.
  static func text(_ pdf: [UInt8], page: Int = 1) throws -> String {
    let folder = try Folder()
    let source = try folder.write(pdf, as: "in.pdf")
    let result = try run("pdftotext", "-f", "\(page)", "-l", "\(page)", source, "-")
    try #require(result.code == 0)
    return String(decoding: result.out, as: UTF8.self)
  }
}
