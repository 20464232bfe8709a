// SPDX-License-Identifier: GPL-3.0-or-later
import CanonicalJSON
import DurableFiles
import Printing
import Signing

/// A template and all that hangs on it, as digests in the store.
struct FrozenTemplate: Equatable, Sendable {
  /// As the recipe names it.
  var file: String
  var yaml: Digest
  var artwork: Digest?
  var back: Digest?
  var images: [String: Digest]
  var fonts: [String: Digest]

  /// Reads the template that `recipe` names, with its artwork, pictures and fonts, into the store.
  init(freezing name: String, fontFolders: [String], recipe: String, into store: ByteStore) throws {
    let beside = FileFinder(folders: [FileFinder.folder(of: recipe)])
    let path = try beside.find(name, for: "\(recipe): template")
    let bytes = try DurableFile.read(path, limit: 1 << 22)
    let template = try Template(yaml: bytes, file: path)
    let finder = FileFinder(folders: [FileFinder.folder(of: path)] + fontFolders.map { beside.resolve($0) })
    func keep(_ name: String, _ what: String) throws -> Digest {
      try store.put(try DurableFile.read(try finder.find(name, for: "\(path): \(what)"), limit: 1 << 27))
    }
    file = name
    yaml = try store.put(bytes)
    artwork = try template.artworkFile.map { try keep($0, "artwork") }
    back = try template.back.map { try keep($0.file, "artwork of the back") }
    images = [:]
    for name in template.imageFiles { images[name] = try keep(name, "image") }
    fonts = [:]
    for name in template.fontFiles { fonts[name] = try keep(name, "font") }
  }

  var json: JSONValue {
    var object: JSONObject = [
      "file": .string(file), "yaml": .string(yaml.hex), "images": digestsJSON(images), "fonts": digestsJSON(fonts),
    ]
    if let artwork { object["artwork"] = .string(artwork.hex) }
    if let back { object["back"] = .string(back.hex) }
    return .object(object)
  }

  init(_ frozen: Frozen) throws {
    file = try frozen.text("file")
    yaml = try frozen.digest("yaml")
    artwork = try frozen.optionalDigest("artwork")
    back = try frozen.optionalDigest("back")
    images = try frozen.digests("images")
    fonts = try frozen.digests("fonts")
  }
}
