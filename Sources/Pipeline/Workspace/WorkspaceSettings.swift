// SPDX-License-Identifier: GPL-3.0-or-later
import Settings

/// `certmill.yaml`: whose workspace it is.
public struct WorkspaceSettings: Equatable, Sendable {
  /// The newest workspace format that this program reads and writes.
  public static let format = 1

  /// What a chamber has and a reader has not.
  public struct Issuer: Equatable, Sendable {
    /// Issuer id: 1-8 of A-Z, 0-9 and hyphen.
    public var id: String
    /// ISO 3166-1 alpha-2.
    public var country: String
    /// Host of the verification address, at most 30 characters, upper case.
    public var host: String
  }

  /// Nil in a workspace that only reads: an insurer's, a bank's, a customs office's.
  public var issuer: Issuer?
  /// Name as printed at the head of a certificate or a report.
  public var name: String
  /// IANA name; years of numbers and days of batches follow it.
  public var timeZone: String
  /// Whole years for which documents are kept after their own; only then `certmill purge` deletes them.
  public var keepYears = Self.keepYearsDefault

  public static let keepYearsDefault = 2

  public init(chamber: String, name: String, country: String, host: String, timeZone: String) {
    issuer = Issuer(id: chamber, country: country, host: host)
    self.name = name
    self.timeZone = timeZone
  }

  public init(reader name: String, timeZone: String) {
    self.name = name
    self.timeZone = timeZone
  }

  /// Reads and checks the file; throws for a newer format before it looks at anything else.
  public init(yaml: [UInt8], file: String) throws {
    let root = try SettingsNode(parsing: yaml, file: file)
    let found = try root.integer("format")
    guard found <= Self.format else { throw WorkspaceError.newer(path: file, found: found, supported: Self.format) }
    let timeZone = try root.text("timeZone", default: "UTC")
    if let reader = try root.optional("reader") {
      self.init(reader: try reader.text(), timeZone: timeZone)
    } else {
      self.init(
        chamber: try root.text("chamber"), name: try root.text("name"), country: try root.text("country"),
        host: try root.text("host"), timeZone: timeZone)
    }
    keepYears = try root.integer("keepYears", in: 0...99, default: Self.keepYearsDefault)
    try root.finish()
    if let fault = fault { throw root.error(fault) }
  }

  /// What is wrong with a value, in words; nil when all are good.
  public var fault: String? {
    if let fault = issuer?.fault { return fault }
    if name.isEmpty || name.utf8.contains(where: { $0 < 32 }) { return "name: expected one line of text" }
    if ZoneClock(timeZone: timeZone) == nil {
      return "timeZone \"\(timeZone)\": expected an IANA name such as Asia/Singapore"
    }
    return nil
  }

  /// Name of the ledger, C2SP checkpoint origin and key name. A reader's is made of its name.
  public var ledgerOrigin: String {
    if let issuer { return issuer.host.lowercased() + "/ledger" }
    let words = name.lowercased().utf8.split { !(48...57).contains($0) && !(97...122).contains($0) }
    let plain = words.map { String(decoding: $0, as: UTF8.self) }.joined(separator: "-")
    return (plain.isEmpty ? "reader" : plain) + "/sightings"
  }

  public var yaml: String {
    func quoted(_ text: String) -> String {
      "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
    }
    let kept = keepYears == Self.keepYearsDefault ? "" : "keepYears: \(keepYears)\n"
    guard let issuer else {
      return """
        # A certmill workspace that only reads. Values are fixed for the ledger's life, but for keepYears.
        format: \(Self.format)
        reader: \(quoted(name))
        timeZone: \(quoted(timeZone))
        \(kept)
        """
    }
    return """
      # A certmill workspace. Values are fixed for the ledger's life, but for name and keepYears.
      format: \(Self.format)
      chamber: \(quoted(issuer.id))
      name: \(quoted(name))
      country: \(quoted(issuer.country))
      host: \(quoted(issuer.host))
      timeZone: \(quoted(timeZone))
      \(kept)
      """
  }
}

extension WorkspaceSettings.Issuer {
  fileprivate var fault: String? {
    let upperAndDigits: (UInt8) -> Bool = { (65...90).contains($0) || (48...57).contains($0) }
    if !(1...8).contains(id.utf8.count) || !id.utf8.allSatisfy({ upperAndDigits($0) || $0 == 45 }) {
      return "chamber \"\(id)\": expected 1 to 8 of A-Z, 0-9 and hyphen, such as SG-CC1"
    }
    if country.utf8.count != 2 || !country.utf8.allSatisfy({ (65...90).contains($0) }) {
      return "country \"\(country)\": expected an ISO 3166-1 code of two capital letters, such as SG"
    }
    if host.utf8.count > 30 {
      return "host \"\(host)\": \(host.utf8.count) characters, at most 30 so that the printed code stays version 14"
    }
    let labels = host.split(separator: ".", omittingEmptySubsequences: false)
    let isHost =
      labels.count >= 2
      && labels.allSatisfy { label in
        !label.isEmpty && label.first != "-" && label.last != "-"
          && label.utf8.allSatisfy { upperAndDigits($0) || $0 == 45 }
      }
    if !isHost { return "host \"\(host)\": expected a host name such as CO.EXAMPLE.SG" }
    return nil
  }
}
