// SPDX-License-Identifier: GPL-3.0-or-later
import CanonicalJSON
import Signing
import Trade

/// `run-001.json` beside a print run: which sheet lies where in the stack, for programs and for a resumed batch.
///
/// Holds numbers and serials only, no trader's data.
struct RunManifest: Equatable, Sendable {
  struct Sheet: Equatable, Sendable {
    var number: String
    var copy: Int
    var sheet: Int
    /// Sheets of the copy.
    var sheets: Int
    var stock: String?
  }

  /// What is not in the run, and why.
  struct Failure: Equatable, Sendable {
    var item: PrintItem
    var reason: String
  }

  /// The code of the run, `20261124-02/1`.
  var code: String
  /// Name of the file; nil where nothing could be printed.
  var file: String?
  /// The banner, where it is a file of its own.
  var banner: String?
  /// SHA-256 of the file.
  var digest: Digest
  /// Length of the file, bytes.
  var size: Int
  /// What the banner prints the beginning of: SHA-256 of the sheets' objects.
  var checksum = Digest(sha256: [])
  /// In the order of the stack, the banner aside.
  var sheets: [Sheet] = []
  var failures: [Failure] = []
  var printer: String?
  /// Jobs of the queue: the run's, and the banner's where it is a file of its own.
  var jobs: [String] = []

  var copies: Int { Set(sheets.map { "\($0.number)/\($0.copy)" }).count }

  var json: JSONValue {
    func count(_ value: Int) -> JSONValue { .number(JSONNumber(value)) }
    var places: [JSONValue] = []
    places.reserveCapacity(sheets.count)
    for (index, sheet) in sheets.enumerated() {
      var object: JSONObject = [
        "copy": count(sheet.copy), "number": .string(sheet.number), "place": count(index + 1),
        "sheet": count(sheet.sheet), "sheets": count(sheet.sheets),
      ]
      object["stock"] = sheet.stock.map { .string($0) }
      places.append(.object(object))
    }
    var object: JSONObject = [
      "bytes": count(size), "checksum": .string(checksum.hex), "failed": .array(failures.map(\.json)),
      "jobs": .array(jobs.map { .string($0) }),
      "run": .string(code), "sha256": .string(digest.hex), "sheets": .array(places), "v": 1,
    ]
    object["banner"] = banner.map { .string($0) }
    object["file"] = file.map { .string($0) }
    object["printer"] = printer.map { .string($0) }
    return .object(object)
  }

  init(code: String, digest: Digest = Digest(sha256: []), size: Int = 0) {
    self.code = code
    self.digest = digest
    self.size = size
  }

  /// Reads what `json` wrote; nil for anything else.
  init?(_ json: JSONValue) {
    guard let object = json.object, let code = object["run"]?.string,
      let digest = object["sha256"]?.string.flatMap(Digest.init(hex:)), let size = object["bytes"]?.integer,
      let places = object["sheets"]?.array, let failed = object["failed"]?.array
    else { return nil }
    self.init(code: code, digest: digest, size: size)
    for place in places {
      guard let place = place.object, let number = place["number"]?.string, let copy = place["copy"]?.integer,
        let sheet = place["sheet"]?.integer, let count = place["sheets"]?.integer
      else { return nil }
      sheets.append(Sheet(number: number, copy: copy, sheet: sheet, sheets: count, stock: place["stock"]?.string))
    }
    for entry in failed {
      guard let item = PrintItem(entry), let reason = entry.object?["reason"]?.string else { return nil }
      failures.append(Failure(item: item, reason: reason))
    }
    if let text = object["checksum"]?.string, let value = Digest(hex: text) { checksum = value }
    file = object["file"]?.string
    banner = object["banner"]?.string
    printer = object["printer"]?.string
    jobs = object["jobs"]?.array?.compactMap(\.string) ?? []
  }
}

extension RunManifest.Failure {
  var json: JSONValue {
    guard case .object(var object) = item.json else { return item.json }
    object["reason"] = .string(reason)
    return .object(object)
  }
}
