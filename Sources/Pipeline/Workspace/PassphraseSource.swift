// SPDX-License-Identifier: GPL-3.0-or-later
import DurableFiles
import Signing

/// The file whose first line opens the chamber's keys. It is read when a key is, and not kept.
public struct PassphraseSource: Equatable, Sendable {
  public let path: String
  /// systemd keeps its credentials from others by the folder; the file's mode may tell of the group.
  private let isCredential: Bool

  public init(file path: String) {
    self.path = path
    isCredential = false
  }

  /// The name of the credential: `LoadCredential=certmill.passphrase:/etc/...` in a unit.
  public static let credential = "certmill.passphrase"

  /// systemd's credential of that name, in its folder `CREDENTIALS_DIRECTORY`; nil where there is none.
  public init?(credentialsIn folder: String?) {
    guard let folder, DurableFile.exists(folder + "/" + Self.credential) else { return nil }
    path = folder + "/" + Self.credential
    isCredential = true
  }

  func read() throws -> Passphrase {
    var bytes = isCredential ? try DurableFile.read(path, limit: 1 << 16) : try Workspace.readSecret(path)
    guard let passphrase = Passphrase(firstLineOf: &bytes) else { throw KeyDeskError.passphrase(path: path) }
    return passphrase
  }
}
