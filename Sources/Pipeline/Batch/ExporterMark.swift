// SPDX-License-Identifier: GPL-3.0-or-later
import CanonicalJSON
import Signing
import Trade
import Validation

/// By what a form's exporter is known again, and where the goods go: the state keeps digests, no names.
struct ExporterMark: Equatable, Sendable {
  /// Of the name with its country and, where there is one, of the registration number: one alone suffices.
  var keys: [Digest]
  /// ISO 3166-1 alpha-2, as written.
  var destination: String

  init(of form: ApplicationForm) {
    self.init(
      name: form.consignor.name, country: form.consignor.country, id: form.consignor.id, destination: form.destination)
  }

  /// From the normalised form in a `validate` event.
  init?(form: JSONValue) {
    guard let object = form.object, let consignor = object["consignor"]?.object else { return nil }
    self.init(
      name: consignor["name"]?.string ?? "", country: consignor["country"]?.string ?? "", id: consignor["id"]?.string,
      destination: object["destination"]?.string ?? "")
  }

  init(keys: [Digest], destination: String) {
    self.keys = keys
    self.destination = destination
  }

  private init(name: String, country: String, id: String?, destination: String) {
    func key(_ parts: String...) -> Digest { Digest(sha256: JSONValue.array(parts.map { .string($0) }).canonicalBytes) }
    let folded = PartyName(name)
    keys = folded.isEmpty ? [] : [key("name", folded.description, country)]
    let number = (id ?? "").uppercased().filter { !$0.isWhitespace }
    if !number.isEmpty { keys.append(key("id", number, country)) }
    self.destination = destination
  }
}
