// SPDX-License-Identifier: GPL-3.0-or-later
public import Signing

// Both directions of the code's text stand in this file, so that the round trip is one reading.
//
//   HTTPS://HOST/1/ + Base32( 18([ protected, {}, payload, signature ]) )          RFC 9052 section 4.2
//   protected  << {1: -8, 4: key id} >>
//   payload    << {1: issuer, 6: issued at, -65537: [1, number, …]} >>             RFC 8392 section 3

private let scheme = Array("HTTPS://".utf8)
private let path = Array("/1/".utf8)
/// -8 is EdDSA (RFC 9053 section 2.2); a negative n is written as −1 − n.
private let edDSA: UInt64 = 7
/// The private claim −65537.
private let certificateClaim: UInt64 = 65_536

extension Seal {
  // MARK: Writing

  /// Signs `claims` for the address `HTTPS://HOST/1/`.
  ///
  /// The invoice is cut to 18 bytes and the exporter to what fits (see `cut`); `exporterCut` takes that many
  /// characters more off the exporter, for a code that a scanner could not read.
  public static func sign(
    _ claims: SealClaims, host: String, with key: SigningKey, exporterCut: Int = 0
  ) throws(SealError) -> Seal {
    var claims = claims
    claims.invoice = claims.invoice.map { cut($0, toBytes: longestInvoice) }
    var exporter = cut(claims.exporter, toBytes: try exporterBytes(for: claims, host: host))
    if exporterCut > 0 {
      guard exporter.count > exporterCut else { throw .doesNotFit(limit: longestText) }
      exporter.removeLast(exporterCut)
    }
    claims.exporter = exporter

    let keyID = keyID(of: key.publicKey)
    let payload = payload(of: claims)
    let signature: [UInt8]
    do { signature = try key.sign(signedBytes(keyID: keyID, payload: payload)) } catch { throw .signing(error) }
    let text = text(host: host, keyID: keyID, payload: payload, signature: signature)
    return Seal(claims: claims, keyID: keyID, host: host, signature: signature, text: text)
  }

  /// Bytes of UTF-8 that are left for the exporter's name beside the other claims.
  public static func exporterBytes(for claims: SealClaims, host: String) throws(SealError) -> Int {
    guard isHost(host) else { throw .host(length: host.count) }
    var claims = claims
    claims.invoice = claims.invoice.map { cut($0, toBytes: longestInvoice) }
    if let fault = claims.firstFault { throw .claim(fault) }
    claims.exporter = ""
    let signed = sign1(
      keyID: [0, 0, 0, 0], payload: payload(of: claims), signature: Array(repeating: 0, count: 64))
    let characters = longestText - scheme.count - host.utf8.count - path.count
    let left = Base32.bytes(inCharacters: characters) - signed.count
    guard left >= 0 else { throw .doesNotFit(limit: longestText) }
    // A text of 24 bytes or more takes one byte more for its length.
    return left > 24 ? left - 1 : min(left, 23)
  }

  /// What the signature covers, the Sig_structure of RFC 9052 section 4.4.
  var signedBytes: [UInt8] {
    Self.signedBytes(keyID: keyID, payload: Self.payload(of: claims))
  }

  /// The text again, from the parts: always `text` itself.
  var rewritten: String {
    Self.text(host: host, keyID: keyID, payload: Self.payload(of: claims), signature: signature)
  }

  private static func signedBytes(keyID: [UInt8], payload: [UInt8]) -> [UInt8] {
    var writer = CBORWriter(capacity: 256)
    writer.head(.array, 4)
    writer.text("Signature1")
    writer.data(protectedHeader(keyID: keyID))
    writer.data([])
    writer.data(payload)
    return writer.bytes
  }

  private static func protectedHeader(keyID: [UInt8]) -> [UInt8] {
    var writer = CBORWriter(capacity: 16)
    writer.head(.map, 2)
    writer.unsigned(1)
    writer.head(.negative, edDSA)
    writer.unsigned(4)
    writer.data(keyID)
    return writer.bytes
  }

  private static func payload(of claims: SealClaims) -> [UInt8] {
    var writer = CBORWriter(capacity: 192)
    writer.head(.map, 3)
    writer.unsigned(1)
    writer.text(claims.issuer)
    writer.unsigned(6)
    writer.unsigned(claims.issuedAt)
    writer.head(.negative, certificateClaim)
    writer.head(.array, 10)
    writer.unsigned(1)
    writer.text(claims.number)
    writer.data(claims.certificateDigest.bytes)
    if let sheet = claims.sheet, let sheets = claims.sheets {
      writer.head(.array, 4)
      for value in [claims.copy, claims.copies, sheet, sheets] { writer.unsigned(value) }
    } else {
      writer.head(.array, 2)
      for value in [claims.copy, claims.copies] { writer.unsigned(value) }
    }
    writer.unsigned(claims.ledgerIndex)
    writer.text(orNull: claims.origin)
    writer.text(orNull: claims.destination)
    writer.unsigned(orNull: claims.grossKg)
    writer.text(orNull: claims.invoice)
    writer.text(claims.exporter)
    return writer.bytes
  }

  private static func sign1(keyID: [UInt8], payload: [UInt8], signature: [UInt8]) -> [UInt8] {
    var writer = CBORWriter(capacity: 256)
    writer.head(.tag, 18)
    writer.head(.array, 4)
    writer.data(protectedHeader(keyID: keyID))
    writer.head(.map, 0)
    writer.data(payload)
    writer.data(signature)
    return writer.bytes
  }

  private static func text(host: String, keyID: [UInt8], payload: [UInt8], signature: [UInt8]) -> String {
    var text = scheme + Array(host.utf8) + path
    text.reserveCapacity(longestText)
    Base32.append(sign1(keyID: keyID, payload: payload, signature: signature), to: &text)
    return String(decoding: text, as: UTF8.self)
  }

  /// The longest beginning of `text` that takes at most `bytes` of UTF-8 and ends between two characters as a reader
  /// sees them (extended grapheme clusters); between two code points if the first such character alone is longer.
  public static func cut(_ text: String, toBytes bytes: Int) -> String {
    guard text.utf8.count > bytes else { return text }
    let whole = String(prefix(of: text, toBytes: bytes) { $0.utf8.count })
    guard whole.isEmpty else { return whole }
    return String(prefix(of: text.unicodeScalars, toBytes: bytes) { $0.utf8.count })
  }

  private static func prefix<Parts: Collection>(
    of text: Parts, toBytes bytes: Int, count: (Parts.Element) -> Int
  ) -> Parts.SubSequence {
    var left = bytes
    return text.prefix { part in
      left -= count(part)
      return left >= 0
    }
  }

  // MARK: Reading

  /// Reads the text of a code, and takes only what `sign` could have written.
  ///
  /// Throws `.notASeal` for text that is not `HTTPS://HOST/1/…`, other cases for a seal that is malformed. The
  /// signature is not checked here.
  public init(parsing text: String) throws(SealError) {
    let characters = Array(text.utf8)
    guard characters.starts(with: scheme),
      let slash = characters[scheme.count...].firstIndex(of: path[0]), characters[slash...].starts(with: path)
    else { throw .notASeal }
    let host = String(decoding: characters[scheme.count..<slash], as: UTF8.self)
    guard Self.isHost(host) else { throw .notASeal }
    guard characters.count <= Self.longestText else {
      throw .tooLong(limit: Self.longestText, found: characters.count)
    }
    let bytes: [UInt8]
    switch Base32.decode(characters[(slash + path.count)...]) {
    case .bytes(let decoded): bytes = decoded
    case .fault(let index): throw .notBase32(character: index + 1)
    }

    var reader = CBORReader(bytes)
    try reader.exactly(.tag, 18, "the tag of a COSE_Sign1")
    try reader.exactly(.array, 4, "the four parts of a COSE_Sign1")
    let header = reader.index
    let protected = try reader.data("the protected header")
    let keyID = Array(protected.suffix(4))
    guard protected == Self.protectedHeader(keyID: keyID) else {
      throw reader.fault("a header of EdDSA and a key id of four bytes", at: header)
    }
    try reader.exactly(.map, 0, "an empty unprotected header")
    let payload = try reader.data("the claims")
    let inside = reader.index - payload.count
    let tail = reader.index
    let signature = try reader.data("the signature")
    guard signature.count == 64 else { throw reader.fault("a signature of 64 bytes", at: tail) }
    try reader.end()
    let claims: SealClaims
    do { claims = try Self.claims(in: payload) } catch .malformed(let byte, let expected) {
      throw .malformed(byte: inside + byte, expected: expected)
    }
    if let fault = claims.firstFault { throw .claim(fault) }
    self.init(claims: claims, keyID: keyID, host: host, signature: signature, text: text)
  }

  private static func claims(in payload: [UInt8]) throws(SealError) -> SealClaims {
    var reader = CBORReader(payload)
    try reader.exactly(.map, 3, "three claims")
    try reader.exactly(.unsigned, 1, "the claim 1 (issuer)")
    let issuer = try reader.text("the issuer")
    try reader.exactly(.unsigned, 6, "the claim 6 (issued at)")
    let issuedAt = try reader.unsigned("the time of issue")
    try reader.exactly(.negative, certificateClaim, "the claim -65537 (certificate)")
    try reader.exactly(.array, 10, "the ten parts of the certificate's claim")
    try reader.exactly(.unsigned, 1, "version 1")
    let number = try reader.text("the number")
    let place = reader.index
    guard let digest = Digest(bytes: try reader.data("the certificate's digest")) else {
      throw reader.fault("a digest of 32 bytes", at: place)
    }
    let counts = reader.index
    let count = try reader.head(.array, "copy and sheet")
    guard count == 2 || count == 4 else { throw reader.fault("copy and copies, sheet and sheets", at: counts) }
    let copy = try reader.unsigned("the copy")
    let copies = try reader.unsigned("the copies")
    let sheet = count == 4 ? try reader.unsigned("the sheet") : nil
    let sheets = count == 4 ? try reader.unsigned("the sheets") : nil
    let ledgerIndex = try reader.unsigned("the ledger's index")
    let origin = reader.null() ? nil : try reader.text("the origin")
    let destination = reader.null() ? nil : try reader.text("the destination")
    let grossKg = reader.null() ? nil : try reader.unsigned("the gross weight")
    let invoicePlace = reader.index
    let invoice = reader.null() ? nil : try reader.text("the invoice")
    guard invoice.map({ $0.utf8.count <= longestInvoice }) ?? true else {
      throw reader.fault("an invoice of at most \(longestInvoice) bytes", at: invoicePlace)
    }
    let exporter = try reader.text("the exporter")
    try reader.end()
    return SealClaims(
      issuer: issuer, issuedAt: issuedAt, number: number, certificateDigest: digest, copy: copy, copies: copies,
      sheet: sheet, sheets: sheets, ledgerIndex: ledgerIndex, origin: origin, destination: destination,
      grossKg: grossKg, invoice: invoice, exporter: exporter)
  }
}
