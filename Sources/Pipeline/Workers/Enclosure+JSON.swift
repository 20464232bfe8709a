// SPDX-License-Identifier: GPL-3.0-or-later
public import CanonicalJSON
import Signing
public import Submissions

extension Enclosure {
  /// As the `validate` event has it, under `papers`.
  public var json: JSONValue {
    ["name": .string(name), "sha256": .string(digest.hex), "size": .number(JSONNumber(size))]
  }

  init?(_ json: JSONValue) {
    guard let object = json.object, let name = object["name"]?.string, let size = object["size"]?.integer,
      let digest = object["sha256"]?.string.flatMap(Digest.init(hex:))
    else { return nil }
    self.init(name: name, size: size, digest: digest)
  }

  /// Of a `validate` event; none where the application came alone.
  static func all(of event: JSONObject?) -> [Enclosure] {
    event?["papers"]?.array?.compactMap(Enclosure.init) ?? []
  }
}
