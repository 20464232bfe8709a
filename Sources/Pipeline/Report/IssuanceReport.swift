// SPDX-License-Identifier: GPL-3.0-or-later
public import Submissions
public import Trade

/// What a batch did, for the people who read it in the morning. `report.html`, `report.json` and `report.csv` are
/// made of this.
public struct IssuanceReport: Sendable {
  public enum Outcome: String, CaseIterable, Sendable {
    case issued, held, refused, duplicate, failed
  }

  /// One document.
  public struct Row: Sendable {
    /// Place in the list of inputs, from 1.
    public var place: Int
    /// What a person calls it: the path below the inbox.
    public var file: String
    public var outcome: Outcome
    /// The document as the ledger calls it, 16 hexadecimal digits; nil for a file that could not be read.
    public var doc: String?
    /// The certificate's number, also of a void one.
    public var number: String?
    public var copies: Int
    /// Sheets of each copy.
    public var sheets: Int
    /// Why it was held, is a duplicate or failed; how many errors refuse it.
    public var reason: String?
    /// `policy`, `certmill` or the officer's name.
    public var decidedBy: String?
    /// All findings, warnings too.
    public var findings: [Finding]
    /// Supporting documents that came with it.
    public var papers: [Enclosure] = []
  }

  /// A picture of a certificate's first page.
  public struct Thumbnail: Sendable {
    public var number: String
    public var png: [UInt8]
  }

  public var summary: BatchSummary
  /// Time of the batch, RFC 3339, and its day in the chamber's time zone.
  public var time: String
  public var day: String
  public var chamber: String
  public var chamberName: String
  public var ledgerOrigin: String
  public var recipe: String
  public var timings: [Progress.Timing]
  /// In the order of the inputs.
  public var rows: [Row]
  public var thumbnails: [Thumbnail]
  /// Names of the print run files, below the batch's folder.
  public var printRuns: [String]
}
