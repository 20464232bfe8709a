// SPDX-License-Identifier: GPL-3.0-or-later
import Certificates
import Glibc
import Printing
import Seals
import Signing
import Submissions
import Trade

/// What is to be stamped, made in portions while the clock stands, as the peers' records and payloads are made before
/// theirs starts: certificates of the forms and their seals' texts.
struct Work {
  /// Certificates of a portion: memory holds no more, however many there are.
  private static let portion = 250

  let count: Int
  private let forms: [ApplicationForm]
  private let key: SigningKey
  private let notes = PrintNotes(
    issuerName: "Chamber of Commerce of Gdańsk", host: "verify.example.org/co", countryNames: Self.countries,
    issuedOn: CalendarDate(daysSinceEpoch: 20_780), issuedPlace: "Hải Phòng")

  static let issued = Timestamp(seconds: 1_795_000_000)

  /// `forms` has one application a line; more certificates than lines take the lines again under numbers of their own.
  init(forms path: String, count: Int) throws {
    let lines = try contents(of: path).split(separator: UInt8(ascii: "\n"))
    forms = lines.compactMap { read(Array($0), kind: .flatJSON).form }
    guard !forms.isEmpty, forms.count == lines.count else {
      throw Trouble("\(path): \(lines.count) lines read, of which \(forms.count) are applications; all must be")
    }
    key = try SigningKey(seed: [UInt8](repeating: 7, count: 32))
    self.count = count
  }

  /// Indexes of the certificates, portion by portion.
  var portions: [Range<Int>] {
    stride(from: 0, to: count, by: Self.portion).map { $0..<min(count, $0 + Self.portion) }
  }

  func orders(_ portion: Range<Int>) throws -> [PrintOrder] {
    try portion.map { index in
      guard let number = CertificateNumber(country: "SG", year: 2026, sequence: index + 1) else {
        throw Trouble("there is no certificate \(index + 1) in a year")
      }
      let certificate = Certificate(
        application: forms[index % forms.count], copies: 1, issued: Self.issued, issuer: "SG-CC1", number: number,
        salt: Array(Digest(sha256: Array(number.description.utf8)).bytes.prefix(16)))
      let claims = certificate.claims(copy: 1, sheet: 1, ledgerIndex: 4 * index)
      let seal = try Seal.sign(claims, host: "CO.STRAITS.EXAMPLE", with: key)
      return PrintOrder(certificate: certificate, notes: notes, seals: [seal.text])
    }
  }

  private static let countries = [
    "PL": "Poland", "FR": "France", "GR": "Greece", "TR": "Türkiye", "CZ": "Czechia", "SG": "Singapore",
  ]
}

/// What stops a measurement.
struct Trouble: Error, CustomStringConvertible {
  var description: String

  init(_ description: String) { self.description = description }
}

func contents(of path: String) throws(Trouble) -> [UInt8] {
  guard let file = fopen(path, "rb") else {
    throw Trouble("\(path): cannot be opened: \(String(cString: strerror(errno)))")
  }
  defer { fclose(file) }
  var bytes: [UInt8] = []
  var buffer = [UInt8](repeating: 0, count: 65_536)
  while case let count = fread(&buffer, 1, buffer.count, file), count > 0 {
    bytes.append(contentsOf: buffer[..<count])
  }
  return bytes
}
