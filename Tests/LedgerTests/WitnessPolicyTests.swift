// SPDX-License-Identifier: GPL-3.0-or-later
import Signing
import Testing

@testable import Ledger

@Suite struct WitnessPolicyTests {
  static func key(_ seed: UInt8, _ name: String = "w.example", _ algorithm: VerifierKey.Algorithm = .cosignature) throws
    -> VerifierKey
  {
    try VerifierKey(
      name: name, algorithm: algorithm, key: SigningKey(seed: [UInt8](repeating: seed, count: 32)).publicKey)
  }

  /// `$1`, `$2` … stand for witnesses' keys, `$L` for a log's.
  static func policy(_ text: String) throws -> WitnessPolicy {
    var text = text.replacing("$L", with: try key(200, "log.example", .ed25519).description)
    for seed: UInt8 in 1...9 { text = text.replacing("$\(seed)", with: try key(seed).description) }
    return try WitnessPolicy(parsing: Array(text.utf8))
  }

  @Test("The policy of the vectors asks for one witness, who has cosigned the checkpoint of the vectors")
  func vectors() throws {
    let policy = try WitnessPolicy(parsing: Vectors.bytes("policy"))
    #expect(policy.logs.map(\.key.description) == [try Vectors.text("log_vkey")])
    #expect(policy.witnesses.map(\.name) == ["be1"])
    #expect(policy.witnesses[0].key.description == (try Vectors.text("witness_vkey")))
    #expect(policy.majority?.count == 1)
    let note = try SignedNote(parsing: Vectors.bytes("checkpoint"))
    #expect(policy.isMet(by: Set(try note.verified(by: policy.witnesses.map(\.key)))))
    #expect(!policy.isMet(by: []))
  }

  static let nested = """
      # two of X, one of Y
    log $L https://log.example/
    witness X1 $1 https://x.example/1
    witness X2\t$2
    witness X3 $3

    group X 2 X1 X2 X3
    witness Y1 $4
    witness Y2 $5
    group Y any Y1 Y2
    group both all X Y
    quorum both

    """

  @Test("Groups within groups count as the specification's example says, over every set of witnesses")
  func groups() throws {
    let policy = try Self.policy(Self.nested)
    #expect(policy.witnesses.map(\.url) == ["https://x.example/1", nil, nil, nil, nil])
    #expect(policy.logs[0].url == "https://log.example/")
    #expect(policy.majority == nil)
    let keys = try (1...5).map { seed in try Self.key(UInt8(seed)) }
    for set in 0..<32 {
      let signers = Set(keys.indices.filter { set >> $0 & 1 == 1 }.map { keys[$0] })
      let isMet = (set & 7).nonzeroBitCount >= 2 && set >> 3 != 0
      #expect(policy.isMet(by: signers) == isMet, "\(set)")
    }
  }

  @Test(
    "A quorum is a number of a list where it can be",
    arguments: [
      ("witness a $1\nquorum none\n", 1, 0), ("witness a $1\nwitness b $2\nquorum b\n", 1, 1),
      ("witness a $1\nwitness b $2\nwitness c $3\ngroup g 2 c a\nquorum g\n", 2, 2), ("quorum none\n", 0, 0),
    ])
  func majority(text: String, voices: Int, count: Int) throws {
    let majority = try #require(try Self.policy(text).majority)
    #expect(majority.of.count == voices && majority.count == count)
  }

  @Test(
    "A fault names its line",
    arguments: [
      ("quorum a\n", "line 1"), ("witness a $1\nquorum a", "newline"), ("witness a $1\n", "no quorum line"),
      ("witness a $1\nquorum a\nquorum a\n", "line 3"), ("witness none $1\nquorum none\n", "line 1"),
      ("witness a $1\nwitness a $2\nquorum a\n", "line 2"), ("witness a $1\nwitness b $1\nquorum a\n", "line 2"),
      ("witness a $L\nquorum a\n", "line 1"), ("log $1\nquorum none\n", "line 1"),
      ("log $L\nlog $L x\nquorum none\n", "line 2"), ("witness a\nquorum none\n", "line 1"),
      ("witness a $1 u v\nquorum none\n", "line 1"), ("witness a $1\ngroup g 2 a\nquorum g\n", "line 2"),
      ("witness a $1\ngroup g 0 a\nquorum g\n", "line 2"), ("witness a $1\ngroup g 01 a\nquorum g\n", "line 2"),
      ("witness a $1\ngroup g any\nquorum g\n", "line 2"), ("witness a $1\ngroup g any none\nquorum g\n", "line 2"),
      ("witness a $1\ngroup g any a a\nquorum g\n", "line 2"), ("group g any g\nquorum g\n", "line 1"),
      ("witness a $1\ngroup g any a\ngroup h any a\nquorum h\n", "line 3"), ("WITNESS a $1\nquorum none\n", "line 1"),
      ("witness a $1\r\nquorum a\n", "line 1"), ("witness a garbage\nquorum a\n", "line 1"),
      ("witness \u{E4} $1\nwitness a\u{308} $2\nquorum \u{E5}\n", "line 3"),
    ])
  func faults(text: String, place: String) throws {
    do {
      _ = try Self.policy(text)
      Issue.record("was read: \(text)")
    } catch let error as NoteError {
      #expect(error.description.contains(place), "\(error)")
    }
  }

  @Test("Names are bytes: two spellings of a letter are two names")
  func names() throws {
    let policy = try Self.policy("witness \u{E4} $1\nwitness a\u{308} $2\ngroup g all \u{E4} a\u{308}\nquorum g\n")
    #expect(policy.majority?.count == 2)
  }

  @Test("A policy of a megabyte or of more witnesses than a note has room for is refused")
  func limits() throws {
    #expect(throws: NoteError.self) { try WitnessPolicy(parsing: [UInt8](repeating: 10, count: 1 << 20 + 1)) }
    var text = ""
    for number in 1...100 {
      let key = try VerifierKey(
        name: "w", algorithm: .cosignature,
        key: SigningKey(seed: [UInt8](repeating: UInt8(number), count: 32)).publicKey)
      text += "witness w\(number) \(key)\n"
      let most = Array((text + "quorum none\n").utf8)
      if number == 99 { #expect(try WitnessPolicy(parsing: most).witnesses.count == 99) }
      if number == 100 { #expect(throws: NoteError.self) { try WitnessPolicy(parsing: most) } }
    }
  }
}
