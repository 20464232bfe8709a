// SPDX-License-Identifier: GPL-3.0-or-later

/// Whether the bytes may be a PDF: readers allow for some bytes before the header (ISO 32000-1 annex H.3, note 13).
func hasPDFHeader(_ bytes: [UInt8]) -> Bool {
  let mark = [UInt8]("%PDF-".utf8)
  let head = bytes.prefix(1_024)
  return head.indices.contains { head[$0...].starts(with: mark) }
}
