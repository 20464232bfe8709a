// SPDX-License-Identifier: GPL-3.0-or-later
import CanonicalJSON
import DurableFiles
import Printing
import Settings
import Signing
import Trade
import Workers

/// Everything that decides what a batch of the print room does, as bytes in the store.
struct FrozenPrintRoom: Sendable {
  let recipe: PrintRecipe
  /// File name of the recipe.
  let recipeFile: String
  /// The bytes that the entry `batch.open` hashes.
  let bytes: [UInt8]
  let template: FrozenTemplate
  let codeLists: [String: Digest]

  /// Reads the recipe and all it names into the store.
  init(freezing path: String, overrides: [Override], into store: ByteStore) throws {
    let yaml = try DurableFile.read(path, limit: 1 << 20)
    recipe = try PrintRecipe(yaml: yaml, file: path, overrides: overrides)
    recipeFile = FileFinder.name(of: path)
    codeLists = try FrozenConfiguration.freezeCodeLists(
      in: [recipe.codeLists, recipe.isoCodes], recipe: path, into: store)
    template = try FrozenTemplate(
      freezing: recipe.template, fontFolders: recipe.fontFolders, recipe: path, into: store)
    let recipeManifest: JSONValue = [
      "file": .string(recipeFile), "yaml": .string(try store.put(yaml).hex),
      "set": .array(overrides.map { .string($0.text) }),
    ]
    let configuration: JSONValue = [
      "codeLists": .string(try store.put(digestsJSON(codeLists).canonicalBytes).hex),
      "pipeline": .string(PipelineKind.printRoom.rawValue),
      "recipe": .string(try store.put(recipeManifest.canonicalBytes).hex),
      "template": .string(try store.put(template.json.canonicalBytes).hex), "version": .string(Certmill.version),
    ]
    bytes = configuration.canonicalBytes
  }

  /// Reads a batch's configuration back from its `config.json` and the store.
  init(thawing bytes: [UInt8], from store: ByteStore, batch: String) throws {
    let root = try Frozen(JSONValue(parsing: bytes), batch: batch)
    let version = try root.text("version")
    guard version == Certmill.version else { throw RunError.otherVersion(batch: batch, found: version) }
    let recipe = try Frozen(JSONValue(parsing: store.get(root.digest("recipe"))), batch: batch)
    let overrides = try recipe.texts("set").map { text throws(SettingsError) in try Override(text) }
    self.recipe = try PrintRecipe(
      yaml: store.get(recipe.digest("yaml")), file: recipe.text("file"), overrides: overrides)
    recipeFile = try recipe.text("file")
    self.bytes = bytes
    template = try FrozenTemplate(Frozen(JSONValue(parsing: store.get(root.digest("template"))), batch: batch))
    codeLists = try Frozen(JSONValue(parsing: store.get(root.digest("codeLists"))), batch: batch).digests()
  }

  /// Which pipeline a batch belongs to, as its `config.json` says.
  static func kind(of bytes: [UInt8], batch: String) throws -> PipelineKind {
    guard let object = try? JSONValue(parsing: bytes).object else {
      throw RunError.brokenConfiguration(batch: batch, key: "(manifest)")
    }
    guard let name = object["pipeline"]?.string else { return .issuance }
    guard let kind = PipelineKind(rawValue: name) else {
      throw RunError.brokenConfiguration(batch: batch, key: "pipeline")
    }
    return kind
  }

  /// Worker processes that draw and read back under this template.
  func press(
    workspace: Workspace, store: ByteStore, executable: String, jobs: Int
  ) throws -> WorkerPool {
    var printer = recipe.offsetOf
    if printer == nil, let queue = recipe.printer?.name {
      let layout = try Template(yaml: try store.get(template.yaml), file: template.file)
      printer = layout.printers.contains { $0.name == queue } ? queue : nil
    }
    var packet = PacketWriter()
    try PressSetUp(template, workspace: workspace, store: store, printer: printer).write(to: &packet)
    packet.write(store.paths(of: codeLists))
    return try WorkerPool(count: jobs, executable: executable, arguments: ["worker", "print"], setUp: packet.bytes)
  }
}
