// SPDX-License-Identifier: GPL-3.0-or-later

import Glibc
import Testing

/// qpdf's own check of a whole file, where the tool is installed.
enum Checker {
  static func expectSound(_ pdf: [UInt8], sourceLocation: SourceLocation = #_sourceLocation) throws {
    guard access("/usr/bin/qpdf", X_OK) == 0 else { return }
    var name = Array("/tmp/certmill-check-XXXXXX".utf8CString)
    let descriptor = mkstemp(&name)
    try #require(descriptor >= 0)
    let path = String(decoding: name.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    defer { unlink(path) }
    var written = 0
    while written < pdf.count {
      let count = write(descriptor, Array(pdf[written...]), pdf.count - written)
      try #require(count > 0)
      written += count
    }
    close(descriptor)
    // The path is mkstemp's own: nothing in it for a shell to take apart.
    #expect(system("/usr/bin/qpdf --check \(path) >/dev/null 2>&1") == 0, sourceLocation: sourceLocation)
  }
}
