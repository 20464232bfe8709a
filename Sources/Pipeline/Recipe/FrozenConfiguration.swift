// SPDX-License-Identifier: GPL-3.0-or-later
import CanonicalJSON
import DurableFiles
import Letters
import Settings
import Signing
import Validation

/// Everything that decides what a batch does, as bytes in the store: a resumed run uses these, whatever has become
/// of the files since.
///
/// Recipe, rules, policy and template are each a manifest in the store (canonical JSON naming the digests of their files), so
/// that one digest stands for a YAML file and all that hangs on it: code lists, artwork, fonts, overrides.
struct FrozenConfiguration: Sendable {
  let recipe: IssuanceRecipe
  /// File name of the recipe.
  let recipeFile: String
  /// The bytes that the entry `batch.open` hashes.
  let bytes: [UInt8]
  /// What workers need: digests in the store.
  let rules: Rules
  let policy: FrozenPolicy
  let template: FrozenTemplate
  /// Strings of the letters' second language.
  let letters: Digest?

  struct Rules: Sendable {
    /// File name and digest.
    var books: [(file: String, digest: Digest)]
    /// Books that those build on, beside them.
    var bases: [(file: String, digest: Digest)] = []
    var codeLists: [String: Digest]
  }

  // MARK: - Freezing

  /// Reads the recipe and all it names into the store. A code list that the chamber has imported into its own folder
  /// goes before that of the recipe.
  init(
    freezing recipePath: String, overrides: [Override], ownLists: String, into store: ByteStore
  ) throws {
    let yaml = try DurableFile.read(recipePath, limit: 1 << 20)
    let recipe = try IssuanceRecipe(yaml: yaml, file: recipePath, overrides: overrides)
    let beside = FileFinder(folders: [FileFinder.folder(of: recipePath)])

    let rules = Rules(
      books: try recipe.ruleBooks.map { ($0, try Self.freezeBook($0, of: recipePath, into: store).digest) },
      bases: try Self.freezeBases(of: recipe.ruleBooks, recipePath, into: store),
      codeLists: try Self.freezeCodeLists(
        in: [ownLists, recipe.codeLists, recipe.isoCodes], recipe: recipePath, supplied: true, into: store))
    let policyPath = try beside.find(recipe.policy, for: "\(recipePath): policy")
    let policy = try FrozenPolicy(freezing: policyPath, recipe: recipePath, into: store)

    let files = try FrozenTemplate(
      freezing: recipe.template, fontFolders: recipe.fontFolders, recipe: recipePath, into: store)

    var manifest: JSONObject = [
      "file": .string(FileFinder.name(of: recipePath)), "yaml": .string(try store.put(yaml).hex),
      "set": .array(overrides.map { .string($0.text) }),
    ]
    letters = try recipe.letters.map { name in
      let bytes = try DurableFile.read(try beside.find(name, for: "\(recipePath): letters' strings"), limit: 1 << 20)
      // A fault is told before anything is taken in.
      _ = try LetterStrings(yaml: bytes, file: name)
      return try store.put(bytes)
    }
    if let letters { manifest["letters"] = .string(letters.hex) }
    let recipeManifest = JSONValue.object(manifest)
    let configuration: JSONValue = [
      "policy": .string(try store.put(policy.json.canonicalBytes).hex),
      "recipe": .string(try store.put(recipeManifest.canonicalBytes).hex),
      "rules": .string(try store.put(rules.json.canonicalBytes).hex),
      "template": .string(try store.put(files.json.canonicalBytes).hex), "version": .string(Certmill.version),
    ]
    self.recipe = recipe
    self.recipeFile = FileFinder.name(of: recipePath)
    self.bytes = configuration.canonicalBytes
    self.rules = rules
    self.policy = policy
    self.template = files
  }

  private static func freezeBook(
    _ name: String, of recipe: String, into store: ByteStore
  ) throws -> (digest: Digest, base: String?) {
    let path = try FileFinder(folders: [FileFinder.folder(of: recipe)]).find(name, for: "\(recipe): rule book")
    let bytes = try DurableFile.read(path, limit: 1 << 22)
    return (try store.put(bytes), try RuleShelf.base(of: bytes, file: name))
  }

  /// What the recipe's books build on and the recipe does not name itself. A circle is left to the books' reader.
  private static func freezeBases(
    of books: [String], _ recipe: String, into store: ByteStore
  ) throws -> [(file: String, digest: Digest)] {
    var bases: [(file: String, digest: Digest)] = []
    var known = Set(books)
    var waiting = books
    while let name = waiting.popLast() {
      guard let base = try freezeBook(name, of: recipe, into: store).base, known.insert(base).inserted else { continue }
      bases.append((base, try freezeBook(base, of: recipe, into: store).digest))
      waiting.append(base)
    }
    return bases.sorted { $0.file < $1.file }
  }

  /// The code lists of a recipe's folders, by name; with `supplied` also the full lists that may be missing.
  static func freezeCodeLists(
    in folders: [String], recipe: String, supplied: Bool = false, into store: ByteStore
  ) throws -> [String: Digest] {
    let beside = FileFinder(folders: [FileFinder.folder(of: recipe)])
    let finder = FileFinder(folders: folders.map { beside.resolve($0) })
    var lists: [String: Digest] = [:]
    for name in CodeLists.fileNames {
      lists[name] = try store.put(
        try DurableFile.read(try finder.find(name, for: "\(recipe): code list"), limit: 1 << 26))
    }
    for name in supplied ? CodeLists.suppliedFileNames : [] {
      guard let path = finder.optional(name) else { continue }
      lists[name] = try store.put(try DurableFile.read(path, limit: 1 << 26))
    }
    return lists
  }

  // MARK: - Thawing

  /// Reads a batch's configuration back from its `config.json` and the store.
  init(thawing bytes: [UInt8], from store: ByteStore, batch: String) throws {
    let root = try Frozen(JSONValue(parsing: bytes), batch: batch)
    let version = try root.text("version")
    guard version == Certmill.version else {
      throw RunError.otherVersion(batch: batch, found: version)
    }
    let recipe = try Frozen(JSONValue(parsing: store.get(root.digest("recipe"))), batch: batch)
    let overrides = try recipe.texts("set").map { text throws(SettingsError) in try Override(text) }
    self.recipe = try IssuanceRecipe(
      yaml: store.get(recipe.digest("yaml")), file: recipe.text("file"), overrides: overrides)
    self.recipeFile = try recipe.text("file")
    self.bytes = bytes
    self.policy = try FrozenPolicy(Frozen(JSONValue(parsing: store.get(root.digest("policy"))), batch: batch))
    self.letters = try recipe.optionalDigest("letters")
    self.rules = try Rules(Frozen(JSONValue(parsing: store.get(root.digest("rules"))), batch: batch))
    self.template = try FrozenTemplate(Frozen(JSONValue(parsing: store.get(root.digest("template"))), batch: batch))
  }
}

extension FrozenConfiguration.Rules {
  var json: JSONValue {
    [
      "bases": .array(bases.map { ["file": .string($0.file), "digest": .string($0.digest.hex)] }),
      "books": .array(books.map { ["file": .string($0.file), "digest": .string($0.digest.hex)] }),
      "codeLists": digestsJSON(codeLists),
    ]
  }

  init(_ frozen: Frozen) throws {
    books = try frozen.members("books").map { (try $0.text("file"), try $0.digest("digest")) }
    bases = try frozen.members("bases").map { (try $0.text("file"), try $0.digest("digest")) }
    codeLists = try frozen.digests("codeLists")
  }
}

/// Digests by name, the names in order.
func digestsJSON(_ digests: [String: Digest]) -> JSONValue {
  var object = JSONObject()
  for (name, digest) in digests.sorted(by: { $0.key < $1.key }) { object[name] = .string(digest.hex) }
  return .object(object)
}

/// Reads a manifest that this program wrote itself; anything unexpected is damage.
struct Frozen {
  private let object: JSONObject
  private let batch: String

  init(_ json: JSONValue, batch: String) throws {
    guard let object = json.object else { throw RunError.brokenConfiguration(batch: batch, key: "(manifest)") }
    self.object = object
    self.batch = batch
  }

  func text(_ key: String) throws -> String {
    guard let text = object[key]?.string else { throw RunError.brokenConfiguration(batch: batch, key: key) }
    return text
  }

  func optionalDigest(_ key: String) throws -> Digest? {
    guard object[key] != nil else { return nil }
    return try digest(key)
  }

  func digest(_ key: String) throws -> Digest {
    guard let digest = Digest(hex: try text(key)) else {
      throw RunError.brokenConfiguration(batch: batch, key: key)
    }
    return digest
  }

  func texts(_ key: String) throws -> [String] {
    guard let items = object[key]?.array else { throw RunError.brokenConfiguration(batch: batch, key: key) }
    return items.compactMap(\.string)
  }

  func members(_ key: String) throws -> [Frozen] {
    guard let items = object[key]?.array else { throw RunError.brokenConfiguration(batch: batch, key: key) }
    return try items.map { try Frozen($0, batch: batch) }
  }

  func digests(_ key: String) throws -> [String: Digest] {
    guard let json = object[key] else { throw RunError.brokenConfiguration(batch: batch, key: key) }
    return try Frozen(json, batch: batch).digests()
  }

  /// All members as digests.
  func digests() throws -> [String: Digest] {
    var digests: [String: Digest] = [:]
    for (name, value) in object.members {
      guard let hex = value.string, let digest = Digest(hex: hex) else {
        throw RunError.brokenConfiguration(batch: batch, key: name)
      }
      digests[name] = digest
    }
    return digests
  }
}
