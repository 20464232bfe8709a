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
  }

  /// Where Debian has the names of countries.
  static let isoCodes = "/usr/share/iso-codes/json/iso_3166-1.json"
  /// One page: Tesseract reads a bad one for long.
  private static let limits = WorkerLimits(cpuSeconds: 60, wallSeconds: 180)

  private let shelf: CertificateShelf
  private let countries: [String: [String]]
  private let executable: String
  private let jobs: Int

  /// - Parameters:
  ///   - trust: path of the trust folder, or of that in a chamber's workspace.
  ///   - executable: the program that serves workers when it is called with `worker paper`.
  init(trust: String, executable: String, jobs: Int) throws {
    shelf = try CertificateShelf(trust: trust)
    countries = try CountryNames(isoCodes: try DurableFile.read(Self.isoCodes, limit: 1 << 22)).names
    self.executable = executable
    self.jobs = jobs
  }

  /// One finding a page, in their order.
  func findings(on pages: [Page]) throws -> [SheetFinding] {
    guard !pages.isEmpty else { return [] }
    var pool = try WorkerPool(
      count: min(jobs, pages.count), executable: executable, arguments: ["worker", "paper"], setUp: [],
      limits: Self.limits)
    var findings: [SheetFinding] = []
    var next = 0
    try pool.run(window: 2 * jobs) {
      guard next < pages.count else { return nil }
      defer { next += 1 }
      return WorkerJob(kind: PaperWorker.jobKind, payload: try job(pages[next]).bytes)
    } deliver: { _, outcome in
      findings.append(Self.finding(outcome))
      return .next
    }
    return findings
  }

  private func job(_ page: Page) throws -> PaperJob {
    let scan = ScanJob(
      name: page.name, source: .file(path: page.path, digest: page.digest), firstPage: page.index, pages: 1)
    func job(_ texts: [NamedText], printed: [UInt8] = []) -> PaperJob {
      PaperJob(scan: scan, code: page.code, printed: printed, texts: texts)
    }
    guard let copy = try shelf.copy(of: page.claims) else {
      return job(NamedText.texts(of: page.claims, countries: countries))
    }
    // A certificate of several sheets has each text on one of them: without its print only the seal's can be asked of all.
    let isSealAlone = copy.printed == nil && copy.certificate.sheets > 1
    return job(
      isSealAlone
        ? NamedText.texts(of: page.claims, countries: countries)
        : NamedText.texts(of: copy.certificate, countries: countries),
      printed: copy.printed ?? [])
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
