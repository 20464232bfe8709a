// SPDX-License-Identifier: GPL-3.0-or-later
import DurableFiles
import Foundation
import Pipeline
import Signing
import Submissions
import Testing
import Validation

@Suite("A chamber's own code lists", .serialized)
struct ImportedListTests {
  @Test("An imported list is used by the next batch, which has it by its digest, and told by list")
  func used() throws {
    let chamber = try TestChamber()
    let desk = CodeListDesk(chamber.workspace)
    let file = chamber.folder.path + "/hs.csv"
    let header = CodeListHeader(version: "2022", source: "https://lists.example/hs")
    try DurableFile.write(Array("090411,Pepper\n09041,Pepper\n".utf8), to: file)
    let refused = try desk.take(.hs, from: [file], encoding: .utf8, header: header)
    #expect(refused.list.faults.count == 1 && !DurableFile.exists(refused.path))
    try DurableFile.write(Array("090412,Pepper, crushed\n".utf8), to: file)
    let taken = try desk.take(.hs, from: [file], encoding: .utf8, header: header)
    #expect(taken.list.count == 1)

    try chamber.receive("clean-pepper-singapore.json")
    let counts = try #require(try chamber.run()).counts
    #expect(counts.refused == 1 && counts.issued == 0, "\(counts)")
    let digest = Digest(sha256: try DurableFile.read(taken.path))
    #expect(chamber.workspace.store.contains(digest))
    #expect(try desk.list().map(\.file) == ["hs.tsv"])
    #expect(try desk.list().first?.header == header)
    #expect(try desk.list().first?.digest == digest.hex)
  }
}
