// SPDX-License-Identifier: GPL-3.0-or-later
import Ledger
import Signing

/// A log of up to three entries, with a second history of the same sizes.
struct TinyLog {
  let signer: NoteSigner

  init(origin: String = "co.example.sg/ledger", seed: UInt8 = 1) throws {
    signer = try NoteSigner(name: origin, key: SigningKey(seed: [UInt8](repeating: seed, count: 32)))
  }

  private static func leaf(_ index: Int, _ isForked: Bool) -> Digest {
    TreeHash.leaf([UInt8(index), isForked ? 1 : 0])
  }

  func note(_ size: Int, isForked: Bool = false) throws -> SignedNote {
    let leaves = (0..<3).map { Self.leaf($0, isForked) }
    let pair = TreeHash.node(leaves[0], leaves[1])
    let roots = [TreeHash.empty, leaves[0], pair, TreeHash.node(pair, leaves[2])]
    return try Checkpoint(origin: signer.verifier.name, size: size, root: roots[size]).signed(by: signer)
  }

  /// For sizes 0 to 0…2, 1 to 1…2 and 2 to 2: the proofs are short enough to be written down.
  func request(from old: Int, to size: Int, isForked: Bool = false) throws -> CheckpointRequest {
    precondition(size <= 2 && old <= size)
    let path = old == 1 && size == 2 ? [Self.leaf(1, isForked)] : []
    return CheckpointRequest(oldSize: old, path: path, note: try note(size, isForked: isForked))
  }
}
