// SPDX-License-Identifier: GPL-3.0-or-later

/// Why a certificate is revoked, replaced or duplicated: a short list, so that reports can count them. What it cannot
/// say stands in the text beside it.
public enum OrderReason: String, CaseIterable, Sendable {
  /// Something on the certificate is to be put otherwise: a quantity, a consignee, a vessel.
  case detailsChanged = "details-changed"
  case damaged
  case destroyed
  case falseDeclaration = "false-declaration"
  case goodsNotExported = "goods-not-exported"
  case issuedInError = "issued-in-error"
  case lost
  case stolen
  /// Another document has taken its place.
  case superseded
  case withdrawnByExporter = "withdrawn-by-exporter"

  /// The reasons that make sense for what is ordered.
  public static func valid(for kind: OfficerOrder.Kind) -> [OrderReason] {
    switch kind {
    case .revoke:
      [.falseDeclaration, .goodsNotExported, .issuedInError, .lost, .stolen, .superseded, .withdrawnByExporter]
    case .replace: [.damaged, .detailsChanged, .issuedInError, .superseded]
    case .duplicate: [.destroyed, .lost, .stolen]
    }
  }
}
