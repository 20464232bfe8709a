// SPDX-License-Identifier: GPL-3.0-or-later
import DurableFiles
import Printing

/// What a press needs, told once: the template's files in the store by path, and words of the chamber.
struct PressSetUp {
  var templateFile: String
  var template: String
  var artwork: String?
  var back: String?
  var images: [(name: String, path: String)]
  var fonts: [(name: String, path: String)]
  var issuerName: String
  var issuerCountry: String
  var host: String
  /// The printer whose offset the template's `printers` give; nil for the template's own.
  var printer: String?

  init(_ template: FrozenTemplate, workspace: Workspace, store: ByteStore, printer: String? = nil) throws {
    self.printer = printer
    templateFile = template.file
    self.template = store.path(of: template.yaml)
    artwork = template.artwork.map { store.path(of: $0) }
    back = template.back.map { store.path(of: $0) }
    images = store.paths(of: template.images)
    fonts = store.paths(of: template.fonts)
    issuerName = workspace.settings.name
    let issuer = try workspace.issuer
    issuerCountry = issuer.country
    host = issuer.host
  }

  /// The files, read.
  func source() throws -> TemplateSource {
    var pictures: [String: [UInt8]] = [:]
    for (name, path) in images { pictures[name] = try DurableFile.read(path) }
    var source = TemplateSource(
      name: templateFile, yaml: try DurableFile.read(template),
      artwork: try artwork.map { path throws(FileError) in try DurableFile.read(path) },
      back: try back.map { path throws(FileError) in try DurableFile.read(path) }, images: pictures,
      fontPaths: Dictionary(uniqueKeysWithValues: fonts.map { ($0.name, $0.path) }))
    source.printer = printer
    return source
  }

  func write(to packet: inout PacketWriter) {
    packet.write([templateFile, template, artwork ?? "", issuerName, issuerCountry, host, printer ?? "", back ?? ""])
    packet.write(images)
    packet.write(fonts)
  }

  init(from packet: inout PacketReader) throws {
    let texts = try packet.texts()
    guard texts.count == 8 else { throw PacketReader.Fault.broken }
    templateFile = texts[0]
    template = texts[1]
    artwork = texts[2].isEmpty ? nil : texts[2]
    issuerName = texts[3]
    issuerCountry = texts[4]
    host = texts[5]
    printer = texts[6].isEmpty ? nil : texts[6]
    back = texts[7].isEmpty ? nil : texts[7]
    images = try packet.pairs()
    fonts = try packet.pairs()
  }
}
