// SPDX-License-Identifier: GPL-3.0-or-later
import DurableFiles
import Foundation
import Ledger
import Pipeline
import Seals
import Reconciliation
import Signing
import Testing
import Trade

/// The page that printed codes open, as `ledger publish` writes it.
@Suite("The page of a published ledger", .serialized)
struct VerificationPageTests {
  let chamber: TestChamber
  var site: String { chamber.folder.path + "/site" }

  init() throws {
    chamber = try TestChamber()
  }

  func publish() throws -> LedgerDesk.Published {
    try LedgerDesk(chamber.workspace).publish(to: site, now: Timestamp(seconds: 1_795_000_000))
  }

  func page() throws -> String { String(decoding: try DurableFile.read(site + "/index.html"), as: UTF8.self) }

  @Test("It is one small file that loads nothing from elsewhere and runs only what its policy names")
  func content() throws {
    let first = try publish()
    #expect(first.withoutPage == nil)
    let page = try page()
    #expect(page.utf8.count <= 40_960, "\(page.utf8.count) bytes")
    #expect(page.hasPrefix("<!DOCTYPE html>\n<html lang=\"en\">"))
    #expect(!page.contains("{{"))
    #expect(!page.contains("http://") && page.matches(of: /src=|@import|url\(/).isEmpty)
    let policy = try #require(page.firstMatch(of: /http-equiv="Content-Security-Policy" content="([^"]+)"/)?.1)
    for (tag, directive) in [("style", "style-src"), ("script type=\"module\"", "script-src")] {
      let content = try #require(page.split(separator: "<\(tag)>", maxSplits: 1).last?.split(separator: "</").first)
      let hash = Data(Digest(sha256: Array(content.utf8)).bytes).base64EncodedString()
      #expect(policy.contains("\(directive) 'sha256-\(hash)'"))
    }
    for directive in ["default-src 'none'", "connect-src 'self'", "base-uri 'none'", "form-action 'none'"] {
      #expect(policy.contains(directive))
    }
    #expect(!policy.contains("unsafe"))
    // A second time nothing is written; the trust entry stands beside it, byte for byte.
    #expect(try publish().files == 0)
    #expect(
      try DurableFile.read(site + "/.well-known/certmill.json")
        == DurableFile.read(chamber.workspace.trust + "/SG-CC1.json"))
  }

  @Test("No name of a chamber can leave the element that holds it")
  func escaping() throws {
    let path = chamber.workspace.trust + "/SG-CC1.json"
    let text = String(decoding: try DurableFile.read(path), as: UTF8.self)
    let name = "</script><script>alert(1)</script><!--"
    try DurableFile.write(Array(text.replacing("Straits Chamber of Trade", with: name).utf8), to: path)
    _ = try publish()
    let page = try page()
    #expect(!page.contains("alert(1)</script>") && page.contains("\\u003c/script>\\u003cscript>alert(1)"))
  }

  @Test(
    "Without a trust entry the ledger is published and the page left out; a broken one, which names the keys, is told")
  func withoutEntry() throws {
    let path = chamber.workspace.trust + "/SG-CC1.json"
    try DurableFile.write(Array("{}".utf8), to: path)
    #expect(throws: TrustError.self) { try publish() }
    try DurableFile.remove(path)
    #expect(try publish().withoutPage != nil)
    #expect(DurableFile.exists(site + "/checkpoint") && !DurableFile.exists(site + "/index.html"))
  }

  /// Codes of four certificates, of which the last three were revoked, spoiled and replaced since.
  func codes() throws -> [String] {
    try chamber.receive(
      "clean-pepper-singapore.json", "clean-japanese-tea.json", "clean-polish-glass.json", "clean-arabic-consignee.json"
    )
    try chamber.run()
    let workspace = chamber.workspace
    var ledger = try LedgerFile(
      opening: workspace.ledgerFolder, origin: workspace.settings.ledgerOrigin, key: try workspace.ledgerKey())
    var certified: [(index: Int, entry: LedgerEntry)] = []
    var reader = try EntryReader(folder: workspace.ledgerFolder)
    while let (index, entry) = try reader.next() { if entry.stage == .certify { certified.append((index, entry)) } }
    try #require(certified.count == 4)
    func event(_ stage: EntryStage, _ place: Int, successor: Int? = nil, copy: Int? = nil) -> LedgerEntry {
      LedgerEntry(
        batch: "20261124-00", digest: Digest(sha256: [1]), number: certified[place].entry.number, stage: stage,
        time: "2026-11-24T08:00:00Z", copy: copy, successor: successor.flatMap { certified[$0].entry.number })
    }
    try ledger.append([event(.revoke, 1), event(.spoil, 2, copy: 1), event(.replace, 3, successor: 0)])
    let key = try workspace.issuerKey(at: Timestamp(seconds: 1_795_471_200))
    return try certified.map { index, entry in
      try Seal.sign(
        SealClaims(
          issuer: "SG-CC1", issuedAt: 1_795_471_200, number: entry.number ?? "", certificateDigest: entry.digest,
          copy: 1, copies: 3, ledgerIndex: index, origin: "SG", destination: "BE", grossKg: 3240,
          invoice: "INV 88231", exporter: "Lion City Spices Pte Ltd"), host: "CO.STRAITS.EXAMPLE", with: key
      ).text
    }
  }

  @Test(
    "In a phone's browser, behind nginx, it says what is genuine, revoked, spoiled, replaced, forged and unknown",
    .enabled(if: Browser.isInstalled))
  func browser() throws {
    let codes = try codes()
    _ = try publish()
    let host = "CO.STRAITS.EXAMPLE"
    let browser = try Browser(
      site: site, host: host, in: chamber.folder.appending(path: "browser"), port: 20_000 + Int(getpid()) % 20_000)
    // One letter of what the code says was changed; a stranger's signature.
    let forged = try #require(
      (150..<250).lazy.map { offset in
        var text = codes[0]
        let place = text.index(text.startIndex, offsetBy: offset)
        text.replaceSubrange(place...place, with: text[place] == "A" ? "B" : "A")
        return text
      }.first { (try? Seal(parsing: $0))?.signature == (try? Seal(parsing: codes[0]))?.signature })
    let stranger = try SigningKey(seed: Array(repeating: 9, count: 32))
    let unknown = try Seal.sign(Seal(parsing: codes[0]).claims, host: host, with: stranger).text
    let cases = [
      ("Genuine", codes[0]), ("Revoked", codes[1]), ("Spoiled", codes[2]), ("Replaced", codes[3]), ("Forged", forged),
      ("Unknown", unknown), ("Scan the code of a certificate", "HTTPS://\(host)/"),
    ]
    for (word, code) in cases {
      let document = try browser.document(at: code, host: host)
      let heading = document.firstMatch(of: /<h1 id="verdict">([^<]*)<\/h1>/)?.1
      #expect(heading.map(String.init) == word, "\(document.suffix(2000))")
      let showsGoods = document.contains("<section id=\"goods\">")
      #expect(showsGoods == ["Genuine", "Revoked", "Spoiled", "Replaced"].contains(word))
      if word == "Genuine" {
        #expect(document.contains("<p id=\"compare\">") && document.contains("Singapore (SG)"))
        #expect(document.contains("The goods on this sheet were not compared; compare them."))
      }
      if word == "Forged" { #expect(document.contains("Its signature does not fit: what the code says was changed.")) }
      if let pictures = ProcessInfo.processInfo.environment["CERTMILL_PICTURES"] {
        let name = word.split(separator: " ")[0].lowercased()
        try browser.picture(of: code, host: host, to: "\(pictures)/\(name).png")
        try browser.picture(of: code, host: host, isDark: true, to: "\(pictures)/\(name)-dark.png")
      }
    }
  }
}
