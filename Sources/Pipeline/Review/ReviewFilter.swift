// SPDX-License-Identifier: GPL-3.0-or-later
import CanonicalJSON
public import Trade
import Validation

/// Which held forms are meant: those that fit all that is given.
public struct ReviewFilter: Equatable, Sendable {
  /// A part of the exporter's name, compared without case, accents and punctuation, or the registration number.
  public var exporter: String?
  /// ISO 3166-1 alpha-2.
  public var destination: String?
  /// A part of a reason to hold, in any case.
  public var reason: String?
  public var batch: String?
  /// Held before this moment.
  public var before: Timestamp?

  public init(
    exporter: String? = nil, destination: String? = nil, reason: String? = nil, batch: String? = nil,
    before: Timestamp? = nil
  ) {
    self.exporter = exporter
    self.destination = destination
    self.reason = reason
    self.batch = batch
    self.before = before
  }

  /// Fits every form.
  public var isEmpty: Bool { self == ReviewFilter() }

  /// What the state alone can tell.
  func mayFit(_ held: HeldDocument) -> Bool {
    (batch.map { $0 == held.batch } ?? true) && (before.map { held.time < $0 } ?? true)
      && (reason.map { held.reason.lowercased().contains($0.lowercased()) } ?? true)
  }

  func fits(_ item: ReviewDesk.Item) -> Bool {
    let form = item.form.object
    if let destination, form?["destination"]?.string != destination.uppercased() { return false }
    guard let exporter else { return true }
    let consignor = form?["consignor"]?.object
    let sought = PartyName(exporter)
    if !sought.isEmpty, PartyName(consignor?["name"]?.string ?? "").description.contains(sought.description) {
      return true
    }
    func plain(_ id: String) -> String { id.uppercased().filter { !$0.isWhitespace } }
    return consignor?["id"]?.string.map { plain($0) == plain(exporter) } ?? false
  }
}
