// SPDX-License-Identifier: GPL-3.0-or-later

/// What is wrong with a file as a whole, before anything parses it; nil if its reader may go on.
func fileFault(
  _ bytes: [UInt8], kind: SubmissionKind, limits: SubmissionLimits, dialect: CSVDialect
) -> (rule: String, message: String)? {
  guard bytes.count <= limits.bytes else {
    return (
      "file.too-large",
      "The file has \(bytes.count) bytes, at most \(limits.bytes) are taken: send each application as a file of its own."
    )
  }
  guard !bytes.isEmpty else {
    return ("file.empty", "The file is empty. If it was being written when it was fetched, send it again.")
  }
  if bytes.allSatisfy(isBlank) {
    return ("file.blank", "The file holds nothing but blanks and line ends: send the application again.")
  }
  // A mark of UTF-16 before XML is that reader's to look at.
  if kind != .zip, isUTF16(bytes), kind != .ublXML || bytes[0] == 0 || bytes[1] == 0 {
    return ("file.utf-16", "The file is UTF-16 or UTF-32: save it as UTF-8 and send it again.")
  }
  switch kind {
  case .flatJSON, .tradeTrustJSON, .boxJSON, .ublXML, .pdf, .zip: return nil
  case .csv:
    if let nul = bytes.firstIndex(of: 0) {
      return ("file.nul", "\(position(of: nul, in: bytes)): a NUL byte; text has none. Save the file as UTF-8 text.")
    }
    return dialect.encoding == .windows1252 ? windowsFault(bytes) : utf8Fault(bytes, kind)
  case .unknown:
    return (
      "file.kind",
      "This file is none of the kinds that are known: send the application as JSON (the flat form, a TradeTrust "
        + "Certificate of Origin or a form in numbered boxes), CSV with a header row, UBL XML, the chamber's filled PDF "
        + "form, or a ZIP file of one of them and its documents."
    )
  }
}

func utf8Fault(_ bytes: [UInt8], _ kind: SubmissionKind) -> (rule: String, message: String)? {
  guard let fault = firstInvalidUTF8(bytes) else { return nil }
  var message =
    "\(position(of: fault, in: bytes)): not valid UTF-8. Save the file as UTF-8"
    + (kind == .csv ? " (in a spreadsheet: \"CSV UTF-8\")" : "") + " and send it again."
  if kind == .csv, !bytes.contains(where: Windows1252.isUndefined) {
    message += " Windows-1252 is another setting \(CSVDialect.setting("encoding", "windows-1252"))."
  }
  return ("file.utf-8", message)
}

/// Most texts in UTF-8 pass for Windows-1252, with two wrong letters for each one beyond ASCII; none in Windows-1252 that
/// has such letters passes for UTF-8.
private func windowsFault(_ bytes: [UInt8]) -> (rule: String, message: String)? {
  let other = "UTF-8 is another setting \(CSVDialect.setting("encoding", "utf-8"))."
  if bytes.starts(with: byteOrderMark) {
    return ("csv.encoding", "The file begins with the mark of UTF-8; Windows-1252 is taken here. \(other)")
  }
  if let letter = bytes.firstIndex(where: { $0 >= 0x80 }), firstInvalidUTF8(bytes) == nil {
    return (
      "csv.encoding",
      "\(position(of: letter, in: bytes)): this and all other letters beyond ASCII are UTF-8; Windows-1252 is taken here. "
        + other
    )
  }
  if let fault = bytes.firstIndex(where: Windows1252.isUndefined) {
    return (
      "csv.encoding",
      "\(position(of: fault, in: bytes)): a byte that Windows-1252 does not have: save the file as Windows-1252 (ANSI)."
    )
  }
  return nil
}

/// `Line 3, column 7 (byte 120)`: lines and columns from 1, bytes from 0.
func position(of offset: Int, in bytes: [UInt8]) -> String {
  let before = bytes[..<offset]
  let line = before.reduce(1) { $1 == 0x0A ? $0 + 1 : $0 }
  let start = before.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
  return "Line \(line), column \(offset - start + 1) (byte \(offset))"
}

/// A mark of UTF-16 or UTF-32, or NUL in every second byte of the beginning.
private func isUTF16(_ bytes: [UInt8]) -> Bool {
  if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) { return true }
  guard bytes.count >= 4 else { return false }
  let head = bytes.prefix(4)
  return (head[0] == 0) != (head[1] == 0) && (head[2] == 0) == (head[0] == 0) && (head[3] == 0) == (head[1] == 0)
}

/// Offset of the first byte that is not UTF-8; nil if all of it is.
private func firstInvalidUTF8(_ bytes: [UInt8]) -> Int? {
  do {
    _ = try UTF8Span(validating: bytes.span)
    return nil
  } catch {
    return error.byteOffsets.lowerBound
  }
}
