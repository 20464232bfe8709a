// SPDX-License-Identifier: GPL-3.0-or-later
import DurableFiles
import Reconciliation
import Signing

/// One file of a verification, filled as its pages come back from the workers.
struct ScannedFile {
  private let path: String
  private var digest: Digest?
  private var identity: FileIdentity?
  private var pages: [FileScan.Page] = []
  /// Why the file as a whole could not be looked at.
  private var fault: String?

  /// Workers read the file themselves: its digest is taken here, since theirs could not be relied on.
  init(path: String) {
    self.path = path
    do throws(FileError) {
      identity = try FileIdentity(of: path)
      digest = try DurableFile.digest(of: path, limit: OpenScan.longestFile)
    } catch {
      fault = error.description
    }
  }

  /// Nil for a file that cannot be read.
  var source: ScanJob.Source? { digest.map { .file(path: path, digest: $0) } }

  /// What was seen counts only for the bytes that the digest was taken of.
  mutating func checkUnchanged() {
    guard fault == nil, (try? FileIdentity(of: path)) != identity else { return }
    fault = "\(path): changed while it was read; verify it again when it is complete"
  }

  /// Takes the next page, or why there is none.
  mutating func take(_ sight: PageStream.Sight) {
    switch sight {
    case .page(_, _, let page): pages.append(page)
    case .unreadable(let reason): fault = reason
    }
  }

  /// At least one; `argument` is the place of the file among the arguments.
  func drafts(file: String, argument: Int) -> [Draft] {
    guard fault == nil, !pages.isEmpty else {
      return [Draft(file: file, finding: SealFinding(.unreadable, reason: fault ?? "no page found"))]
    }
    return pages.enumerated().flatMap { index, page in
      page.drafts(file: file, digest: digest, place: Draft.Place(argument: argument, page: index + 1))
    }
  }
}
