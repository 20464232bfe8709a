// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc
import Signing

@testable import Ledger

/// A log in memory with as many histories as a test wants, and a witness's folder.
struct WatchedHistory {
  static let origin = "co.example.sg/ledger"
  let signer: NoteSigner
  let leaves: [Digest]
  private let hashes: [Digest]

  /// Entries from `fork` on are others than those of the log's honest history.
  init(size: Int, fork: Int? = nil, origin: String = WatchedHistory.origin, seed: UInt8 = 1) throws {
    signer = try NoteSigner(name: origin, key: SigningKey(seed: [UInt8](repeating: seed, count: 32)))
    leaves = (0..<size).map { index in
      TreeHash.leaf(Array("\(index)\(index >= fork ?? size ? " otherwise" : "")".utf8))
    }
    hashes = TreeTests.stored(leaves).hashes
  }

  func checkpoint(_ size: Int) throws -> Checkpoint {
    try Checkpoint(origin: signer.verifier.name, size: size, root: TreeTests.plainRoot(leaves[..<size]))
  }

  /// As an honest log asks.
  func request(from old: Int, to size: Int) throws -> CheckpointRequest {
    CheckpointRequest(
      oldSize: old, path: ConsistencyProof(oldSize: old, newSize: size) { hashes[$0.storedIndex] }.path,
      note: try checkpoint(size).signed(by: signer))
  }
}

/// The witness of the vectors in a folder of its own.
struct WitnessFixture {
  let temporary: TemporaryFolder
  let signer: NoteSigner
  static let time = 1_790_000_000

  init() throws {
    temporary = try TemporaryFolder()
    signer = try NoteSigner(name: Vectors.witness, algorithm: .cosignature, key: Vectors.key("witness_seed"))
  }

  /// For one thing at a time: the folder has one owner.
  func with<Value>(_ body: (inout Witness) throws -> Value) throws -> Value {
    var witness = try open()
    return try body(&witness)
  }

  /// Another test may start a process just now, which has all descriptors, locks among them, until its exec.
  private func open() throws -> Witness {
    for _ in 0..<200 {
      if let witness = try? Witness(opening: temporary.path, signer: signer, holder: "test") { return witness }
      usleep(10_000)
    }
    return try Witness(opening: temporary.path, signer: signer, holder: "test")
  }

  func watch(_ key: VerifierKey) throws {
    _ = try with { try $0.watch(key) }
  }

  func answer(_ request: CheckpointRequest, time: Int = Self.time) throws -> WitnessAnswer {
    try with { try $0.answer(request, time: time) }
  }
}
