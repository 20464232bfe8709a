// SPDX-License-Identifier: GPL-3.0-or-later
public import Signing

/// A private key with the name that it signs notes under.
public struct NoteSigner: Sendable {
  /// The key that verifies this signer's lines.
  public let verifier: VerifierKey
  private let key: SigningKey

  public init(
    name: String, algorithm: VerifierKey.Algorithm = .ed25519, key: SigningKey
  ) throws(NoteError) {
    verifier = try VerifierKey(name: name, algorithm: algorithm, key: key.publicKey)
    self.key = key
  }

  /// A signature over the text as it is; for signers of `Algorithm.ed25519`.
  public func sign(_ text: String) throws(NoteError) -> NoteSignature {
    precondition(verifier.algorithm == .ed25519)
    return try signature(over: Array(text.utf8), after: [])
  }

  /// A cosignature of a checkpoint's text at `time`, seconds since 1970, not negative; for signers of
  /// `Algorithm.cosignature`. The caller has checked that the checkpoint is consistent with all earlier ones.
  public func cosign(_ checkpoint: Checkpoint, time: Int) throws(NoteError) -> NoteSignature {
    precondition(verifier.algorithm == .cosignature && time >= 0)
    let message = Cosignature.message(time: time, text: checkpoint.text)
    return try signature(over: message, after: (0..<8).map { UInt8(truncatingIfNeeded: time >> (56 - 8 * $0)) })
  }

  private func signature(over message: [UInt8], after prefix: [UInt8]) throws(NoteError) -> NoteSignature {
    do throws(SigningError) {
      let signature = try key.sign(message)
      return NoteSignature(name: verifier.name, keyID: verifier.id, signature: prefix + signature)
    } catch {
      throw .cannotSign(reason: error.description)
    }
  }
}
