// SPDX-License-Identifier: GPL-3.0-or-later
import CanonicalJSON
import Reconciliation
import Seals

/// A sheet of a certificate that was seen on a page.
struct Sighting: Equatable {
  var issuer: String
  var number: String
  var copy: Int
  var sheet: Int
  /// Of the certificate.
  var sheets: Int
  var file: String
  /// From 1.
  var page: Int

  /// Nil for a row whose code is not the issuer's own.
  init?(_ row: PageRow) {
    guard let claims = row.claims else { return nil }
    self.init(
      row, issuer: claims.issuer, number: claims.number, copy: claims.copy, sheet: claims.sheet ?? 1,
      sheets: claims.sheets ?? 1)
  }

  /// The same from a row's JSON, which has no more of the claims than this.
  init?(_ row: PageRow, columns: JSONObject) {
    guard let issuer = columns["issuer"]?.string, let number = columns["number"]?.string,
      let copy = columns["copy"]?.integer, let sheet = columns["sheet"]?.integer,
      let sheets = columns["sheets"]?.integer
    else { return nil }
    self.init(row, issuer: issuer, number: number, copy: copy, sheet: sheet, sheets: sheets)
  }

  private init?(_ row: PageRow, issuer: String, number: String, copy: Int, sheet: Int, sheets: Int) {
    guard row.verdict.isOfKnownSheet, let file = row.file, let page = row.page else { return nil }
    self.issuer = issuer
    self.number = number
    self.copy = copy
    self.sheet = sheet
    self.sheets = sheets
    self.file = file
    self.page = page
  }
}

/// A copy of which not all sheets were in a batch.
public struct IncompleteCopy: Equatable, Sendable {
  public var issuer: String
  public var number: String
  public var copy: Int
  public var sheets: Int
  /// Sheets that were not there, from 1.
  public var missing: [Int]
}
