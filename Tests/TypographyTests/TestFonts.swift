// SPDX-License-Identifier: GPL-3.0-or-later

import Glibc

@testable import Typography

/// Fonts of Debian that the tests set text in (fonts-noto-core, fonts-dejavu-core, fonts-droid-fallback, fonts-noto-cjk).
enum TestFonts {
  static let folder = "/usr/share/fonts/truetype/"
  static let noto = folder + "noto/NotoSans-Regular.ttf"
  static let notoBold = folder + "noto/NotoSans-Bold.ttf"
  static let dejaVu = folder + "dejavu/DejaVuSans.ttf"
  static let dejaVuBold = folder + "dejavu/DejaVuSans-Bold.ttf"
  static let droid = folder + "droid/DroidSansFallbackFull.ttf"
  static let cjk = "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc"
  static let scripts = ["NaskhArabic", "SansHebrew", "SansThai", "SansDevanagari"].map {
    folder + "noto/Noto\($0)-Regular.ttf"
  }

  static let haveAll = ([noto, notoBold, dejaVu, dejaVuBold, droid] + scripts).allSatisfy { access($0, R_OK) == 0 }
  static let haveCJK = access(cjk, R_OK) == 0

  /// Noto Sans first, then the scripts, then Han.
  static func noto(repertoire: Repertoire = .standard) throws -> FontStack {
    let rest = try (scripts + [droid]).map { try FontFile(path: $0) }
    return try FontStack(
      regular: [FontFile(path: noto)] + rest, bold: [FontFile(path: notoBold)] + rest, repertoire: repertoire)
  }

  static func dejaVuStack() throws -> FontStack {
    try FontStack(regular: [FontFile(path: dejaVu)], bold: [FontFile(path: dejaVuBold)])
  }

  static func bytes(of path: String) -> [UInt8] {
    guard let file = fopen(path, "r") else { return [] }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 65_536)
    while case let count = fread(&chunk, 1, chunk.count, file), count > 0 { bytes += chunk[..<count] }
    return bytes
  }

  /// Writes the bytes to a file of their own, for the time of `body`.
  @discardableResult
  static func withFile<Result>(_ bytes: [UInt8], _ body: (String) throws -> Result) rethrows -> Result {
    var template = Array("/tmp/typography-XXXXXX".utf8CString)
    let descriptor = mkstemp(&template)
    let path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    defer {
      close(descriptor)
      unlink(path)
    }
    var written = 0
    while written < bytes.count {
      let count = bytes[written...].withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
      guard count > 0 else { break }
      written += count
    }
    return try body(path)
  }
}

extension TextLine {
  /// What the line says, runs from left to right.
  var text: String { runs.map(\.text).joined() }
}

extension Paragraph {
  var texts: [String] { lines.map(\.text) }
}
