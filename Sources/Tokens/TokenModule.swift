// SPDX-License-Identifier: GPL-3.0-or-later
internal import CP11Kit

/// A token's PKCS#11 library, loaded and initialised; p11-kit counts its users in this process.
struct TokenModule: ~Copyable {
  /// The functions of PKCS#11 2.40, section 5.
  let functions: UnsafeMutablePointer<CK_FUNCTION_LIST>

  init(path: String) throws(TokenError) {
    guard let functions = p11_kit_module_load(path, 0) else {
      throw .module(path: path, detail: p11_kit_message().map { String(cString: $0) } ?? "p11-kit gave no reason")
    }
    let answer = p11_kit_module_initialize(functions)
    guard answer == CKR_OK else {
      p11_kit_module_release(functions)
      throw .module(path: path, detail: "C_Initialize: \(ReturnValue.name(answer))")
    }
    self.functions = functions
  }

  deinit {
    _ = p11_kit_module_finalize(functions)
    p11_kit_module_release(functions)
  }

  /// The one token that a URI names, with its label for messages.
  func token(_ uri: borrowing ParsedURI, text: String) throws(TokenError) -> (slot: CK_SLOT_ID, CK_TOKEN_INFO, String) {
    let list = functions.pointee
    // Slots may come and go between the calls: room for more than are there.
    var slots = [CK_SLOT_ID](repeating: 0, count: 256)
    var count = CK_ULONG(slots.count)
    try Self.require(list.C_GetSlotList?(CK_BBOOL(CK_TRUE), &slots, &count), "C_GetSlotList", of: text)
    var matching: [(CK_SLOT_ID, CK_TOKEN_INFO, String)] = []
    var found: [String] = []
    for slot in slots.prefix(Int(count)) {
      var info = CK_TOKEN_INFO()
      guard list.C_GetTokenInfo?(slot, &info) == CKR_OK, info.flags & CKF_TOKEN_INITIALIZED != 0 else { continue }
      let label = withUnsafeBytes(of: info.label) { bytes in
        // Padded with blanks.
        String(decoding: bytes.prefix(p11_kit_space_strlen(bytes.baseAddress, bytes.count)), as: UTF8.self)
      }
      found.append("\"\(label)\"")
      if uri.matches(&info) { matching.append((slot, info, label)) }
    }
    guard matching.count == 1 else { throw .tokens(uri: text, matching: matching.count, found: found) }
    return matching[0]
  }

  /// Throws what a call answered, unless it is CKR_OK.
  static func require(_ answer: CK_RV?, _ function: String, of token: String) throws(TokenError) {
    guard answer != CKR_OK else { return }
    throw .call(
      token: token, function: function, answer: answer.map(ReturnValue.name) ?? "the library does not have it")
  }
}
