// SPDX-License-Identifier: GPL-3.0-or-later
internal import CP11Kit
internal import Signing

/// A session with a token (PKCS#11 2.40, section 5.6), logged in as its user. The token logs the user out with the last
/// session of the process.
struct TokenSession: ~Copyable {
  /// The token's label, for messages.
  private let token: String
  private let flags: CK_FLAGS
  private let module: TokenModule
  private let session: CK_SESSION_HANDLE

  init(_ uri: borrowing ParsedURI, of name: TokenURI) throws(TokenError) {
    let module = try TokenModule(path: name.modulePath)
    let (slot, info, label) = try module.token(uri, text: name.text)
    var session: CK_SESSION_HANDLE = 0
    try TokenModule.require(
      module.functions.pointee.C_OpenSession?(slot, CKF_SERIAL_SESSION, nil, nil, &session), "C_OpenSession", of: label)
    token = label
    flags = info.flags
    self.session = session
    self.module = module
  }

  deinit { _ = module.functions.pointee.C_CloseSession?(session) }

  /// Tries the PIN once, and only where a wrong one does not lock the token.
  func logIn(_ pin: Passphrase?) throws(TokenError) {
    guard flags & CKF_LOGIN_REQUIRED != 0 else { return }
    guard flags & (CKF_USER_PIN_LOCKED | CKF_USER_PIN_FINAL_TRY) == 0 else {
      throw .pinTries(token: token, left: flags & CKF_USER_PIN_LOCKED != 0 ? 0 : 1)
    }
    guard let pin else { throw .pinNeeded(token: token) }
    let answer = pin.withBytes { bytes in
      module.functions.pointee.C_Login?(
        session, CKU_USER,
        UnsafeMutablePointer(mutating: bytes.baseAddress?.assumingMemoryBound(to: UInt8.self)), CK_ULONG(bytes.count))
    }
    // The chamber's other key may lie on the same token.
    guard answer != CKR_USER_ALREADY_LOGGED_IN else { return }
    try TokenModule.require(answer, "C_Login", of: token)
  }

  /// The one object of a class that a URI names.
  func object(
    _ uri: borrowing ParsedURI, _ type: CK_OBJECT_CLASS, text: String
  ) throws(TokenError) -> CK_OBJECT_HANDLE {
    let list = module.functions.pointee
    let started = uri.withAttributes(of: type) { list.C_FindObjectsInit?(session, $0, $1) }
    try TokenModule.require(started, "C_FindObjectsInit", of: token)
    var objects: [CK_OBJECT_HANDLE] = [0, 0]
    var count: CK_ULONG = 0
    let answer = list.C_FindObjects?(session, &objects, 2, &count)
    _ = list.C_FindObjectsFinal?(session)
    try TokenModule.require(answer, "C_FindObjects", of: token)
    guard count == 1 else {
      throw .objects(uri: text, kind: type == CKO_PRIVATE_KEY ? "private" : "public", found: Int(count))
    }
    return objects[0]
  }

  /// An attribute of an object, of at most 256 bytes.
  func attribute(_ type: CK_ATTRIBUTE_TYPE, of object: CK_OBJECT_HANDLE) throws(TokenError) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: 256)
    let (answer, length) = bytes.withUnsafeMutableBytes { buffer -> (CK_RV?, CK_ULONG) in
      var attribute = CK_ATTRIBUTE(type: type, pValue: buffer.baseAddress, ulValueLen: CK_ULONG(buffer.count))
      let answer = module.functions.pointee.C_GetAttributeValue?(session, object, &attribute, 1)
      return (answer, attribute.ulValueLen)
    }
    try TokenModule.require(answer, "C_GetAttributeValue", of: token)
    return Array(bytes.prefix(Int(min(length, 256))))
  }

  /// The Ed25519 signature of `message`: CKM_EDDSA without a parameter (PKCS#11 3.0, section 2.3.14). A session does one
  /// thing at a time.
  func sign(_ message: [UInt8], with key: CK_OBJECT_HANDLE) throws(TokenError) -> [UInt8] {
    let list = module.functions.pointee
    var mechanism = CK_MECHANISM(mechanism: CKM_EDDSA, pParameter: nil, ulParameterLen: 0)
    try TokenModule.require(list.C_SignInit?(session, &mechanism, key), "C_SignInit", of: token)
    var message = message
    var signature = [UInt8](repeating: 0, count: 64)
    var count = CK_ULONG(signature.count)
    try TokenModule.require(
      list.C_Sign?(session, &message, CK_ULONG(message.count), &signature, &count), "C_Sign", of: token)
    return Array(signature.prefix(Int(min(count, 64))))
  }
}
