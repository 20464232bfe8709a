// SPDX-License-Identifier: GPL-3.0-or-later
import DurableFiles
import Signing
import Trade

/// What a worker process of a batch is told once: files in the store by path, and words of the chamber.
struct WorkerSetUp {
  var books: [(file: String, path: String)]
  var codeLists: [(name: String, path: String)]
  var policy: String
  var policyFile: String
  var templateFile: String
  var template: String
  var artwork: String?
  var back: String?
  var images: [(name: String, path: String)]
  var fonts: [(name: String, path: String)]
  var issuerName: String
  var issuerCountry: String
  var host: String
  /// The batch's day in the chamber's time zone.
  var day: CalendarDate
  /// Larger applications are refused unread, bytes.
  var maximumBytes: Int

  init(_ configuration: FrozenConfiguration, workspace: Workspace, store: ByteStore, day: CalendarDate) {
    func paths(_ digests: [String: Digest]) -> [(name: String, path: String)] {
      digests.sorted { $0.key < $1.key }.map { ($0.key, store.path(of: $0.value)) }
    }
    books = configuration.rules.books.map { ($0.file, store.path(of: $0.digest)) }
    codeLists = paths(configuration.rules.codeLists)
    policy = store.path(of: configuration.policy)
    policyFile = configuration.recipe.policy
    templateFile = configuration.template.file
    template = store.path(of: configuration.template.yaml)
    artwork = configuration.template.artwork.map { store.path(of: $0) }
    back = configuration.template.back.map { store.path(of: $0) }
    images = paths(configuration.template.images)
    fonts = paths(configuration.template.fonts)
    issuerName = workspace.settings.name
    issuerCountry = workspace.settings.country
    host = workspace.settings.host
    self.day = day
    maximumBytes = configuration.recipe.maximumBytes
  }

  var bytes: [UInt8] {
    var packet = PacketWriter()
    packet.write(books.flatMap { [$0.file, $0.path] })
    packet.write(codeLists.flatMap { [$0.name, $0.path] })
    packet.write([
      policyFile, policy, templateFile, template, artwork ?? "", issuerName, host, issuerCountry, back ?? "",
    ])
    packet.write(images.flatMap { [$0.name, $0.path] })
    packet.write(fonts.flatMap { [$0.name, $0.path] })
    packet.write(day.daysSinceEpoch)
    packet.write(maximumBytes)
    return packet.bytes
  }

  init(parsing bytes: [UInt8]) throws {
    var packet = PacketReader(bytes)
    func pairs() throws -> [(String, String)] {
      let texts = try packet.texts()
      return stride(from: 0, to: texts.count - 1, by: 2).map { (texts[$0], texts[$0 + 1]) }
    }
    books = try pairs().map { (file: $0.0, path: $0.1) }
    codeLists = try pairs().map { (name: $0.0, path: $0.1) }
    let texts = try packet.texts()
    guard texts.count == 9 else { throw PacketReader.Fault.broken }
    policyFile = texts[0]
    policy = texts[1]
    templateFile = texts[2]
    template = texts[3]
    artwork = texts[4].isEmpty ? nil : texts[4]
    issuerName = texts[5]
    host = texts[6]
    issuerCountry = texts[7]
    back = texts[8].isEmpty ? nil : texts[8]
    images = try pairs().map { (name: $0.0, path: $0.1) }
    fonts = try pairs().map { (name: $0.0, path: $0.1) }
    day = CalendarDate(daysSinceEpoch: try packet.integer())
    maximumBytes = try packet.integer()
  }
}
