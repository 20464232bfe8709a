// SPDX-License-Identifier: GPL-3.0-or-later
import Certificates
import DurableFiles
import PaperComparison
import Reconciliation
import Seals
import Signing
import Validation
import Workers

/// Tells of sheets whose code is good whether the paper around it is what was printed: with the certificate as it was
/// stamped, where it is at hand, else with what the certificate or its seal says.
struct PaperCheck {
  /// A page to be looked at.
  struct Page {
    /// The file in messages, and where it is.
    var name: String
    var path: String
    var digest: Digest
    /// From 0.
    var index: Int
    /// The code's text.
    var code: [UInt8]
    var claims: SealClaims
    /// PDFs that may bear the code's copy, by the issuer's ledger.
    var stamps: [Digest]
  }

  /// Where Debian has the names of countries.
  static let isoCodes = "/usr/share/iso-codes/json/iso_3166-1.json"
  /// One page: Tesseract reads a bad one for long.
  private static let limits = WorkerLimits(cpuSeconds: 60, wallSeconds: 180)

  let shelf: CertificateShelf
  private let countries: [String: [String]]
  private let executable: String
  private let jobs: Int

  /// - Parameters:
  ///   - trust: path of the trust folder, or of that in a chamber's workspace.
  ///   - executable: the program that serves workers when it is called with `worker paper`.
  init(trust: String, executable: String, jobs: Int) throws {
    shelf = try CertificateShelf(trust: trust)
    let names: [UInt8]
    do throws(FileError) { names = try DurableFile.read(Self.isoCodes, limit: 1 << 22) } catch {
      throw PaperCheckError.noCountryNames(error)
    }
    countries = try CountryNames(isoCodes: names).names
    self.executable = executable
    self.jobs = jobs
  }

  /// One finding a page, in their order; `find` gives what is at hand of a page's certificate.
  func findings(on pages: [Page], _ find: (Page) throws -> ShelfFind) throws -> [SheetFinding] {
    guard !pages.isEmpty else { return [] }
    var pool = try WorkerPool(
      count: min(jobs, pages.count), executable: executable, arguments: ["worker", "paper"], setUp: [],
      limits: Self.limits)
    var findings: [SheetFinding] = []
    var notes: [ShelfFind.Note?] = []
    var next = 0
    try pool.run(window: 2 * jobs) {
      guard next < pages.count else { return nil }
      defer { next += 1 }
      let found = try find(pages[next])
      notes.append(found.note)
      return WorkerJob(kind: PaperWorker.jobKind, payload: job(pages[next], found).bytes)
    } deliver: { index, outcome in
      var finding = Self.finding(outcome)
      if let note = notes[index] { finding.reason += "; \(note.words)" }
      findings.append(finding)
      return .next
    }
    return findings
  }

  private func job(_ page: Page, _ found: ShelfFind) -> PaperJob {
    let claims = page.claims
    let scan = ScanJob(
      name: page.name, source: .file(path: page.path, digest: page.digest), firstPage: page.index, pages: 1)
    let certificate = found.json.flatMap { try? Certificate(parsing: $0) }
    let printed = certificate == nil ? nil : found.printed
    // A certificate of several sheets has each text on one of them: without its print only the seal's can be asked of all.
    guard let certificate, printed != nil || certificate.sheets == 1 else {
      return PaperJob(
        scan: scan, code: page.code, printed: [], place: 0, texts: NamedText.texts(of: claims, countries: countries))
    }
    let isReprint = claims.copy > certificate.copies
    let sheets = certificate.sheets
    let place = (isReprint ? 0 : claims.copy - 1) * sheets + (claims.sheet ?? 1) - 1
    return PaperJob(
      scan: scan, code: page.code, printed: printed ?? [], place: place,
      places: isReprint ? sheets : certificate.copies * sheets,
      texts: NamedText.texts(of: certificate, countries: countries))
  }

  private static func finding(_ outcome: WorkerOutcome) -> SheetFinding {
    let reason: String
    switch outcome {
    case .done(let bytes):
      if let finding = try? SheetFinding(packet: bytes) { return finding }
      reason = "its worker process sent an answer that cannot be read"
    case .failed(let words): reason = words
    case .lost(let loss): reason = "\(loss)"
    }
    return SheetFinding(.byEye, reason: "the paper could not be compared: \(reason)")
  }
}
