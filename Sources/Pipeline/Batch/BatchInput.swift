// SPDX-License-Identifier: GPL-3.0-or-later
import CanonicalJSON
import Signing

/// One document of a batch as its list of inputs froze it.
struct BatchInput: Equatable, ListItem {
  enum Origin: Equatable, Sendable {
    /// Bytes that came in; the path below the inbox of the file to remove when the batch is closed, if it lay there.
    case received(remove: String?)
    /// A held form that an officer has decided: the batch in which it was received, the digest of the signed note.
    case decided(batch: String, note: Digest)
    /// A form held because its agreement had no rule book, by the batch in which it was received; now it has.
    case again(batch: String)
    /// A file whose bytes could not be had; it is left where it is.
    case unreadable(reason: String)
  }

  /// What a person calls it: the path below the folder that was named, a part of a CSV file with its number.
  var name: String
  /// Its bytes in the store; of nothing for an unreadable file.
  var digest: Digest
  /// Length of its bytes.
  var size: Int
  /// The file that it is a part of, where a file held several applications.
  var file: Digest?
  var origin: Origin
  /// In the store: an officer's signed order that its certificate takes another's place.
  var order: Digest?

  var json: JSONValue {
    var object: JSONObject = [
      "name": .string(name), "sha256": .string(digest.hex), "size": .number(JSONNumber(size)),
    ]
    if let file { object["file"] = .string(file.hex) }
    if let order { object["order"] = .string(order.hex) }
    switch origin {
    case .received(let remove):
      if let remove { object["remove"] = .string(remove) }
    case .decided(let batch, let note):
      object["held"] = .string(batch)
      object["note"] = .string(note.hex)
    case .again(let batch):
      object["held"] = .string(batch)
    case .unreadable(let reason):
      object["unreadable"] = .string(reason)
    }
    return .object(object)
  }

  init(name: String, digest: Digest, size: Int, file: Digest? = nil, origin: Origin, order: Digest? = nil) {
    self.name = name
    self.digest = digest
    self.size = size
    self.file = file
    self.origin = origin
    self.order = order
  }

  init?(_ json: JSONValue) {
    guard let object = json.object, let name = object["name"]?.string,
      let digest = object["sha256"]?.string.flatMap(Digest.init(hex:)), let size = object["size"]?.integer
    else { return nil }
    let origin: Origin
    if let reason = object["unreadable"]?.string {
      origin = .unreadable(reason: reason)
    } else if let batch = object["held"]?.string {
      origin =
        object["note"]?.string.flatMap(Digest.init(hex:)).map { .decided(batch: batch, note: $0) }
        ?? .again(batch: batch)
    } else {
      origin = .received(remove: object["remove"]?.string)
    }
    self.init(
      name: name, digest: digest, size: size, file: object["file"]?.string.flatMap(Digest.init(hex:)), origin: origin,
      order: object["order"]?.string.flatMap(Digest.init(hex:)))
  }
}
