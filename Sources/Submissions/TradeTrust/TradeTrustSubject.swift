// SPDX-License-Identifier: GPL-3.0-or-later
import CanonicalJSON

/// Finds the Certificate of Origin in what it may be wrapped in: nothing, a W3C credential (OpenAttestation 3 and
/// later, `credentialSubject`), a presentation of one, or an OpenAttestation 2 document (`data`, every value salted).
///
/// Signatures and proofs around it are not looked at: the document serves as an application, it is not believed.
struct TradeTrustSubject {
  let object: JSONObject
  /// Values stand behind salts: `plain` takes them off.
  let isSalted: Bool

  enum Fault: Equatable {
    case none(String)
    case several(String, Int)
  }

  init(_ json: JSONValue) throws(Self.Failure) {
    var isSalted = false
    object = try Self.unwrap(json, &isSalted, depth: 0)
    self.isSalted = isSalted
  }

  struct Failure: Error {
    let fault: Fault
  }

  private static func unwrap(
    _ json: JSONValue, _ isSalted: inout Bool, depth: Int
  ) throws(Failure) -> JSONObject {
    guard let object = json.object, depth < 4 else { throw Failure(fault: .none(json.article)) }
    if object["supplyChainConsignment"] != nil { return object }
    for key in ["credentialSubject", "verifiableCredential"] {
      guard let inner = object[key] else { continue }
      return try unwrap(one(inner, key), &isSalted, depth: depth + 1)
    }
    if let data = object["data"], data.object != nil {
      isSalted = true
      return try unwrap(data, &isSalted, depth: depth + 1)
    }
    // Without its consignment, still a document whose other parts can be told.
    return object
  }

  private static func one(_ value: JSONValue, _ key: String) throws(Failure) -> JSONValue {
    guard let values = value.array else { return value }
    guard values.count == 1 else { throw Failure(fault: .several(key, values.count)) }
    return values[0]
  }

  /// The value without its salt: OpenAttestation 2 writes `<UUID>:<type>:<value>`. Others stay as they are.
  static func plain(_ value: JSONValue) -> JSONValue {
    guard case .string(let text) = value else { return value }
    let bytes = Array(text.utf8)
    guard bytes.count > 37, bytes[36] == UInt8(ascii: ":"),
      bytes[..<36].allSatisfy({ (48...57).contains($0) || (97...102).contains($0 | 0x20) || $0 == UInt8(ascii: "-") }),
      let colon = bytes[37...].firstIndex(of: UInt8(ascii: ":"))
    else { return value }
    let plain = String(decoding: bytes[(colon + 1)...], as: UTF8.self)
    switch String(decoding: bytes[37..<colon], as: UTF8.self) {
    case "string": return .string(plain)
    case "boolean": return plain == "true" ? true : plain == "false" ? false : .string(plain)
    case "number": return (try? JSONValue(parsing: Array(plain.utf8))) ?? .string(plain)
    case "null", "undefined": return .null
    default: return value
    }
  }
}
