// SPDX-License-Identifier: GPL-3.0-or-later
import CanonicalJSON
import DurableFiles
import Seals
import Signing

/// What the shelf gave for the rows of one walk, kept with the batch: the files by their digests in the store.
///
/// A run that goes on after a kill compares with the same, whatever was put on the shelf or taken from it meanwhile.
struct FrozenShelf {
  private struct Place: Hashable {
    var issuer: String
    var certificate: Digest
    var copy: Int
  }

  private struct Frozen {
    var hasJSON: Bool
    var pdf: Digest?
    var note: ShelfFind.Note?
  }

  static let longestList = 1 << 24

  private let store: ByteStore
  private var finds: [Place: Frozen] = [:]

  /// - Parameters:
  ///   - path: of the list; what is there already counts.
  ///   - rows: those whose paper is to be looked at.
  init(at path: String, for rows: [PageRow], from shelf: CertificateShelf, into store: ByteStore) throws {
    self.store = store
    if DurableFile.exists(path) {
      finds = try Self.finds(in: path)
      return
    }
    for row in rows where row.awaitsComparison {
      guard let claims = row.claims, finds[Self.place(of: claims)] == nil else { continue }
      let find = shelf.find(claims, stamps: row.stamps)
      if let json = find.json { try store.put(json, digest: claims.certificateDigest) }
      finds[Self.place(of: claims)] = Frozen(
        hasJSON: find.json != nil, pdf: try find.printed.map { try store.put($0) }, note: find.note)
    }
    try store.synchronise()
    try DurableFile.makeFolder(FileFinder.folder(of: path))
    try DurableFile.write(json.canonicalBytes, to: path)
  }

  /// As it was when it was frozen.
  func find(_ claims: SealClaims) throws -> ShelfFind {
    guard let frozen = finds[Self.place(of: claims)] else { return ShelfFind() }
    return ShelfFind(
      json: frozen.hasJSON ? try store.get(claims.certificateDigest) : nil,
      printed: try frozen.pdf.map { try store.get($0) }, note: frozen.note)
  }

  private static func place(of claims: SealClaims) -> Place {
    Place(issuer: claims.issuer, certificate: claims.certificateDigest, copy: claims.copy)
  }

  // MARK: - The list

  private var json: JSONValue {
    let lines = finds.map { place, frozen -> (String, JSONValue) in
      var object: JSONObject = [
        "certificate": .string(place.certificate.hex), "copy": .number(JSONNumber(place.copy)),
        "issuer": .string(place.issuer), "json": .bool(frozen.hasJSON),
      ]
      object["pdf"] = frozen.pdf.map { .string($0.hex) }
      object["note"] = frozen.note.map { .string($0.rawValue) }
      return ("\(place.issuer) \(place.certificate.hex) \(place.copy)", .object(object))
    }
    return .array(lines.sorted { $0.0 < $1.0 }.map(\.1))
  }

  private static func finds(in path: String) throws -> [Place: Frozen] {
    let limits = JSONLimits(bytes: longestList)
    let lines = try JSONValue(parsing: DurableFile.read(path, limit: longestList), limits: limits).array ?? []
    var finds: [Place: Frozen] = [:]
    for line in lines {
      guard let object = line.object, let issuer = object["issuer"]?.string, let copy = object["copy"]?.integer,
        let certificate = object["certificate"]?.string.flatMap(Digest.init(hex:)), let hasJSON = object["json"]?.bool
      else { continue }
      finds[Place(issuer: issuer, certificate: certificate, copy: copy)] = Frozen(
        hasJSON: hasJSON, pdf: object["pdf"]?.string.flatMap(Digest.init(hex:)),
        note: object["note"]?.string.flatMap(ShelfFind.Note.init(rawValue:)))
    }
    return finds
  }
}
