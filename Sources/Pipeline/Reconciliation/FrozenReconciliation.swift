// SPDX-License-Identifier: GPL-3.0-or-later
import CanonicalJSON
import DurableFiles
import Ledger
import Reconciliation
import Settings
import Signing

/// Everything that decides what a batch of scans is found to be, as bytes in the store: the recipe, whom the reader
/// trusted and how far each of their ledgers went when the batch was opened.
struct FrozenReconciliation {
  /// One chamber as it was trusted.
  fileprivate struct Issuer {
    enum Ledger {
      case none
      case own(checkpoint: Digest)
      case published(checkpoint: Digest)
      case unusable(String)
    }

    var id: String
    /// Its trust entry.
    var entry: Digest
    var ledger: Ledger
  }

  let recipe: ReconciliationRecipe
  let recipeFile: String
  /// The bytes that the entry `batch.open` hashes.
  let bytes: [UInt8]
  private let issuers: [Issuer]

  /// Reads recipe and trust folder into the store. Ledgers that are relied on are remembered: from now on an older or
  /// another history of theirs is refused.
  init(freezing path: String, overrides: [Override], of workspace: Workspace, into store: ByteStore) throws {
    let yaml = try DurableFile.read(path, limit: 1 << 20)
    recipe = try ReconciliationRecipe(yaml: yaml, file: path, overrides: overrides)
    recipeFile = FileFinder.name(of: path)
    let trust = try TrustFolder(reading: workspace.trust)
    issuers = try trust.entries.map { entry in
      let file = "\(workspace.trust)/\(entry.issuer).json"
      let digest = try store.put(try DurableFile.read(file, limit: TrustEntry.longestFile))
      let ledger: Issuer.Ledger
      switch trust.ledger(of: entry.issuer) {
      case .none: ledger = .none
      case .unusable(let reason): ledger = .unusable(reason)
      case .own(let own): ledger = .own(checkpoint: try store.put(own.note.bytes))
      case .published(let copy):
        ledger = .published(checkpoint: try store.put(copy.note.bytes))
        try SeenCheckpoints(workspace).remember(copy.note, copy.checkpoint, of: entry.issuer)
      }
      return Issuer(id: entry.issuer, entry: digest, ledger: ledger)
    }
    let recipeManifest: JSONValue = [
      "file": .string(recipeFile), "yaml": .string(try store.put(yaml).hex),
      "set": .array(overrides.map { .string($0.text) }),
    ]
    let configuration: JSONValue = [
      "pipeline": .string(PipelineKind.reconciliation.rawValue),
      "recipe": .string(try store.put(recipeManifest.canonicalBytes).hex),
      "trust": .string(try store.put(JSONValue.array(issuers.map(\.json)).canonicalBytes).hex),
      "version": .string(Certmill.version),
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
    recipeFile = try recipe.text("file")
    self.recipe = try ReconciliationRecipe(
      yaml: store.get(recipe.digest("yaml")), file: recipeFile, overrides: overrides)
    self.bytes = bytes
    let issuers = try JSONValue(parsing: store.get(root.digest("trust")), limits: JSONLimits(bytes: 1 << 26)).array
    self.issuers = try (issuers ?? []).map { try Issuer(Frozen($0, batch: batch)) }
  }

  /// Whom the batch trusts; the ledgers are read as far as they went when it was opened.
  func trust(of workspace: Workspace, _ store: ByteStore) throws -> TrustFolder {
    var entries: [TrustEntry] = []
    var ledgers: [String: TrustFolder.LedgerCopy] = [:]
    for issuer in issuers {
      let file = "\(workspace.trust)/\(issuer.id).json"
      let entry = try TrustEntry(parsing: try store.get(issuer.entry), file: file)
      entries.append(entry)
      switch issuer.ledger {
      case .none: break
      case .unusable(let reason): ledgers[issuer.id] = .unusable(reason)
      case .own(let digest):
        let note = try SignedNote(parsing: try store.get(digest))
        // The recorder has read the whole file against a later checkpoint.
        ledgers[issuer.id] = .own(
          OwnLedger(verified: workspace.ledgerFolder, note: note, checkpoint: try Checkpoint(parsing: note.text)))
      case .published(let digest):
        let source = FrozenLedger(name: "\(workspace.trust)/\(issuer.id)", checkpoint: try store.get(digest))
        do throws(LedgerError) {
          ledgers[issuer.id] = .published(try entry.ledger.ledger(in: source))
        } catch {
          ledgers[issuer.id] = .unusable(error.description)
        }
      }
    }
    return try TrustFolder(entries, ledgers: ledgers)
  }
}

/// A published ledger in a folder, under a checkpoint of earlier than the one that stands there now.
private struct FrozenLedger: LedgerSource {
  let name: String
  let checkpoint: [UInt8]

  func read(_ path: String, limit: Int) throws(LedgerError) -> [UInt8]? {
    guard path != "checkpoint" else { return checkpoint }
    do throws(FileError) {
      return try DurableFile.read("\(name)/\(path)", limit: limit)
    } catch {
      guard error.isMissing else { throw .file(error) }
      return nil
    }
  }
}

extension FrozenReconciliation.Issuer {
  fileprivate var json: JSONValue {
    var object: JSONObject = ["entry": .string(entry.hex), "issuer": .string(id)]
    switch ledger {
    case .none: break
    case .own(let digest): object["own"] = .string(digest.hex)
    case .published(let digest): object["published"] = .string(digest.hex)
    case .unusable(let reason): object["unusable"] = .string(reason)
    }
    return .object(object)
  }

  fileprivate init(_ frozen: Frozen) throws {
    id = try frozen.text("issuer")
    entry = try frozen.digest("entry")
    if let digest = try frozen.optionalDigest("own") {
      ledger = .own(checkpoint: digest)
    } else if let digest = try frozen.optionalDigest("published") {
      ledger = .published(checkpoint: digest)
    } else if let reason = try? frozen.text("unusable") {
      ledger = .unusable(reason)
    } else {
      ledger = .none
    }
  }
}
