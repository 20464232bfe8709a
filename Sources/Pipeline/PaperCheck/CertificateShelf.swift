// SPDX-License-Identifier: GPL-3.0-or-later
import Certificates
import DurableFiles
import Reconciliation
import Seals
import Signing

/// Where certificates are at hand beside a trust folder: those that the chamber of the workspace issued, those that were
/// exchanged, and those that a reader put into `trust/<issuer>/certificates/`.
///
/// Files lie there as anybody may have put them: only what is known by its digest is taken.
struct CertificateShelf {
  private static let longestFile = 64 << 20

  private let trust: String
  private let ownIssuer: String?
  /// Folders of the workspace's own certificates, by batch.
  private let own: [String]
  private let exchanged: String?

  init(trust: String) throws {
    self.trust = Workspace.absolute(trust)
    let root = FileFinder.folder(of: self.trust)
    if DurableFile.exists(root + "/certmill.yaml"), case let workspace = try Workspace(opening: root),
      workspace.trust == self.trust
    {
      ownIssuer = workspace.settings.issuer?.id
      own =
        try ownIssuer == nil ? [] : TrustFolder.names(in: workspace.batches).map { workspace.batch($0).certificates }
      exchanged = ExchangeFolder(workspace).path
    } else {
      (ownIssuer, own, exchanged) = (nil, [], nil)
    }
  }

  /// What is at hand of the certificate of a seal; `stamps` are the PDFs that its issuer's ledger holds for it.
  func find(_ claims: SealClaims, stamps: [Digest]) -> ShelfFind {
    var folders = claims.issuer == ownIssuer ? own : []
    if let exchanged { folders.append("\(exchanged)/\(claims.issuer)/certificates") }
    folders.append("\(trust)/\(claims.issuer)/certificates")
    let json = Self.first("\(claims.number).json", in: folders, of: [claims.certificateDigest])
    guard let bytes = json.bytes else {
      if json.isThere { return ShelfFind(note: json.isOther ? .otherJSON : .unreadable) }
      let pdf = Self.first("\(claims.number).pdf", in: folders, of: stamps)
      return ShelfFind(note: pdf.isThere ? .noJSON : nil)
    }
    // Its bytes are the issuer's own; a later version's may say what this one does not understand.
    guard let certificate = try? Certificate(parsing: bytes) else { return ShelfFind(note: .unreadable) }
    // A copy made later has a file of its own, in the batch that made it.
    let isReprint = claims.copy > certificate.copies
    let name = isReprint ? "\(claims.number).copy\(claims.copy).pdf" : "\(claims.number).pdf"
    let pdf = Self.first(name, in: folders, of: stamps)
    var find = ShelfFind(json: bytes, printed: pdf.bytes)
    if pdf.isThere, pdf.bytes == nil {
      find.note = !pdf.isOther ? .unreadable : stamps.isEmpty ? .noLedger : .otherPDF
    }
    return find
  }

  /// What a name leads to in some folders.
  private struct Hit {
    var bytes: [UInt8]?
    var isOther = false
    var isThere = false
  }

  /// The first file of a name that has one of the digests.
  private static func first(_ name: String, in folders: [String], of digests: [Digest]) -> Hit {
    var hit = Hit()
    for folder in folders where DurableFile.exists("\(folder)/\(name)") {
      hit.isThere = true
      // A file that cannot be read is as good as none; the row says so.
      guard let bytes = try? DurableFile.read("\(folder)/\(name)", limit: longestFile) else { continue }
      if digests.contains(Digest(sha256: bytes)) {
        hit.bytes = bytes
        return hit
      }
      hit.isOther = true
    }
    return hit
  }
}
