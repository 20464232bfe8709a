// SPDX-License-Identifier: GPL-3.0-or-later
import Certificates
import DurableFiles
import Reconciliation
import Seals
import Signing

/// Where certificates are at hand beside a trust folder: those that the chamber of the workspace issued, those that were
/// exchanged, and those that a reader put into `trust/<issuer>/certificates/`.
struct CertificateShelf {
  /// A certificate as it was issued.
  struct Copy {
    var certificate: Certificate
    /// The PDF that bears the copy; nil where it is not at hand.
    var printed: [UInt8]?
  }

  private static let longestFile = 64 << 20

  private let trust: String
  /// Folders of the workspace's own certificates, by batch.
  private let own: [String]
  private let exchanged: String?

  init(trust: String) throws {
    self.trust = Workspace.absolute(trust)
    let root = FileFinder.folder(of: self.trust)
    if DurableFile.exists(root + "/certmill.yaml"), case let workspace = try Workspace(opening: root),
      workspace.trust == self.trust
    {
      own = try TrustFolder.names(in: workspace.batches).map { workspace.batch($0).certificates }
      exchanged = ExchangeFolder(workspace).path
    } else {
      (own, exchanged) = ([], nil)
    }
  }

  /// The certificate of a seal. Files of the name that are not what the seal was signed over are not it.
  func copy(of claims: SealClaims) throws -> Copy? {
    var folders = own
    if let exchanged { folders.append("\(exchanged)/\(claims.issuer)/certificates") }
    folders.append("\(trust)/\(claims.issuer)/certificates")
    for folder in folders {
      let json = "\(folder)/\(claims.number).json"
      guard DurableFile.exists(json) else { continue }
      let bytes = try DurableFile.read(json, limit: Self.longestFile)
      guard Digest(sha256: bytes) == claims.certificateDigest else { continue }
      let certificate = try Certificate(parsing: bytes)
      return Copy(certificate: certificate, printed: try printed(claims, issued: certificate.copies, folders: folders))
    }
    return nil
  }

  /// A copy made later has a file of its own, in the batch that made it.
  private func printed(_ claims: SealClaims, issued copies: Int, folders: [String]) throws -> [UInt8]? {
    let name = claims.copy > copies ? "\(claims.number).copy\(claims.copy).pdf" : "\(claims.number).pdf"
    for folder in folders where DurableFile.exists("\(folder)/\(name)") {
      return try DurableFile.read("\(folder)/\(name)", limit: Self.longestFile)
    }
    return nil
  }
}
