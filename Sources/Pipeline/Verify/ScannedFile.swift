// SPDX-License-Identifier: GPL-3.0-or-later
import DurableFiles
import Reconciliation
import Signing

/// One file of a verification, filled as its pages come back from the workers.
struct ScannedFile {
  private let path: String
  /// The place of the file among the arguments.
  private let argument: Int
  private var digest: Digest?
  private var identity: FileIdentity?
  private var found: [Draft] = []
  /// Why the file as a whole could not be looked at.
  private var fault: String?

  init(path: String, argument: Int) {
    self.path = path
    self.argument = argument
    do throws(FileError) {
      identity = try FileIdentity(of: path)
      digest = try DurableFile.digest(of: path, limit: ScanWorker.longestFile)
    } catch {
      fault = error.description
    }
  }

  /// Nil for a file that cannot be read.
  var wish: ScanRoom.Wish? {
    digest.map { ScanRoom.Wish(name: path, path: path, digest: $0) }
  }

  mutating func take(_ sight: ScanRoom.Sight) {
    switch sight {
    case .unreadable(let reason): fault = reason
    case .page(let index, _, let page):
      found += page.drafts(file: path, digest: digest, place: Draft.Place(argument: argument, page: index + 1))
    }
  }

  /// A row at least. What was seen counts only for the bytes that the digest was taken of.
  var drafts: [Draft] {
    var fault = fault
    if fault == nil, (try? FileIdentity(of: path)) != identity {
      fault = "\(path): changed while it was read; verify it again when it is complete"
    }
    guard fault == nil, !found.isEmpty else {
      return [Draft(file: path, finding: SealFinding(.unreadable, reason: fault ?? "no page found"))]
    }
    return found
  }
}
