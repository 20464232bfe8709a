// SPDX-License-Identifier: GPL-3.0-or-later
import CanonicalJSON
import DurableFiles
import Foundation
import PDF
import Paper
import PaperComparison
import Pipeline
import Reconciliation
import Testing
import Trade

@Suite("The paper around a code, in verify")
struct PaperCheckTests {
  @Test(
    "A scan matches where its certificate is at hand; a sheet with a pasted code is altered and its boxes are named")
  func scans() throws {
    let (chamber, pdfs) = try VerificationTests.issuing("clean-pepper-singapore.json", "clean-orchids-air.json")
    let resolution = Resolution(dotsPerInch: 150)
    let sheets = try pdfs.prefix(2).map { path in
      try PDFFile(try DurableFile.read(path), name: path).render(page: 0, at: resolution)
    }
    // The first sheet's code, on the second one.
    var pasted = sheets[1]
    func pixels(_ millimetres: Double) -> Int { Int(Length(millimetres: millimetres).pixels(at: resolution)) }
    for y in pixels(227)..<pixels(264.5) {
      for x in pixels(98.5)..<pixels(135.5) { pasted[x, y] = sheets[0][x, y] }
    }
    let files = [chamber.folder.path + "/clean.png", chamber.folder.path + "/pasted.png"]
    for (file, picture) in zip(files, [sheets[0], pasted]) {
      try DurableFile.write(try #require(picture.png()), to: file)
    }
    let now = try #require(Timestamp(rfc3339: TestChamber.time))
    let rows = try Verification(trust: chamber.workspace.trust, now: now, executable: TestChamber.executable, jobs: 2)
      .rows(files)
    #expect(rows.map(\.paper) == [.matches, .altered])
    #expect(rows[0].reason == "the code is genuine; the paper is what was printed, in every box")
    #expect(rows[1].differences.contains { $0.box == .number && $0.isAltered })
    #expect(rows[1].json.object?["boxes"]?.array?.isEmpty == false && !rows.areAllGenuine)
  }
}
