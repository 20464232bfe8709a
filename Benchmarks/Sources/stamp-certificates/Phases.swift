// SPDX-License-Identifier: GPL-3.0-or-later
import Barcodes
import Certificates
import PDF
import Printing
import Signing

/// Where the time of a stamped certificate goes: each part of the work done alone over all certificates.
///
/// What remains of `stamp` after code and deflate is laying text out and writing content and objects. The proof, which
/// the peers do not have, is no part of a stamped file's time.
struct Phases {
  /// Microseconds of CPU a certificate, in the order of the work.
  private(set) var microseconds: [(name: String, value: Double)] = []
  private let count: Int

  init(_ work: Work, with stamper: inout Stamper, folder: String) throws {
    count = work.count
    let orders = try work.orders(0..<work.count)
    var tails: [[UInt8]] = []
    tails.reserveCapacity(count)
    try measure("stamp") { for order in orders { tails.append(try stamper.stamp(order)) } }
    try measure("of it, code") {
      for order in orders {
        for seal in order.seals {
          _ = try QRSymbol(alphanumeric: Array(seal.utf8), version: 14, level: .quartile, mask: 2)
        }
      }
    }
    let contents = try tails.map(Self.contents)
    try measure("of it, deflate") {
      for each in contents { for plain in each { _ = Deflate.compress(plain, level: 1) } }
    }
    var hashed = SHA256State()
    let prefix = stamper.prefix
    hashed.update(prefix)
    var ends: UInt8 = 0
    try measure("hash") {
      for tail in tails {
        var state = hashed
        state.update(tail)
        ends ^= state.finish().bytes[0]
      }
    }
    try measure("write") {
      for (index, tail) in tails.enumerated() {
        let file = try OutputFile("\(folder)/\(index).pdf")
        try file.write(prefix, tail)
      }
    }
    var proof = try Proof(stamper)
    try measure("proof") {
      for (order, tail) in zip(orders, tails) {
        guard try proof.codes(in: tail).map({ $0.map { String(decoding: $0, as: UTF8.self) } }) == order.seals else {
          throw Trouble("\(order.certificate.number): its code cannot be read back")
        }
      }
    }
    try measure("fit before a number is taken") {
      for order in orders { _ = try stamper.examine(order.certificate.application, notes: order.notes) }
    }
  }

  private mutating func measure(_ name: String, _ work: () throws -> Void) throws {
    let start = Usage.now.cpu
    try work()
    microseconds.append((name, (Usage.now.cpu - start) / Double(count) * 1e6))
  }

  /// The plain bytes of a tail's content streams, which are its only streams where no font is its own.
  private static func contents(of tail: [UInt8]) throws -> [[UInt8]] {
    let (begin, end) = (Array(">>\nstream\n".utf8), Array("\nendstream\n".utf8))
    var found: [[UInt8]] = []
    var position = 0
    while let start = place(of: begin, in: tail, from: position) {
      guard let stop = place(of: end, in: tail, from: start + begin.count) else { break }
      found.append(try Deflate.inflate(Array(tail[start + begin.count..<stop]), limit: 1 << 24))
      position = stop
    }
    return found
  }

  private static func place(of pattern: [UInt8], in bytes: [UInt8], from start: Int) -> Int? {
    var position = start
    while position + pattern.count <= bytes.count {
      if bytes[position] == pattern[0], bytes[position..<position + pattern.count].elementsEqual(pattern) {
        return position
      }
      position += 1
    }
    return nil
  }

  var json: String {
    let parts = microseconds.map { "\"\($0.name)\": \(($0.value * 10).rounded() / 10)" }
    return "{\"n\": \(count), \"microseconds\": {\(parts.joined(separator: ", "))}}"
  }
}
