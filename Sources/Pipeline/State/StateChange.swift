// SPDX-License-Identifier: GPL-3.0-or-later
import CanonicalJSON
import Ledger
import Signing
import Trade

/// What one ledger entry means for the state: the same whether it has just been made or is read back.
enum StateChange {
  case opened(time: String)
  case received(sha256: Digest)
  /// `event` is of the findings and the form, what an officer sees.
  case validated(form: Digest?, missingBook: String?, exporter: ExporterMark?, event: Digest)
  /// `officers` is how many a grant needs, if it is held.
  case decided(Verdict, by: String, reason: String?, officers: Int = 1)
  case certified(number: String, digest: Digest, copies: Int, sheets: Int, invoices: [Digest])
  /// `copy` names a reprint; nil is the first issue.
  case stamped(number: String, copy: Int?, pdf: Digest)
  case proofed(number: String, copy: Int?)
  case voided(number: String, reason: String)
  /// The code of the reason; empty where the journal was purged.
  case revoked(number: String, reason: String)
  /// Another certificate took its place: a replacement, or the duplicate of a lost one.
  case replaced(number: String, successor: String)
  /// The documents of a year, and of those before it, are gone.
  case purged(year: Int)
  case closed(BatchCounts)
  /// A new copy was allowed; the officer who did, if it was beyond the allowance.
  case reprinted(number: String, copy: Int, officer: String?)
  /// A copy, or one sheet of it, was handed to the printer; the serial of its security paper.
  case printed(number: String, copy: Int, sheet: Int?, stock: String?)
  case spoiled(number: String, copy: Int?, sheet: Int?, stock: String?, reason: String)
  case stock(StockEvent)
  /// A bundle or a receipt came from another chamber.
  case exchanged(ExchangeEvent)
  /// A row of how it was judged: for the ledger and its auditors alone.
  case judged
  /// A row of a scan was matched; the sheet that was seen, if its code is the issuer's.
  case sighted(Sighting?)
  /// An officer has settled a page.
  case settled(SettledPage)

  /// How a document was decided, as its `decide` event says.
  enum Verdict: String, CaseIterable, Sendable {
    case grant, hold, refuse, duplicate, fail
  }

  /// Reads an entry and its journal line back; nil for a stage that the state does not follow, or a broken event.
  init?(entry: LedgerEntry, line: JournalLine) {
    guard let json = try? JSONValue(parsing: line.event, limits: JSONLimits(bytes: 1 << 29)) else { return nil }
    if line.event == JournalLine.purged {
      self = StateChange(purged: entry, line: line)
      return
    }
    switch entry.stage {
    case .batchOpen:
      self = .opened(time: entry.time)
    case .receive:
      if let event = ExchangeEvent(json) {
        self = .exchanged(event)
        return
      }
      guard let digest = json.object?["sha256"]?.string.flatMap(Digest.init(hex:)) else { return nil }
      self = .received(sha256: digest)
    case .validate:
      self = .validated(
        form: line.form, missingBook: line.missingBook,
        exporter: json.object?["form"].flatMap(ExporterMark.init(form:)), event: Digest(sha256: line.event))
    case .decide:
      let event = DecisionEvent(parsing: json)
      guard let event else { return nil }
      self = .decided(event.verdict, by: event.by, reason: event.reason, officers: event.officers)
    case .certify:
      guard let number = entry.number, let copies = line.copies, let sheets = line.sheets else { return nil }
      self = .certified(
        number: number, digest: entry.digest, copies: copies, sheets: sheets, invoices: line.invoices)
    case .stamp:
      guard let number = entry.number else { return nil }
      self = .stamped(number: number, copy: entry.copy, pdf: entry.digest)
    case .proof:
      guard let number = entry.number else { return nil }
      self = .proofed(number: number, copy: entry.copy)
    case .void:
      guard let number = entry.number else { return nil }
      self = .voided(number: number, reason: json.object?["reason"]?.string ?? "")
    case .revoke:
      guard let number = entry.number, let order = OfficerOrder(event: json) else { return nil }
      self = .revoked(number: number, reason: order.reason.rawValue)
    case .replace, .duplicate:
      guard let number = entry.number, let successor = entry.successor else { return nil }
      self = .replaced(number: number, successor: successor)
    case .purge:
      guard let event = PurgeEvent(json) else { return nil }
      self = .purged(year: event.year)
    case .reprint:
      guard let number = entry.number, let copy = entry.copy, let order = ReprintEvent(parsing: json) else {
        return nil
      }
      self = .reprinted(number: number, copy: copy, officer: order.officer)
    case .print:
      guard let number = entry.number, let copy = entry.copy else { return nil }
      self = .printed(number: number, copy: copy, sheet: entry.sheet, stock: entry.stock)
    case .spoil:
      guard let number = entry.number else { return nil }
      self = .spoiled(
        number: number, copy: entry.copy, sheet: entry.sheet, stock: entry.stock,
        reason: json.object?["reason"]?.string ?? "")
    case .stock:
      guard let event = StockEvent(json) else { return nil }
      self = .stock(event)
    case .verify:
      self = SettledPage(event: json).map { .settled($0) } ?? .judged
    case .decode:
      self = .judged
    case .match:
      guard case .matched(let row)? = ScanEvent(json) else { return nil }
      self = .sighted(json.object?["row"]?.object.flatMap { Sighting(row, columns: $0) })
    case .batchClose:
      guard let counts = BatchCounts(json) else { return nil }
      self = .closed(counts)
    }
  }
}

/// Counts of a batch, the event of `batch.close`.
public struct BatchCounts: Equatable, Sendable {
  public var duplicates = 0
  public var failed = 0
  public var held = 0
  public var issued = 0
  public var refused = 0
  public var sheets = 0

  public var received: Int { duplicates + failed + held + issued + refused }

  public init() {}

  var json: JSONValue {
    [
      "duplicates": .number(JSONNumber(duplicates)), "failed": .number(JSONNumber(failed)),
      "held": .number(JSONNumber(held)), "issued": .number(JSONNumber(issued)),
      "received": .number(JSONNumber(received)), "refused": .number(JSONNumber(refused)),
      "sheets": .number(JSONNumber(sheets)),
    ]
  }

  init?(_ json: JSONValue) {
    guard let object = json.object, let duplicates = object["duplicates"]?.integer,
      let failed = object["failed"]?.integer, let held = object["held"]?.integer,
      let issued = object["issued"]?.integer, let refused = object["refused"]?.integer,
      let sheets = object["sheets"]?.integer
    else { return nil }
    self.duplicates = duplicates
    self.failed = failed
    self.held = held
    self.issued = issued
    self.refused = refused
    self.sheets = sheets
  }
}
