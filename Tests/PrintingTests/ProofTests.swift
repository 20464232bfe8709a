// SPDX-License-Identifier: GPL-3.0-or-later

import Barcodes
import PDF
import Paper
import Seeded
import Testing
import Trade

@testable import Printing

@Suite struct ProofTests {
  @Test("Every code of every page is read back as it was ordered")
  func reads() throws {
    var stamper = try Stamper(Fixture.source(Fixture.yaml()))
    var proof = try Proof(stamper)
    for seed in 1...20 {
      var order = try Fixture.order(Fixture.form(seed: seed), sequence: seed, copies: 1 + seed % 3)
      order.attempt = seed % 4
      #expect(try proof.codes(in: stamper.stamp(order)) == order.seals.map { Array($0.utf8) })
    }
  }

  @Test("What the content stream draws is the symbol, module by module", arguments: [2, 3, 4])
  func pixels(scale: Int) throws {
    let template = try Template(yaml: Array(Fixture.yaml().utf8), file: "test.yaml")
    let order = try Fixture.order(Fixture.form())
    let symbol = try QRSymbol(alphanumeric: Array(order.seals[0].utf8), version: 14, level: .quartile)
    var content: [UInt8] = []
    CodeContent.append(
      symbol, x: template.code.x * pointsPerMillimetre, top: (template.height - template.code.y) * pointsPerMillimetre,
      to: &content)
    var reading = ContentReader(template: template, pixels: Double(scale), widths: [])
    let isOurs = reading.read(content)
    #expect(isOurs)
    #expect(reading.image == symbol.image(pixelsPerModule: Double(scale)))
    #expect(!reading.isTouched)
  }

  @Test(
    "Text and lines over the code's place are noticed, beside it they are not",
    arguments: [
      ("BT /F0 9 Tf 430 130 Td[(\u{0}\u{41})]TJ ET", true), ("BT /F0 9 Tf 430 220 Td[(\u{0}\u{41})]TJ ET", false),
      ("BT /F0 9 Tf 400 130 Td[(\u{0}\u{41}\u{0}\u{41}\u{0}\u{41}\u{0}\u{41}\u{0}\u{41})]TJ ET", true),
      ("400 100 m 500 100 l S", true), ("100 250 m 500 250 l S", false),
    ])
  func touched(content: String, expected: Bool) throws {
    let template = try Template(yaml: Array(Fixture.yaml().utf8), file: "test.yaml")
    var reading = ContentReader(template: template, pixels: 2, widths: [[Double](repeating: 600, count: 256)])
    let isOurs = reading.read(Array(content.utf8))
    #expect(isOurs)
    #expect(reading.isTouched == expected)
  }

  @Test(
    "An operator that no stamper writes is refused", arguments: ["/Fm Do", "1 0 0 rg", "Q", "q", "BI", "4 re", "{"])
  func foreign(content: String) throws {
    let template = try Template(yaml: Array(Fixture.yaml().utf8), file: "test.yaml")
    var reading = ContentReader(template: template, pixels: 2, widths: [])
    let isOurs = reading.read(Array(content.utf8))
    #expect(!isOurs)
  }

  @Test("Damaged and truncated certificates give an error or other codes, never worse")
  func damaged() throws {
    var stamper = try Stamper(Fixture.source(Fixture.yaml()))
    var proof = try Proof(stamper)
    let tail = try stamper.stamp(try Fixture.order(Fixture.form()))
    var numbers = SeededNumbers(seed: 5)
    for _ in 0..<300 {
      var bytes = tail
      if Bool.random(using: &numbers) { bytes = Array(bytes[..<Int.random(in: 0..<bytes.count, using: &numbers)]) }
      for _ in 0..<3 where !bytes.isEmpty {
        bytes[Int.random(in: 0..<bytes.count, using: &numbers)] = UInt8.random(in: 0...255, using: &numbers)
      }
      do {
        _ = try proof.codes(in: bytes)
      } catch {
        guard case .tail = error else {
          Issue.record("\(error)")
          return
        }
      }
    }
  }
}
