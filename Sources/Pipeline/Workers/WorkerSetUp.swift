// SPDX-License-Identifier: GPL-3.0-or-later
import DurableFiles
import Signing
import Submissions
import Trade

/// What a worker process of an issuing batch is told once: files in the store by path, and words of the chamber.
struct WorkerSetUp {
  var press: PressSetUp
  var codeLists: [(name: String, path: String)]
  var books: [(name: String, path: String)]
  /// Books that those build on.
  var bases: [(name: String, path: String)]
  /// The agreement whose certificate the template is; nil for the ordinary one.
  var agreement: String?
  var policy: String
  var policyFile: String
  /// Strings of the letters' second language, and their file's name; nil for English alone.
  var letters: (name: String, path: String)?
  /// Lists of names that the policy looks up, in its order.
  var lists: [(name: String, path: String)]
  /// The batch's day in the chamber's time zone.
  var day: CalendarDate
  /// Larger applications are refused unread, bytes.
  var maximumBytes: Int
  var csv: CSVDialect

  init(_ configuration: FrozenConfiguration, workspace: Workspace, store: ByteStore, day: CalendarDate) throws {
    press = try PressSetUp(configuration.template, workspace: workspace, store: store)
    codeLists = store.paths(of: configuration.rules.codeLists)
    books = configuration.rules.books.map { ($0.file, store.path(of: $0.digest)) }
    bases = configuration.rules.bases.map { ($0.file, store.path(of: $0.digest)) }
    agreement = configuration.recipe.agreement
    policy = store.path(of: configuration.policy.yaml)
    policyFile = configuration.recipe.policy
    if let digest = configuration.letters { letters = (configuration.recipe.letters ?? "", store.path(of: digest)) }
    lists = configuration.policy.lists.map { ($0.file, store.path(of: $0.digest)) }
    self.day = day
    maximumBytes = configuration.recipe.maximumBytes
    csv = configuration.recipe.csv
  }

  var bytes: [UInt8] {
    var packet = PacketWriter()
    press.write(to: &packet)
    packet.write(codeLists)
    packet.write(books)
    packet.write(bases)
    packet.write([policyFile, policy, letters?.name ?? "", letters?.path ?? "", agreement ?? ""])
    packet.write(lists)
    packet.write(day.daysSinceEpoch)
    packet.write(maximumBytes)
    csv.write(to: &packet)
    return packet.bytes
  }

  init(parsing bytes: [UInt8]) throws {
    var packet = PacketReader(bytes)
    press = try PressSetUp(from: &packet)
    codeLists = try packet.pairs()
    books = try packet.pairs()
    bases = try packet.pairs()
    let texts = try packet.texts()
    guard texts.count == 5 else { throw PacketReader.Fault.broken }
    policyFile = texts[0]
    policy = texts[1]
    letters = texts[3].isEmpty ? nil : (texts[2], texts[3])
    agreement = texts[4].isEmpty ? nil : texts[4]
    lists = try packet.pairs()
    day = CalendarDate(daysSinceEpoch: try packet.integer())
    maximumBytes = try packet.integer()
    csv = try CSVDialect(from: &packet)
  }
}

extension ByteStore {
  /// Names of files with where their bytes are, by name.
  func paths(of digests: [String: Digest]) -> [(name: String, path: String)] {
    digests.sorted { $0.key < $1.key }.map { ($0.key, path(of: $0.value)) }
  }
}
