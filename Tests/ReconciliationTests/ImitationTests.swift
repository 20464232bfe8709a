// SPDX-License-Identifier: GPL-3.0-or-later
import Reconciliation
import Testing

@Suite("Codes that look like seals and are written otherwise")
struct ImitationTests {
  static func rewritten(_ change: (String) -> String) throws -> SealFinding {
    let chamber = try Chamber()
    return try chamber.finding(change(chamber.text(chamber.claims(1))))
  }

  @Test(
    "An address of seals in other letters, with a port or a user, is forged",
    arguments: [
      ("HTTPS://", "https://"), ("HTTPS://", "HTTP://"), (Chamber.host, Chamber.host.lowercased()),
      (Chamber.host, Chamber.host + ":8443"), (Chamber.host, "EVIL@" + Chamber.host), (Chamber.host, "evil.example"),
      (Chamber.host, Chamber.host + "@EVIL.EXAMPLE"), (Chamber.host, "EVIL.EXAMPLE:443"),
    ])
  func imitations(_ part: String, _ other: String) throws {
    let finding = try Self.rewritten { $0.replacing(part, with: other) }
    #expect(finding.verdict == .forged && finding.claims == nil)
    let names = other.uppercased().hasSuffix("EXAMPLE") || other.hasPrefix("EVIL.") ? "a seal, but" : "a seal of SG-CC1"
    #expect(finding.reason.hasPrefix("it poses as \(names)"), "\(finding.reason)")
  }

  @Test(
    "What leads elsewhere poses as nothing",
    arguments: [
      ("/1/", "/2/", "leads to another page of SG-CC1"), ("/1/2", "/about#2", "leads to another page of SG-CC1"),
      (Chamber.host + "/1/2K", "MENU.EXAMPLE/1/3K", "leads to another address"),
      ("HTTPS://", "WIFI:", "says something else"),
    ])
  func strangers(_ part: String, _ other: String, _ words: String) throws {
    let finding = try Self.rewritten { $0.replacing(part, with: other) }
    #expect(finding.verdict == .foreign && finding.reason.hasSuffix(words), "\(finding.reason)")
  }
}
