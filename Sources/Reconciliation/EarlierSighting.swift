// SPDX-License-Identifier: GPL-3.0-or-later
/// Where a sheet was presented before.
public struct EarlierSighting: Equatable, Sendable {
  public var batch: String
  /// As the file was called then.
  public var file: String
  /// From 1.
  public var page: Int
  /// Day of that batch, `YYYY-MM-DD`, UTC.
  public var day: String
  /// It was found in the very same bytes: the same scan was given twice.
  public var isSameFile: Bool

  public init(batch: String, file: String, page: Int, day: String, isSameFile: Bool) {
    self.batch = batch
    self.file = file
    self.page = page
    self.day = day
    self.isSameFile = isSameFile
  }

  /// The finding on a sheet that was seen here before. A sheet that no longer counts stays what it is found to be.
  public func repeated(_ finding: SealFinding) -> SealFinding {
    var repeated = finding
    let place = "in \(file) page \(page), batch \(batch) of \(day)"
    switch finding.verdict {
    case .genuine:
      repeated.verdict = .repeat
      repeated.reason = "this very copy was presented before, \(place)"
    case .sealed:
      repeated.verdict = .repeat
      repeated.reason = "this very copy was presented before, \(place); \(finding.reason)"
    case .revoked, .replaced, .spoiled: repeated.reason += "; it was presented before, \(place)"
    case .repeat, .unlisted, .unknownIssuer, .forged, .foreign, .unreadable, .blank: return finding
    }
    repeated.reason +=
      isSameFile
      ? "; that file is byte for byte the same: the scan was given twice"
      : "; only one of the two sheets can be the original"
    return repeated
  }
}

extension Verdict {
  /// The issuer has signed this sheet's code, so that it can be told from others and told again.
  public var isOfKnownSheet: Bool {
    switch self {
    case .genuine, .repeat, .revoked, .replaced, .spoiled, .sealed: true
    // Whoever stole a key could present a copy before its owner does.
    case .unlisted: false
    case .unknownIssuer, .forged, .foreign, .unreadable, .blank: false
    }
  }
}
