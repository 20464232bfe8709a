// SPDX-License-Identifier: GPL-3.0-or-later

extension WitnessPolicy {
  /// The largest file that is read, bytes.
  public static let longestFile = 1 << 20
  /// A note holds at most so many cosignatures beside the log's own signature.
  public static let maximumWitnesses = SignedNote.maximumSignatures - 1

  /// Reads a policy strictly; a fault names its line. Names are bytes: no two spellings of a letter are one.
  public init(parsing bytes: [UInt8]) throws(NoteError) {
    guard bytes.count <= Self.longestFile else {
      throw .tooLarge(thing: "policy's bytes", limit: Self.longestFile, found: bytes.count)
    }
    guard bytes.last == 0x0A else {
      throw .malformed(thing: "policy", reason: "the last line does not end in a newline")
    }
    var reader = PolicyReader()
    for line in bytes.dropLast().split(separator: 0x0A, omittingEmptySubsequences: false) { try reader.take(line) }
    guard let quorum = reader.quorum else {
      throw .malformed(thing: "policy", reason: "no quorum line; write \"quorum none\" if no witness is asked for")
    }
    self.init(logs: reader.logs, witnesses: reader.witnesses, quorum: quorum)
  }
}

/// What the lines have defined so far.
private struct PolicyReader {
  private typealias Name = [UInt8]
  private static let none = Name("none".utf8)

  private var number = 0
  var logs: [WitnessPolicy.Log] = []
  var witnesses: [WitnessPolicy.Witness] = []
  var quorum: WitnessPolicy.Rule?
  private var rules: [Name: WitnessPolicy.Rule] = [:]
  private var members: Set<Name> = []

  private func fault(_ reason: String) -> NoteError {
    .malformed(thing: "policy", reason: "line \(number): \(reason)")
  }

  mutating func take(_ line: ArraySlice<UInt8>) throws(NoteError) {
    number += 1
    guard line.allSatisfy({ $0 == 0x09 || $0 >= 0x20 && $0 != 0x7F }) else { throw fault("a control character") }
    let words = line.split { $0 == 0x20 || $0 == 0x09 }.map(Name.init)
    guard let keyword = words.first, keyword.first != UInt8(ascii: "#") else { return }
    let rest = Array(words.dropFirst())
    switch String(decoding: keyword, as: UTF8.self) {
    case "log": try takeLog(rest)
    case "witness": try takeWitness(rest)
    case "group": try takeGroup(rest)
    case "quorum": try takeQuorum(rest)
    default: throw fault("expected \"log\", \"witness\", \"group\" or \"quorum\"")
    }
  }

  private mutating func takeLog(_ words: [Name]) throws(NoteError) {
    guard (1...2).contains(words.count) else { throw fault("expected \"log\", a key and perhaps an address") }
    let key = try key(words[0], .ed25519, "a log's key, type 1")
    guard !logs.contains(where: { $0.key.key == key.key }) else { throw fault("the key of an earlier log") }
    logs.append(.init(key: key, url: words.dropFirst().first.map(Self.text)))
  }

  private mutating func takeWitness(_ words: [Name]) throws(NoteError) {
    guard (2...3).contains(words.count) else {
      throw fault("expected \"witness\", a name, a key and perhaps an address")
    }
    let key = try key(words[1], .cosignature, "a witness's key, type 4")
    guard !witnesses.contains(where: { $0.key.key == key.key }) else { throw fault("the key of an earlier witness") }
    guard witnesses.count < WitnessPolicy.maximumWitnesses else {
      throw .tooLarge(
        thing: "policy's witnesses", limit: WitnessPolicy.maximumWitnesses, found: witnesses.count + 1)
    }
    let witness = WitnessPolicy.Witness(
      name: Self.text(words[0]), key: key, url: words.dropFirst(2).first.map(Self.text))
    try define(words[0], as: .witness(witness))
    witnesses.append(witness)
  }

  private mutating func takeGroup(_ words: [Name]) throws(NoteError) {
    guard words.count >= 3 else {
      throw fault("expected \"group\", a name, \"all\", \"any\" or a number, and its members")
    }
    let names = words.dropFirst(2)
    var rules: [WitnessPolicy.Rule] = []
    for name in names {
      rules.append(try rule(name))
      // So each witness counts in one way only.
      guard members.insert(name).inserted else { throw fault("\"\(Self.text(name))\" is a member already") }
    }
    let threshold: Int
    switch Self.text(words[1]) {
    case "all": threshold = names.count
    case "any": threshold = 1
    default:
      guard let count = Int(decimal: Self.text(words[1])), (1...names.count).contains(count) else {
        throw fault("expected \"all\", \"any\" or a number from 1 to \(names.count), the number of members")
      }
      threshold = count
    }
    try define(words[0], as: .group(threshold, rules))
  }

  private mutating func takeQuorum(_ words: [Name]) throws(NoteError) {
    guard words.count == 1 else { throw fault("expected \"quorum\" and one name") }
    guard quorum == nil else { throw fault("a second quorum line") }
    quorum = words[0] == Self.none ? WitnessPolicy.Rule.none : try rule(words[0])
  }

  private func rule(_ name: Name) throws(NoteError) -> WitnessPolicy.Rule {
    guard let rule = rules[name] else { throw fault("\"\(Self.text(name))\" is not defined on an earlier line") }
    return rule
  }

  private mutating func define(_ name: Name, as rule: WitnessPolicy.Rule) throws(NoteError) {
    guard name != Self.none, rules.updateValue(rule, forKey: name) == nil else {
      throw fault("the name \"\(Self.text(name))\" is taken")
    }
  }

  private func key(
    _ word: Name, _ algorithm: VerifierKey.Algorithm, _ expected: String
  ) throws(NoteError) -> VerifierKey {
    let key: VerifierKey
    do throws(NoteError) { key = try VerifierKey(vkey: Self.text(word)) } catch { throw fault(error.description) }
    guard key.algorithm == algorithm else { throw fault("\(expected), expected") }
    return key
  }

  private static func text(_ word: Name) -> String { String(decoding: word, as: UTF8.self) }
}
