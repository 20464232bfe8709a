// SPDX-License-Identifier: GPL-3.0-or-later
import DurableFiles
import Foundation
import Reconciliation
import Testing
import Trade

@testable import Pipeline

@Suite("Certificates at hand beside a trust folder")
struct ShelfTests {
  /// Puts a certificate's files where an insurer's reader looks for them.
  static func fill(
    _ trust: String, with number: String, from chamber: TestChamber, endings: [String] = ["json", "pdf"]
  ) throws {
    let shelf = trust + "/SG-CC1/certificates"
    try DurableFile.makeFolder(shelf)
    for ending in endings {
      let name = "\(number).\(ending)"
      try DurableFile.write(
        try DurableFile.read(chamber.workspace.batch("20261124-01").certificates + "/" + name), to: shelf + "/" + name)
    }
  }

  /// Something that lies on an insurer's shelf and is not to be believed.
  enum Trouble: String, CaseIterable {
    case plantedPDF, brokenPDF, otherJSON, noJSON, unreadablePDF, noLedger

    var words: String {
      switch self {
      case .plantedPDF, .brokenPDF: "the issuer's ledger holds no such file for this certificate"
      case .otherJSON: "it is not what the code was signed over"
      case .noJSON: "its JSON is not beside it"
      case .unreadablePDF: "cannot be read"
      case .noLedger: "without the issuer's ledger nobody can tell that it was stamped"
      }
    }
  }

  @Test(
    "What was planted on the shelf, or cannot be read, is not compared with, and the row says so",
    arguments: Trouble.allCases)
  func notUsed(_ trouble: Trouble) throws {
    let (chamber, _, pepper) = try ReconciliationRunTests.issuing()
    let trust = try VerificationTests.insurersFolder(chamber)
    try Self.fill(trust, with: AlteredPaperTests.pepper, from: chamber)
    let (json, pdf) = (
      "\(trust)/SG-CC1/certificates/\(AlteredPaperTests.pepper).json",
      "\(trust)/SG-CC1/certificates/\(AlteredPaperTests.pepper).pdf"
    )
    switch trouble {
    // Other bytes with the same code on the same page: what an altered sheet would match.
    case .plantedPDF: try DurableFile.write(try DurableFile.read(pdf) + Array("% planted\n".utf8), to: pdf)
    case .brokenPDF: try DurableFile.write(Array(try DurableFile.read(pdf).prefix(2_000)), to: pdf)
    case .otherJSON: try DurableFile.write(try DurableFile.read(json) + Array(" ".utf8), to: json)
    case .noJSON: try DurableFile.remove(json)
    case .unreadablePDF:
      try DurableFile.remove(pdf)
      try DurableFile.makeFolder(pdf)
    case .noLedger: try DurableFile.remove(trust + "/SG-CC1/checkpoint")
    }
    let shelf = try CertificateShelf(trust: trust)
    let now = try #require(Timestamp(rfc3339: TestChamber.time))
    let row = try #require(
      try Verification(
        trust: trust, now: now, comparesPaper: false, executable: TestChamber.executable, jobs: 1
      ).rows([pepper]).first)
    #expect(row.verdict == (trouble == .noLedger ? .sealed : .genuine))
    let find = shelf.find(try #require(row.claims), stamps: row.stamps)
    #expect(find.printed == nil && (find.note?.words ?? "").contains(trouble.words))
    #expect((find.json == nil) == [.otherJSON, .noJSON].contains(trouble))
  }

  @Test("A sheet that was altered does not match the PDF that was planted for it")
  func planted() throws {
    let (chamber, _, pepper) = try ReconciliationRunTests.issuing()
    let trust = try VerificationTests.insurersFolder(chamber)
    try Self.fill(trust, with: AlteredPaperTests.pepper, from: chamber)
    let pdf = "\(trust)/SG-CC1/certificates/\(AlteredPaperTests.pepper).pdf"
    try DurableFile.write(try DurableFile.read(pdf) + Array("% planted\n".utf8), to: pdf)
    let file = chamber.folder.path + "/scan.png"
    try PrintedSheet(pepper).write(to: file)
    let row = try #require(try AlteredPaperTests.verify([file], trust: trust).first)
    #expect(row.verdict == .genuine && row.paper != .matches && row.reason.contains("the PDF at hand was not used"))
  }

  @Test("Certificates that were exchanged are found too, by the reader of a partner chamber")
  func exchanged() throws {
    let partners = try Partners()
    _ = try partners.take(partners.bundle)
    let number = partners.numbers[0]
    let file = partners.mail + "/scan.png"
    try PrintedSheet("\(partners.singapore.workspace.batch("20261124-01").certificates)/\(number).pdf").write(to: file)
    // The JSON alone: its number, countries, invoice and weights are read on the sheet.
    let row = try #require(try AlteredPaperTests.verify([file], trust: partners.belgium.trust).first)
    #expect(row.paper == .notCompared && row.reason.contains("read on the sheet as the code has it: number"))
  }
}
