// SPDX-License-Identifier: GPL-3.0-or-later

/// One request to a worker: what to do, and the bytes to do it with.
public struct WorkerJob: Sendable {
  public var kind: UInt8
  public var payload: [UInt8]

  public init(kind: UInt8, payload: [UInt8]) {
    self.kind = kind
    self.payload = payload
  }
}
