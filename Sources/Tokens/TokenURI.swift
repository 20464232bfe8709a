// SPDX-License-Identifier: GPL-3.0-or-later
internal import CP11Kit

/// The name of a private key on a token, a PKCS#11 URI (RFC 7512) such as
/// `pkcs11:token=chamber;object=issuer?module-path=/usr/lib/softhsm/libsofthsm2.so&pin-source=file:/etc/certmill/pin`.
public struct TokenURI: Equatable, Sendable {
  /// Longest text, in bytes.
  static let longest = 2048

  /// As it was given.
  public let text: String
  /// The library that speaks for the token, an absolute path.
  public let modulePath: String
  /// The file whose first line is the token's PIN, an absolute path.
  public let pinFile: String?

  /// Whether a text means to be such a name.
  public static func isMeant(by text: some StringProtocol) -> Bool { text.hasPrefix("pkcs11:") }

  /// A PIN in the text is refused: the text stands in arguments and files that do not keep secrets.
  public init(_ text: String) throws(TokenError) {
    guard text.utf8.count <= Self.longest, !text.utf8.contains(0) else {
      throw .uri("expected at most \(Self.longest) bytes without NUL")
    }
    let uri = try ParsedURI(text)
    guard uri.query(p11_kit_uri_get_pin_value) == nil else {
      throw .uri(
        "pin-value: a PIN in a URI can be read by others; write it into a file of mode 0600 and name that with "
          + "pin-source=file:/PATH")
    }
    guard uri.query(p11_kit_uri_get_module_name) == nil, let path = uri.query(p11_kit_uri_get_module_path),
      path.hasPrefix("/")
    else {
      throw .uri(
        "expected ?module-path=/PATH of the token's PKCS#11 library, such as /usr/lib/softhsm/libsofthsm2.so")
    }
    guard uri.namesKey else { throw .uri("expected object=LABEL or id=%01 of a private key (type=private)") }
    self.text = text
    modulePath = path
    pinFile = try uri.query(p11_kit_uri_get_pin_source).map(Self.file(of:))
  }

  /// `file:/path`, `file:///path` (RFC 8089) or `/path`; programs that would print the PIN are not run.
  private static func file(of source: String) throws(TokenError) -> String {
    var path = source[...]
    if path.hasPrefix("file:") { path = path.dropFirst(5) }
    if path.hasPrefix("///") { path = path.dropFirst(2) }
    guard path.hasPrefix("/"), !path.hasPrefix("//") else { throw .uri("pin-source: expected file:/PATH") }
    return String(path)
  }
}

/// Owns one P11KitUri.
struct ParsedURI: ~Copyable {
  private let uri: OpaquePointer

  init(_ text: String) throws(TokenError) {
    guard let uri = p11_kit_uri_new() else { throw .uri("out of memory") }
    let code = p11_kit_uri_parse(text, P11_KIT_URI_FOR_OBJECT_ON_TOKEN, uri)
    // A misspelt attribute would match everything.
    let isKnown = p11_kit_uri_any_unrecognized(uri) == 0
    guard code == P11_KIT_URI_OK.rawValue, isKnown else {
      p11_kit_uri_free(uri)
      throw .uri(
        isKnown
          ? p11_kit_uri_message(code).map { String(cString: $0) } ?? "code \(code)"
          : "an attribute is not known; expected token, manufacturer, serial, model, object, id, type")
    }
    self.uri = uri
  }

  deinit { p11_kit_uri_free(uri) }

  func query(_ get: (OpaquePointer?) -> UnsafePointer<CChar>?) -> String? {
    get(uri).map { String(cString: $0) }
  }

  /// Whether it names one object, which may be a private key.
  var namesKey: Bool {
    guard p11_kit_uri_get_attribute(uri, CKA_LABEL) != nil || p11_kit_uri_get_attribute(uri, CKA_ID) != nil else {
      return false
    }
    guard let type = p11_kit_uri_get_attribute(uri, CKA_CLASS) else { return true }
    return type.pointee.pValue.load(as: CK_OBJECT_CLASS.self) == CKO_PRIVATE_KEY
  }

  func matches(_ token: inout CK_TOKEN_INFO) -> Bool { p11_kit_uri_match_token_info(uri, &token) == 1 }

  /// What an object of a class has to have, for C_FindObjectsInit.
  func withAttributes<Result>(
    of type: CK_OBJECT_CLASS, _ body: (UnsafeMutablePointer<CK_ATTRIBUTE>?, CK_ULONG) -> Result
  ) -> Result {
    var type = type
    withUnsafeMutableBytes(of: &type) { bytes in
      var attribute = CK_ATTRIBUTE(type: CKA_CLASS, pValue: bytes.baseAddress, ulValueLen: CK_ULONG(bytes.count))
      // It is copied.
      _ = p11_kit_uri_set_attribute(uri, &attribute)
    }
    var count: CK_ULONG = 0
    let attributes = p11_kit_uri_get_attributes(uri, &count)
    return body(attributes, count)
  }
}
