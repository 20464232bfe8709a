// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Testing

@Suite("certmill trust", .serialized)
struct TrustCommandTests {
  @Test("A chamber is added once, listed with its keys, and removed only when its id is given twice")
  func addListRemove() throws {
    try CommandTests.inTemporaryFolder { folder in
      func certmill(_ arguments: String...) throws -> CommandTests.Result {
        try CommandTests.certmill(arguments, in: folder)
      }
      _ = try CommandTests.initialise(folder)
      for (name, host) in [("BE-CC1", "CO.RIVES.EXAMPLE"), ("FR-CC1", "CO.RIVES.EXAMPLE")] {
        _ = try certmill("init", name, "--chamber", name, "--name", "Rives", "--country", "BE", "--host", host)
      }
      let entry = "BE-CC1/trust/BE-CC1.json"
      let added = try certmill("trust", "add", entry, "-w", "ws")
      #expect(added.code == 0 && added.out.contains("Rives"))
      #expect(try certmill("trust", "add", entry, "-w", "ws").out.contains("nothing was changed"))
      let list = try certmill("trust", "list", "-w", "ws").out
      #expect(list.contains("BE-CC1") && list.contains("(this chamber)") && list.contains("co.rives.example/ledger"))
      // Another chamber with the same ledger's name, the own one, and other keys under a known id.
      #expect(try certmill("trust", "add", "FR-CC1/trust/FR-CC1.json", "-w", "ws").err.contains("of BE-CC1"))
      #expect(try certmill("trust", "add", "ws/trust/SG-CC1.json", "-w", "ws").code == 1)
      let file = folder.appending(path: entry)
      let other = try String(contentsOf: file, encoding: .utf8).replacing("Rives", with: "Rive")
      try other.write(to: file, atomically: true, encoding: .utf8)
      #expect(try certmill("trust", "add", entry, "-w", "ws").err.contains("differs"))
      // Standard input is empty here.
      #expect(try certmill("trust", "remove", "BE-CC1", "-w", "ws").code == 1)
      #expect(try certmill("trust", "list", "-w", "ws").out.contains("BE-CC1"))
      #expect(try certmill("trust", "remove", "XX-CC1", "-w", "ws").err.contains("no entry"))
      let remove = "echo BE-CC1 | '\(CommandTests.program.path)' trust remove BE-CC1 -w ws"
      let process = Process()
      process.executableURL = URL(filePath: "/bin/sh")
      process.arguments = ["-c", remove]
      process.currentDirectoryURL = folder
      try process.run()
      process.waitUntilExit()
      #expect(process.terminationStatus == 0)
      #expect(try !certmill("trust", "list", "-w", "ws").out.contains("BE-CC1"))
    }
  }
}
