// SPDX-License-Identifier: GPL-3.0-or-later
import Signing

/// The keys of the documents behind certificates, for what befalls these later.
struct CertificateKeys {
  private let workspace: Workspace
  private let secrets: YearSecrets
  /// In which something befalls them.
  private let year: Int
  private var lists: [String: InputList] = [:]

  init(_ workspace: Workspace, _ secrets: YearSecrets, year: Int) {
    self.workspace = workspace
    self.secrets = secrets
    self.year = year
  }

  mutating func keys(of certificate: CertificateRow) throws -> DocumentKeys {
    // Its own keys are gone for good: what befalls it now is under the secret of the year in which it does.
    guard !certificate.isPurged else { return try keys(withoutSecretOf: certificate) }
    let list =
      try lists[certificate.batch]
      ?? InputList(reading: workspace.batch(certificate.batch).inputs, batch: certificate.batch)
    lists[certificate.batch] = list
    guard list.items.indices.contains(certificate.input) else {
      throw RunError.brokenConfiguration(batch: certificate.batch, key: "inputs.jsonl")
    }
    let input = list.items[certificate.input]
    if let received = Int(input.received(in: certificate.batch).prefix(4)), workspace.isPurged(year: received) {
      return try keys(withoutSecretOf: certificate)
    }
    return try secrets.keys(of: input, in: certificate.batch)
  }

  private func keys(withoutSecretOf certificate: CertificateRow) throws -> DocumentKeys {
    DocumentKeys(yearSecret: try secrets.secret(of: year), applicationDigest: certificate.digest)
  }
}

extension YearSecrets {
  /// The keys of a document: derived from the secret of the year in which it was received; of `year` for a batch that
  /// has no id, as it is only rehearsed.
  func keys(of input: BatchInput, in batch: String, orOf year: Int? = nil) throws -> DocumentKeys {
    guard let received = Int(input.received(in: batch).prefix(4)) ?? year else {
      throw RunError.brokenConfiguration(batch: batch, key: "inputs.jsonl")
    }
    return DocumentKeys(yearSecret: try secret(of: received), applicationDigest: input.digest)
  }
}

extension BatchInput {
  /// The batch in which its bytes came in, however often it was held since.
  func received(in batch: String) -> String {
    switch origin {
    case .decided(let earlier, _), .again(let earlier): earlier
    case .received, .unreadable: batch
    }
  }
}
