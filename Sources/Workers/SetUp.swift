// SPDX-License-Identifier: GPL-3.0-or-later

/// The first message of a worker: its limits and what its program needs.
struct SetUp {
  var memoryBytes: Int
  var cpuSeconds: Int
  var program: [UInt8]

  var bytes: [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(16 + program.count)
    for value in [memoryBytes, cpuSeconds] {
      for shift in stride(from: 0, to: 64, by: 8) { bytes.append(UInt8(truncatingIfNeeded: value >> shift)) }
    }
    return bytes + program
  }

  init(memoryBytes: Int, cpuSeconds: Int, program: [UInt8]) {
    self.memoryBytes = memoryBytes
    self.cpuSeconds = cpuSeconds
    self.program = program
  }

  init?(_ bytes: [UInt8]) {
    guard bytes.count >= 16 else { return nil }
    func number(at start: Int) -> Int { bytes[start..<start + 8].reversed().reduce(0) { $0 << 8 | Int($1) } }
    self.init(memoryBytes: number(at: 0), cpuSeconds: number(at: 8), program: Array(bytes[16...]))
  }
}
