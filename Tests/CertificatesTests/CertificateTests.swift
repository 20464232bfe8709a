// SPDX-License-Identifier: GPL-3.0-or-later
import CanonicalJSON
import Certificates
import Foundation
import Seals
import Signing
import Submissions
import Testing
import Trade

/// A file of the worked batch.
func batchFile(_ name: String) throws -> [UInt8] {
  let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
  return Array(try Data(contentsOf: folder.appending(path: "Vectors/batch1/\(name)")))
}

/// The application of the worked batch.
func workedForm() throws -> ApplicationForm {
  let (form, findings) = FlatForm.parse(try JSONValue(parsing: batchFile("application.json")))
  #expect(findings == [])
  return try #require(form)
}

/// The certificate of the worked batch, with changes.
func workedCertificate(
  _ form: ApplicationForm? = nil, copies: Int = 3, replaces: String? = nil, duplicateOf: String? = nil, sheets: Int = 1
) throws -> Certificate {
  Certificate(
    application: try form ?? workedForm(), copies: copies,
    issued: try #require(Timestamp(rfc3339: "2026-11-23T22:00:00Z")), issuer: "SG-CC1",
    number: try #require(CertificateNumber("SG-2026-0000001-H")),
    salt: try #require([UInt8](hex: "1b28fe8d93e49ea47d477579ddc66773")), replaces: replaces,
    duplicateOf: duplicateOf, sheets: sheets)
}

@Suite("Certificates")
struct CertificateTests {
  @Test("The worked batch's certificate comes out byte for byte, and is read again")
  func workedBatch() throws {
    let application = try batchFile("application.json")
    let keys = DocumentKeys(yearSecret: Array(0x80...0x9F), applicationDigest: Digest(sha256: application))
    let certificate = try workedCertificate()
    #expect(certificate.salt == keys.salt)
    #expect(certificate.canonicalBytes == (try batchFile("SG-2026-0000001-H.json")))
    #expect(certificate.digest.hex == "db94926b4e22935466ff771f8db629f95ba736bcdaf425fed3548864cf568855")
    let read = try Certificate(parsing: certificate.canonicalBytes)
    #expect(read == certificate)
    #expect(read.application == certificate.application)
    #expect(read.sheets == 1 && read.replaces == nil && read.duplicateOf == nil)
  }

  @Test("The worked batch's seals come from the certificate's claims, and their list has the proof's digest")
  func workedSeals() throws {
    let key = try SigningKey(seed: Array(0x40...0x5F))
    let certificate = try workedCertificate()
    let texts = try (1...3).map {
      JSONValue.string(
        try Seal.sign(certificate.claims(copy: $0, ledgerIndex: 4), host: "CO.EXAMPLE.SG", with: key).text)
    }
    let proof = Digest(sha256: JSONValue.array(texts).canonicalBytes)
    #expect(proof.hex == "1b90497da426e24d46564c81bdea8efcefaf9d89afa23f9cc952c4afb2597a59")
  }

  @Test("The optional keys stand where they apply and come back")
  func optionalKeys() throws {
    let certificate = try workedCertificate(
      replaces: "SG-2025-0000009-X", duplicateOf: "SG-2025-0000008-Y", sheets: 12)
    let text = String(decoding: certificate.canonicalBytes, as: UTF8.self)
    #expect(text.contains(#","duplicateOf":"SG-2025-0000008-Y","issued":"#))
    #expect(text.contains(#","replaces":"SG-2025-0000009-X","salt":"#))
    #expect(text.hasSuffix(#","sheets":12,"v":1}"#))
    let read = try Certificate(parsing: certificate.canonicalBytes)
    #expect(read == certificate)
    #expect(read.replaces == "SG-2025-0000009-X" && read.duplicateOf == "SG-2025-0000008-Y" && read.sheets == 12)
  }

  @Test("Names beyond ASCII survive the round trip code point by code point")
  func unicode() throws {
    var form = try workedForm()
    form.consignor.name = "Ünïcode e\u{301} 中文 🙂 \u{10FFFF}"
    form.remarks = "\"quoted\" \\ and </script>\u{2028}"
    let certificate = try workedCertificate(form)
    let read = try Certificate(parsing: certificate.canonicalBytes)
    #expect(read == certificate)
    #expect(Array(read.application.consignor.name.unicodeScalars) == Array(form.consignor.name.unicodeScalars))
  }

  /// A part of the certificate's text, what stands there instead, and a word of the error.
  static let changes: [(String, String, String)] = [
    (#"{"application""#, #"{ "application""#, "another spelling"), (#""v":1}"#, #""v":1.0}"#, "another spelling"),
    (#""v":1}"#, #""v":1}"# + "\n", "another spelling"),
    (#""copies":3,"issued""#, #""copies":3e0,"issued""#, "another spelling"),
    (
      #""issuer":"SG-CC1","number":"SG-2026-0000001-H""#, #""number":"SG-2026-0000001-H","issuer":"SG-CC1""#,
      "another spelling"
    ),
    ("Antwerpen", #"\u0041ntwerpen"#, "another spelling"), ("22:00:00Z", "22:00:00+00:00", "another spelling"),
    (#","v":1}"#, #","sheets":1,"v":1}"#, "another spelling"),
    (#","v":1}"#, "}", "'v'"), (#","v":1}"#, #","v":2}"#, "'v'"), (#","v":1}"#, #","v":"1"}"#, "'v'"),
    (#","v":1}"#, #","v":1,"x":0}"#, "no. 8"), (#","v":1}"#, #","v":1,"v":1}"#, "already"),
    (#","v":1}"#, #","sheets":0,"v":1}"#, "'sheets'"), (#","v":1}"#, #","sheets":null,"v":1}"#, "'sheets'"),
    ("0000001-H", "0000001-K", "'number'"), (#""SG-CC1""#, #""sg-cc1""#, "'issuer'"), (#""SG-CC1""#, "7", "'issuer'"),
    ("2026-11-23T22:00:00Z", "2026-11-23", "'issued'"), ("1b28fe8d", "1B28FE8D", "'salt'"),
    ("1b28fe8d", "1b28fe", "'salt'"),
    (#""copies":3,"issued""#, #""copies":0,"issued""#, "'copies'"),
    (#""copies":3,"issued""#, #""copies":-1,"issued""#, "'copies'"),
    ("certmill.application/1", "certmill.application/2", "flat form"), (#""hs":"090411""#, #""hs":90411"#, "flat form"),
    (#""remarks":"""#, #""remark":"""#, "flat form"), (#""v":1}"#, #""v":1"#, "ends where"),
  ]

  @Test("Anything else is refused, by name of the key and never by its value", arguments: changes)
  func refusals(_ part: String, _ other: String, _ word: String) throws {
    let text = String(decoding: try batchFile("SG-2026-0000001-H.json"), as: UTF8.self)
    let changed = text.replacingOccurrences(of: part, with: other)
    #expect(changed != text)
    let error = #expect(throws: CertificateError.self) { try Certificate(parsing: Array(changed.utf8)) }
    let description = try #require(error).description
    #expect(description.contains(word), "\(description)")
    #expect(!description.contains("Lion City") && !description.contains("pepper"))
  }

  @Test(
    "Bytes that are not a certificate at all are refused", arguments: ["", "[]", "null", "{}", "\"\"", "{\"v\":1}"])
  func noCertificates(_ text: String) {
    #expect(throws: CertificateError.self) { try Certificate(parsing: Array(text.utf8)) }
  }

  @Test("A changed byte is refused, or gives another certificate with those very bytes")
  func everyByte() throws {
    let bytes = try batchFile("SG-2026-0000001-H.json")
    for index in bytes.indices {
      for byte in [UInt8(ascii: "\""), UInt8(ascii: "0"), UInt8(ascii: "}"), 0x00, 0xC3, bytes[index] ^ 0x20] {
        var changed = bytes
        changed[index] = byte
        guard changed != bytes, let read = try? Certificate(parsing: changed) else { continue }
        #expect(read.canonicalBytes == changed)
        #expect(read.digest == Digest(sha256: changed))
      }
    }
  }
}
