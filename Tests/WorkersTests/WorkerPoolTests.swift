// SPDX-License-Identifier: GPL-3.0-or-later
import Testing

@testable import Workers

@Suite("Worker messages")
struct WorkerPoolTests {
  @Test("A frame announces the length of its payload", arguments: [0, 1, 255, 256, 70_000])
  func frame(count: Int) {
    let bytes = Frame.bytes(kind: 7, payload: [UInt8](repeating: 1, count: count))
    #expect(bytes.count == Frame.headerLength + count)
    #expect(Frame.length(bytes[0..<4]) == count)
    #expect(bytes[4] == 7)
  }

  @Test("A set-up message comes back as it was sent")
  func setUp() throws {
    let bytes = SetUp(memoryBytes: 1 << 40, cpuSeconds: 20, program: [1, 2, 3]).bytes
    let back = try #require(SetUp(bytes))
    #expect(back.memoryBytes == 1 << 40)
    #expect(back.cpuSeconds == 20)
    #expect(back.program == [1, 2, 3])
    #expect(SetUp(Array(bytes.prefix(15))) == nil)
  }
}
