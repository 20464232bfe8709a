// SPDX-License-Identifier: GPL-3.0-or-later
import CanonicalJSON

/// Finds the Certificate of Origin in what it may be wrapped in: nothing, a W3C credential (OpenAttestation 3 and
/// later, `credentialSubject`), a presentation of one, or an OpenAttestation 2 document (`data`, every value salted).
///
/// Signatures and proofs around it are not looked at: the document serves as an application, it is not believed.
struct TradeTrustSubject {
  let object: JSONObject

  enum Fault: Equatable {
    case none(String)
    case several(String, Int)
  }

  init(_ json: JSONValue) throws(Self.Failure) {
    object = try Self.unwrap(json, depth: 0)
  }

  struct Failure: Error {
    let fault: Fault
  }

  private static func unwrap(_ json: JSONValue, depth: Int) throws(Failure) -> JSONObject {
    guard let object = json.object, depth < 4 else { throw Failure(fault: .none(json.article)) }
    if object["supplyChainConsignment"] != nil { return object }
    for key in ["credentialSubject", "verifiableCredential"] {
      guard let inner = object[key] else { continue }
      return try unwrap(one(inner, key), depth: depth + 1)
    }
    if let data = object["data"], data.object != nil {
      return try unwrap(unsalted(data), depth: depth + 1)
    }
    // Without its consignment, still a document whose other parts can be told.
    return object
  }

  private static func one(_ value: JSONValue, _ key: String) throws(Failure) -> JSONValue {
    guard let values = value.array else { return value }
    guard values.count == 1 else { throw Failure(fault: .several(key, values.count)) }
    return values[0]
  }

  /// OpenAttestation 2 writes every value as `<UUID>:<type>:<value>`.
  private static func unsalted(_ value: JSONValue) -> JSONValue {
    switch value {
    case .string(let text): return plain(text)
    case .array(let values): return .array(values.map(unsalted))
    case .object(let object):
      var object = object
      for (key, value) in object.members { object[key] = unsalted(value) }
      return .object(object)
    default: return value
    }
  }

  private static func plain(_ text: String) -> JSONValue {
    let bytes = Array(text.utf8)
    guard bytes.count > 37, bytes[36] == UInt8(ascii: ":"),
      bytes[..<36].allSatisfy({ (48...57).contains($0) || (97...102).contains($0 | 0x20) || $0 == UInt8(ascii: "-") }),
      let colon = bytes[37...].firstIndex(of: UInt8(ascii: ":"))
    else { return .string(text) }
    let value = String(decoding: bytes[(colon + 1)...], as: UTF8.self)
    switch String(decoding: bytes[37..<colon], as: UTF8.self) {
    case "string": return .string(value)
    case "boolean": return value == "true" ? true : value == "false" ? false : .string(value)
    case "number": return (try? JSONValue(parsing: Array(value.utf8))) ?? .string(value)
    case "null", "undefined": return .null
    default: return .string(text)
    }
  }
}
