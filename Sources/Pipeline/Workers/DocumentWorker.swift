// SPDX-License-Identifier: GPL-3.0-or-later
import CanonicalJSON
import Certificates
import Decisions
import DurableFiles
import PDF
import Paper
import Printing
import Signing
import Submissions
import Trade
import Validation
public import Workers

/// Kinds of jobs of a ``DocumentWorker``.
enum JobKind: UInt8 {
  /// Bytes of an application → ``Examined``.
  case examine = 1
  /// → the constant bytes that every PDF of the template begins with.
  case prefix
  /// Certificate and seals → ``Stamped``.
  case stamp
  /// A PDF → a picture of its first page, PNG.
  case picture
  /// Paths of certificates' PDFs in the store → one print run file.
  case printRun
}

/// The part of a batch that meets bytes from outside and draws pages, in a process of its own: it parses, validates,
/// fits, decides by the policy, stamps and proofs. It has no keys, no state and no outputs.
public struct DocumentWorker: ~Copyable, WorkerProgram {
  private let setUp: WorkerSetUp
  private let books: [RuleBook]
  private let policy: Policy
  private let codeLists: CodeLists
  private var stamper: Stamper
  private var proof: Proof

  public init(setUp bytes: [UInt8]) throws {
    let setUp = try WorkerSetUp(parsing: bytes)
    var lists: [String: [UInt8]] = [:]
    for (name, path) in setUp.codeLists { lists[name] = try DurableFile.read(path) }
    let codeLists = try CodeLists(files: lists)
    let books = try setUp.books.map { book in
      try RuleBook(yaml: try DurableFile.read(book.path), file: book.file, codeLists: codeLists)
    }
    let policy = try Policy(yaml: try DurableFile.read(setUp.policy), file: setUp.policyFile)
    var images: [String: [UInt8]] = [:]
    for (name, path) in setUp.images { images[name] = try DurableFile.read(path) }
    let stamper = try Stamper(
      TemplateSource(
        name: setUp.templateFile, yaml: try DurableFile.read(setUp.template),
        artwork: try setUp.artwork.map { path throws(FileError) in try DurableFile.read(path) },
        back: try setUp.back.map { path throws(FileError) in try DurableFile.read(path) }, images: images,
        fontPaths: Dictionary(uniqueKeysWithValues: setUp.fonts.map { ($0.name, $0.path) })))
    let proof = try Proof(stamper)
    self.setUp = setUp
    self.books = books
    self.policy = policy
    self.codeLists = codeLists
    self.stamper = stamper
    self.proof = proof
  }

  public mutating func answer(to job: WorkerJob) throws -> [UInt8] {
    switch JobKind(rawValue: job.kind) {
    case .examine: return try examine(job.payload).bytes
    case .prefix: return stamper.prefix
    case .stamp: return try stamp(StampJob(parsing: job.payload)).bytes
    case .picture: return try picture(job.payload)
    case .printRun: return try printRun(PrintRunJob(parsing: job.payload))
    case nil: throw PacketReader.Fault.broken
    }
  }

  private var notes: PrintNotes {
    var notes = PrintNotes(
      issuerName: setUp.issuerName, host: setUp.host, countryNames: codeLists.countryNames, issuedOn: setUp.day)
    notes.issuerCountry = setUp.issuerCountry
    notes.packageNames = codeLists.packageNames
    notes.unitNames = codeLists.unitNames
    return notes
  }

  // MARK: - receive, validate, decide

  private mutating func examine(_ bytes: [UInt8]) throws -> Examined {
    let examination = read(
      bytes, kind: SubmissionKind(sniffing: bytes), limits: SubmissionLimits(bytes: setUp.maximumBytes))
    guard let form = examination.form else {
      return refused(
        Examined(
          validation: validationEvent(examination.findings, nil), form: [], formDigest: Digest(sha256: []),
          invoices: [],
          verdict: .refuse, reason: nil, sheets: 1, copies: 0), examination.findings)
    }
    let json = FlatForm.json(form)
    let formBytes = json.canonicalBytes
    let digest = Digest(sha256: formBytes)
    var findings = examination.findings
    let book = books.first { $0.agreement == form.agreement }
    // An agreement without a rule book is judged by what every form needs: the ordinary book would ask wrongly.
    if let book { findings = examination.findings(with: book.findings(in: form, issuedOn: setUp.day)) }
    var sheets = 1
    // What no rule has bounded is not laid out: a text of 30 MB would take gigabytes to shape.
    if formBytes.count <= 1 << 18 || book != nil && !findings.contains(where: { $0.severity == .error }) {
      switch try stamper.examine(form, notes: notes) {
      case .sheets(let count): sheets = count
      case .unprintable(let faults): findings += faults
      }
    }
    var examined = Examined(
      validation: validationEvent(findings, json), form: formBytes, formDigest: digest,
      invoices: Self.invoiceKeys(of: form), verdict: .grant, reason: nil,
      missingBook: book == nil ? form.agreement : nil, sheets: sheets,
      copies: form.copies.flatMap { (1...9).contains($0) ? $0 : nil } ?? 0)
    if findings.contains(where: { $0.severity == .error }) { return refused(examined, findings) }
    switch policy.decide(form: form, findings: findings, ruleBook: book?.name) {
    case .grant: break
    case .hold(let reason): (examined.verdict, examined.reason) = (.hold, reason)
    case .refuse(let reason): (examined.verdict, examined.reason) = (.refuse, reason)
    }
    return examined
  }

  private func refused(_ examined: Examined, _ findings: [Finding]) -> Examined {
    var examined = examined
    let errors = findings.count { $0.severity == .error }
    examined.verdict = .refuse
    examined.reason = errors == 1 ? "1 error" : "\(errors) errors"
    return examined
  }

  private func validationEvent(_ findings: [Finding], _ form: JSONValue?) -> [UInt8] {
    let event: JSONValue = ["findings": .array(findings.map(\.json)), "form": form ?? .null]
    return event.canonicalBytes
  }

  /// One key an invoice: the same consignor and invoice number on another form is told to an officer.
  private static func invoiceKeys(of form: ApplicationForm) -> [Digest] {
    func folded(_ text: String) -> JSONValue {
      .string(text.lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " "))
    }
    return form.invoices.map { invoice in
      let key: JSONValue = [
        folded(form.consignor.name), .string(form.consignor.country), folded(invoice.number), .string(invoice.date),
      ]
      return Digest(sha256: key.canonicalBytes)
    }
  }

  // MARK: - stamp, proof

  private mutating func stamp(_ job: StampJob) throws -> Stamped {
    let certificate = try Certificate(parsing: job.certificate)
    let order = PrintOrder(certificate: certificate, notes: notes, seals: job.seals, attempt: job.attempt)
    let tail = try stamper.stamp(order)
    let codes = try proof.codes(in: tail).map { $0.map { String(decoding: $0, as: UTF8.self) } ?? "" }
    return Stamped(tail: tail, codes: codes, fault: try wholePageFault(order, tail, job))
  }

  /// Has poppler read some pages whole and compares their text with the certificate: what is wrong, or nothing.
  private mutating func wholePageFault(_ order: PrintOrder, _ tail: [UInt8], _ job: StampJob) throws -> String {
    guard !job.checked.isEmpty else { return "" }
    let pdf = try PDFFile(stamper.prefix + tail, name: order.certificate.number.description)
    let expected = try stamper.pageChecks(order)
    guard pdf.pageCount == expected.count else {
      return "\(expected.count) pages expected, poppler finds \(pdf.pageCount)"
    }
    for page in job.checked where expected.indices.contains(page) {
      let missing = expected[page].missing(from: try pdf.text(ofPage: page))
      // How many, not which: the lines are the trader's.
      if !missing.isEmpty, expected[page].isConclusive {
        return "page \(page + 1): \(missing.count) lines cannot be read back by poppler"
      }
    }
    if job.draws { _ = try pdf.render(page: job.checked[0], at: Resolution(dotsPerInch: 72)) }
    return ""
  }

  // MARK: - release

  private func picture(_ bytes: [UInt8]) throws -> [UInt8] {
    let pdf = try PDFFile(bytes, name: "certificate")
    return try pdf.renderColour(page: 0, at: Resolution(dotsPerInch: 50)).png() ?? []
  }

  private mutating func printRun(_ job: PrintRunJob) throws -> [UInt8] {
    var run = PrintRun(of: stamper, code: job.code, created: job.created)
    var bytes = run.begin()
    let constant = stamper.prefix.count
    for certificate in job.certificates {
      let file = try FileReader(certificate.path)
      let tail = try file.read(at: constant, count: file.size - constant)
      guard let number = CertificateNumber(certificate.number) else { throw PacketReader.Fault.broken }
      bytes += try run.append(tail, number: number, copies: 1...max(1, certificate.copies))
    }
    return try bytes + run.finish(with: &stamper)
  }
}
