// SPDX-License-Identifier: GPL-3.0-or-later

/// What is wrong with a file as a whole, before anything parses it; nil if its reader may go on.
func fileFault(
  _ bytes: [UInt8], kind: SubmissionKind, limits: SubmissionLimits
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
  if isUTF16(bytes) {
    return ("file.utf-16", "The file is UTF-16: save it as UTF-8 and send it again.")
  }
  switch kind {
  case .flatJSON, .tradeTrustJSON: return nil
  case .csv:
    if let nul = bytes.firstIndex(of: 0) {
      return ("file.nul", "\(position(of: nul, in: bytes)): a NUL byte; text has none. Save the file as UTF-8 text.")
    }
    if let fault = firstInvalidUTF8(bytes) {
      return (
        "file.utf-8",
        "\(position(of: fault, in: bytes)): not valid UTF-8. Save the file as UTF-8 (in a spreadsheet: "
          + "\"CSV UTF-8\") and send it again."
      )
    }
    return nil
  case .ublXML, .pdf, .zip:
    return (
      "file.kind",
      "This is \(kind.name), a kind that is not taken yet: send the application as JSON (the flat form or a TradeTrust "
        + "Certificate of Origin) or as CSV."
    )
  case .unknown:
    return (
      "file.kind",
      "This file is none of the kinds that are known: send the application as JSON (the flat form or a TradeTrust "
        + "Certificate of Origin) or as CSV with a header row."
    )
  }
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
