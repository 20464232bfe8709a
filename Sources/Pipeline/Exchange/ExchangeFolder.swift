// SPDX-License-Identifier: GPL-3.0-or-later
import CanonicalJSON
import DurableFiles
import Ledger
import Signing

/// Where a workspace keeps what it exchanged with others.
struct ExchangeFolder {
  let path: String

  init(_ workspace: Workspace) {
    path = workspace.root + "/exchange"
  }

  // MARK: - Sent

  /// What was in a bundle that was sent.
  struct Sent {
    var destination: String
    /// Entries of the ledger that its checkpoint covered.
    var size: Int
    var numbers: [String]
  }

  private var sent: String { path + "/sent" }
  func receipt(for bundle: Digest) -> String { "\(sent)/\(bundle.hex).receipt" }

  func keep(_ bundle: Sent, digest: Digest) throws {
    try DurableFile.makeFolder(sent)
    let json: JSONValue = [
      "numbers": .array(bundle.numbers.map { .string($0) }), "size": .number(JSONNumber(bundle.size)),
      "to": .string(bundle.destination),
    ]
    try DurableFile.write(json.canonicalBytes, to: "\(sent)/\(digest.hex).json")
  }

  /// Nil for a bundle that was not made here.
  func sent(_ digest: Digest) throws -> Sent? {
    let file = "\(sent)/\(digest.hex).json"
    guard DurableFile.exists(file) else { return nil }
    let json = try JSONValue(parsing: try DurableFile.read(file, limit: 1 << 24)).object
    guard let destination = json?["to"]?.string, let size = json?["size"]?.integer,
      let numbers = json?["numbers"]?.array
    else { return nil }
    return Sent(destination: destination, size: size, numbers: numbers.compactMap(\.string))
  }

  func allSent() throws -> [(digest: Digest, bundle: Sent)] {
    guard DurableFile.exists(sent) else { return [] }
    return try InputFiles([sent], inbox: path).files.compactMap { file in
      guard file.name.hasSuffix(".json"), let digest = Digest(hex: String(file.name.dropLast(5))),
        let bundle = try sent(digest)
      else { return nil }
      return (digest, bundle)
    }
  }

  // MARK: - Taken

  func folder(of issuer: String) -> String { "\(path)/\(issuer)" }
  func certificates(of issuer: String) -> String { folder(of: issuer) + "/certificates" }
  func checkpoint(of issuer: String) -> String { folder(of: issuer) + "/checkpoint" }
  func receipt(of bundle: Digest, from issuer: String) -> String {
    "\(folder(of: issuer))/receipts/\(bundle.hex).receipt"
  }
}
