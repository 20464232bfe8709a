// SPDX-License-Identifier: GPL-3.0-or-later

/// What a shelf has of one certificate.
struct ShelfFind: Equatable {
  /// Why something that lies on the shelf is not used.
  enum Note: String {
    case noJSON = "no-json"
    case otherJSON = "other-json"
    case otherPDF = "other-pdf"
    case noLedger = "no-ledger"
    case unreadable

    /// For whoever handles the claim.
    var words: String {
      switch self {
      case .noJSON: "the certificate's PDF at hand was not used: its JSON is not beside it"
      case .otherJSON: "the certificate at hand was not used: it is not what the code was signed over"
      case .otherPDF: "the PDF at hand was not used: the issuer's ledger holds no such file for this certificate"
      case .noLedger: "the PDF at hand was not used: without the issuer's ledger nobody can tell that it was stamped"
      case .unreadable: "a file of the certificate at hand was not used: it cannot be read, or is larger than 64 MiB"
      }
    }
  }

  /// The certificate as the seal was signed over it.
  var json: [UInt8]?
  /// The PDF that bears the copy, as the ledger holds it.
  var printed: [UInt8]?
  var note: Note?
}
