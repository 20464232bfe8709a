// SPDX-License-Identifier: GPL-3.0-or-later
public import CanonicalJSON
public import Submissions
public import Trade

/// What was understood of one application of a file, and from where.
public struct Conversion: Sendable {
  /// What an exporter calls the format.
  public var kind: String
  /// The flat form, keys in its order; null where the bytes are no application.
  public var form: JSONValue
  /// Each value of the form with the place that it came from; nil for what the reader set by itself.
  public var fields: [(field: String, value: String, place: String?)]
  public var findings: [Finding]
  /// Supporting documents.
  public var papers: [Enclosure]

  init(_ examination: Examination, kind: SubmissionKind) {
    self.kind = kind.name
    let form = examination.form.map(FlatForm.json)
    self.form = form ?? .null
    let places = Dictionary(examination.sources.map { ($0.field, $0.place) }, uniquingKeysWith: { first, _ in first })
    fields =
      form.map { Self.values($0, "") }?.map { field, value in
        (field, value, Self.place(of: field, places))
      } ?? []
    findings = examination.findings
    papers = examination.enclosures
  }

  /// Texts, numbers and truth values with their paths, `items[2].hs`.
  private static func values(_ json: JSONValue, _ path: String) -> [(String, String)] {
    switch json {
    case .object(let object):
      return object.members.flatMap { values($0.value, path.isEmpty ? $0.key : path + "." + $0.key) }
    case .array(let array): return array.enumerated().flatMap { values($1, "\(path)[\($0)]") }
    case .string(let text): return text.isEmpty ? [] : [(path, text)]
    case .null: return []
    default: return [(path, String(decoding: json.canonicalBytes, as: UTF8.self))]
    }
  }

  /// The place of the field, or of the part that it stands in: `items[2].marks` for its second line.
  private static func place(of field: String, _ places: [String: String]) -> String? {
    var path = Substring(field)
    while !path.isEmpty {
      if let place = places[String(path)] { return place }
      guard let end = path.lastIndex(where: { $0 == "." || $0 == "[" }) else { return nil }
      path = path[..<end]
    }
    return nil
  }

  // MARK: Between processes

  var packet: JSONValue {
    [
      "kind": .string(kind), "form": form, "findings": .array(findings.map(\.json)),
      "fields": .array(
        fields.map { [.string($0.field), .string($0.value), $0.place.map { .string($0) } ?? .null] }),
      "papers": .array(papers.map(\.json)),
    ]
  }

  init(packet json: JSONValue) throws {
    guard let object = json.object, let kind = object["kind"]?.string, let form = object["form"],
      let findings = object["findings"]?.array?.compactMap(Finding.init), let fields = object["fields"]?.array
    else { throw PacketReader.Fault.broken }
    self.kind = kind
    // A packet has its keys sorted; people read them in the order of the form.
    let ordered = FlatForm.parse(form).0.map(FlatForm.json)
    self.form = ordered.flatMap { $0 == form ? $0 : nil } ?? form
    self.findings = findings
    self.fields = fields.compactMap(\.array).compactMap { parts in
      guard parts.count == 3, let field = parts[0].string, let value = parts[1].string else { return nil }
      return (field, value, parts[2].string)
    }
    papers = Enclosure.all(of: object)
  }
}
