// SPDX-License-Identifier: GPL-3.0-or-later
import PDF

/// What a submission is, told by its content: names and extensions of files say nothing.
public enum SubmissionKind: String, CaseIterable, Sendable {
  /// The flat form of `FlatForm`; also JSON of no known kind, which is then refused as a form.
  case flatJSON
  /// OpenAttestation/TradeTrust Certificate of Origin, plain or in a credential.
  case tradeTrustJSON
  /// Keys with the numbers of boxes, `Consignor_1`.
  case boxJSON
  /// One row a goods item.
  case csv
  /// XML of any root; UBL CertificateOfOrigin is the one meant.
  case ublXML
  /// PDF of any kind; a filled form is the one meant.
  case pdf
  /// An application with its supporting documents.
  case zip
  case unknown

  /// Looks at the first bytes, for JSON also at the keys of the outermost object; never at more than it needs.
  public init(sniffing bytes: [UInt8]) {
    var start = bytes.starts(with: byteOrderMark) ? byteOrderMark.count : 0
    if bytes.starts(with: Self.zipHead) || bytes.starts(with: Self.emptyZipHead) {
      self = .zip
      return
    }
    if isXMLInUTF16(bytes) {
      self = .ublXML
      return
    }
    while start < bytes.count, isBlank(bytes[start]) { start += 1 }
    guard start < bytes.count else {
      self = .unknown
      return
    }
    switch bytes[start] {
    case UInt8(ascii: "{"): self = jsonKind(bytes, from: start)
    case UInt8(ascii: "["): self = .flatJSON
    case UInt8(ascii: "<"): self = .ublXML
    default:
      // Readers of PDF look for its head in the first kilobyte (ISO 32000-1, annex H.3, note 13).
      if contains(Self.pdfHead, in: bytes.prefix(1_024)) {
        self = .pdf
      } else {
        self = hasCSVHeader(bytes, from: start) ? .csv : .unknown
      }
    }
  }

  /// The kind of a file that lies in a package among others; nil where it is no application.
  init?(application bytes: [UInt8], dialect: CSVDialect) {
    self.init(sniffing: bytes)
    switch self {
    case .tradeTrustJSON, .boxJSON: return
    case .flatJSON:
      // Also JSON of no known kind.
      guard bytes.count < 1 << 26, contains(Array("\"form\"".utf8), in: bytes.prefix(1 << 16)) else { return nil }
    case .csv:
      var scanner = CSVScanner(bytes, dialect)
      guard let header = CSVHeader(&scanner), !header.positions.isEmpty else { return nil }
    case .ublXML:
      // In UTF-16 every second byte is zero.
      let head = bytes.prefix(8_192).filter { $0 != 0 }
      guard contains(Array("CertificateOfOrigin".utf8), in: head.prefix(4_096)) else { return nil }
    case .pdf:
      guard let filled = try? FilledForm(reading: bytes, file: "form"),
        filled.names.contains("reference") || filled.names.contains("consignor.name")
      else { return nil }
    case .zip, .unknown: return nil
    }
  }

  /// What an exporter calls it.
  public var name: String {
    switch self {
    case .flatJSON: "application form (JSON)"
    case .tradeTrustJSON: "TradeTrust Certificate of Origin (JSON)"
    case .boxJSON: "form in numbered boxes (JSON)"
    case .csv: "CSV"
    case .ublXML: "UBL CertificateOfOrigin (XML)"
    case .pdf: "filled form (PDF)"
    case .zip: "ZIP"
    case .unknown: "unknown kind"
    }
  }

  private static let zipHead: [UInt8] = [0x50, 0x4B, 0x03, 0x04]
  private static let emptyZipHead: [UInt8] = [0x50, 0x4B, 0x05, 0x06]
  private static let pdfHead = Array("%PDF-".utf8)
}

/// UTF-8's, which some programs put before JSON and CSV; it is passed over.
let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

/// Blank of JSON, CSV and XML alike.
func isBlank(_ byte: UInt8) -> Bool {
  byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09
}

/// `<` behind the mark of UTF-16.
private func isXMLInUTF16(_ bytes: [UInt8]) -> Bool {
  bytes.starts(with: [0xFF, 0xFE, 0x3C, 0]) || bytes.starts(with: [0xFE, 0xFF, 0, 0x3C])
}

private func contains(_ needle: [UInt8], in bytes: ArraySlice<UInt8>) -> Bool {
  guard bytes.count >= needle.count else { return false }
  return (bytes.startIndex...(bytes.endIndex - needle.count)).contains { bytes[$0...].starts(with: needle) }
}

/// A first line in which a comma, semicolon or tab parts words, or which is the name of a column, and no NUL.
private func hasCSVHeader(_ bytes: [UInt8], from start: Int) -> Bool {
  var line = bytes[start...].prefix(65_536).prefix { $0 != 0x0A && $0 != 0x0D }
  guard !line.contains(0) else { return false }
  if line.contains(where: { [UInt8(ascii: ","), UInt8(ascii: ";"), 0x09].contains($0) }) { return true }
  while let last = line.last, isBlank(last) { line.removeLast() }
  return CSVColumns.all.contains(String(decoding: line, as: UTF8.self))
}

/// `Consignor_1`: a word of letters, an underline, the number of a box.
private func isBoxKey(_ key: String) -> Bool {
  let parts = key.utf8.split(separator: UInt8(ascii: "_"), omittingEmptySubsequences: false)
  return parts.count == 2 && !parts[0].isEmpty && parts[0].allSatisfy { (97...122).contains($0 | 0x20) }
    && (1...2).contains(parts[1].count) && parts[1].allSatisfy { (48...57).contains($0) }
}

/// Tells by the keys of the outermost object which JSON form this is; broken JSON is told by what stands before
/// the break.
private func jsonKind(_ bytes: [UInt8], from start: Int) -> SubmissionKind {
  var depth = 0
  var index = start
  var keyStart: Int?
  var isValue = false
  var hint = SubmissionKind.flatJSON
  while index < bytes.count {
    switch bytes[index] {
    case UInt8(ascii: "\""):
      let from = index + 1
      index = from
      while index < bytes.count, bytes[index] != UInt8(ascii: "\"") {
        index += bytes[index] == UInt8(ascii: "\\") ? 2 : 1
      }
      if depth == 1, !isValue, index < bytes.count { keyStart = from }
      if let from = keyStart {
        keyStart = nil
        switch String(decoding: bytes[from..<index].prefix(40), as: UTF8.self) {
        case "form": return .flatJSON
        case "supplyChainConsignment", "credentialSubject", "verifiableCredential": return .tradeTrustJSON
        case "cocert": return .boxJSON
        case let key where isBoxKey(key): return .boxJSON
        case "data", "iD", "isPreferential", "freeTradeAgreement": hint = .tradeTrustJSON
        default: break
        }
      }
    case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
    case UInt8(ascii: "}"), UInt8(ascii: "]"):
      depth -= 1
      if depth == 0 { return hint }
    case UInt8(ascii: ":"): if depth == 1 { isValue = true }
    case UInt8(ascii: ","): if depth == 1 { isValue = false }
    default: break
    }
    index += 1
  }
  return hint
}
