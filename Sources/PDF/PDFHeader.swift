// SPDX-License-Identifier: GPL-3.0-or-later

/// Readers allow for some bytes before the header (ISO 32000-1 annex H.3, note 13).
let pdfHeaderReach = 1_024

/// Whether the first bytes of a file may be those of a PDF.
func hasPDFHeader(_ bytes: [UInt8]) -> Bool {
  let mark = [UInt8]("%PDF-".utf8)
  let head = bytes.prefix(pdfHeaderReach)
  return head.indices.contains { head[$0...].starts(with: mark) }
}
