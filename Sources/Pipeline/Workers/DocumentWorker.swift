// SPDX-License-Identifier: GPL-3.0-or-later
import CanonicalJSON
import Certificates
import Decisions
import DurableFiles
import Letters
import PDF
import Paper
import Printing
import Signing
import Submissions
import Trade
import Validation
public import Workers

/// Kinds of jobs of a ``DocumentWorker``, the last ones of a ``PrintWorker`` too.
enum JobKind: UInt8 {
  /// Bytes of an application → ``Examined``.
  case examine = 1
  /// A PDF → a picture of its first page, PNG.
  case picture
  /// → the `RunFrame` of the template.
  case frame
  /// Certificate and seals → ``Stamped``.
  case stamp
  /// A `RunBanner` → the contents of its sheets.
  case banner
  /// An ``OrderedExamination`` → ``Examined``.
  case examineOrdered
  /// A ``LetterJob`` → ``DrawnLetter``.
  case letter
}

/// The part of a batch that meets bytes from outside and draws pages, in a process of its own: it parses, validates,
/// fits, decides by the policy, stamps and proofs. It has no keys, no state and no outputs.
public struct DocumentWorker: ~Copyable, WorkerProgram {
  private let setUp: WorkerSetUp
  private let books: RuleBooks
  private let policy: Policy
  /// Of the letters: English, and the second language if there is one.
  private let languages: [LetterStrings]
  private var press: Press

  public init(setUp bytes: [UInt8]) throws {
    let setUp = try WorkerSetUp(parsing: bytes)
    let codeLists = try CodeLists(paths: setUp.codeLists)
    let books = try RuleBooks(setUp, codeLists: codeLists)
    let policy = try Policy(yaml: try DurableFile.read(setUp.policy), file: setUp.policyFile)
      .reading(setUp.lists.map { try DurableFile.read($0.path) })
    var languages = [LetterStrings.english]
    if let file = setUp.letters {
      languages.append(try LetterStrings(yaml: try DurableFile.read(file.path), file: file.name))
    }
    let press = try Press(setUp.press, codeLists: codeLists)
    self.setUp = setUp
    self.books = books
    self.policy = policy
    self.languages = languages
    self.press = press
  }

  public mutating func answer(to job: WorkerJob) throws -> [UInt8] {
    switch JobKind(rawValue: job.kind) {
    case .examine: return try examine(job.payload).bytes
    case .examineOrdered:
      let ordered = try OrderedExamination(parsing: job.payload)
      return try examine(ordered.application, ordered).bytes
    case .picture: return try picture(job.payload)
    case .frame: return try press.frame(hasBacks: job.payload == [1]).packet
    case .stamp: return try press.stamp(StampJob(parsing: job.payload)).bytes
    case .banner: return try press.banner(RunBanner(packet: job.payload))
    case .letter: return try letter(LetterJob(packet: job.payload)).packet
    case nil: throw PacketReader.Fault.broken
    }
  }

  // MARK: - receive, validate, decide

  private mutating func examine(_ bytes: [UInt8], _ ordered: OrderedExamination? = nil) throws -> Examined {
    let examination = read(
      bytes, kind: SubmissionKind(sniffing: bytes), limits: SubmissionLimits(bytes: setUp.maximumBytes),
      dialect: setUp.csv)
    guard let form = examination.form else {
      return refused(
        Examined(
          validation: validationEvent(examination.findings, nil, examination.enclosures), form: [],
          formDigest: Digest(sha256: []),
          invoices: [],
          verdict: .refuse, reason: nil, sheets: 1, copies: 0), examination.findings)
    }
    let json = FlatForm.json(form)
    let formBytes = json.canonicalBytes
    let digest = Digest(sha256: formBytes)
    var findings = examination.findings
    let isDuplicate = ordered?.isDuplicate ?? false
    let ruling = Ruling(form, by: books, on: setUp.day, printing: setUp.agreement)
    let book = isDuplicate ? nil : ruling.book
    // An agreement without a rule book is judged by what every form needs: the ordinary book would ask wrongly.
    if let book { findings = examination.findings(with: book.findings(in: form, issuedOn: setUp.day)) }
    var sheets = 1
    // What no rule has bounded is not laid out: a text of 30 MB would take gigabytes to shape.
    let isBounded =
      formBytes.count <= 1 << 18 || isDuplicate || book != nil && !findings.contains { $0.severity == .error }
    if isBounded, ruling.isPrintable {
      switch try press.fit(form, issuedOn: setUp.day, ordered?.predecessors ?? Predecessors()) {
      case .sheets(let count): sheets = count
      case .unprintable(let faults): findings += faults
      }
    }
    var examined = Examined(
      validation: validationEvent(findings, json, examination.enclosures), form: formBytes, formDigest: digest,
      invoices: Self.invoiceKeys(of: form), verdict: .grant, reason: nil,
      missingBook: isDuplicate && ruling.isPrintable ? nil : ruling.missing, sheets: sheets,
      copies: form.copies.flatMap { (1...9).contains($0) ? $0 : nil } ?? 0)
    examined.exporter = ExporterMark(of: form)
    if findings.contains(where: { $0.severity == .error }) { return refused(examined, findings) }
    if isDuplicate {
      examined.reason = ruling.isPrintable ? nil : ruling.reason
      return examined
    }
    examined.quotas = policy.quotas(of: form)
    switch policy.decide(form: form, findings: findings, ruleBook: ruling.bookName) {
    case .grant: if let reason = ruling.reason { (examined.verdict, examined.reason) = (.hold, reason) }
    case .hold(let reason, let officers):
      examined.verdict = .hold
      examined.reason = ruling.reason.map { "\($0); \(reason)" } ?? reason
      examined.officers = officers
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

  /// With the digests of what came with the form, so that the ledger holds the papers too.
  private func validationEvent(_ findings: [Finding], _ form: JSONValue?, _ papers: [Enclosure]) -> [UInt8] {
    var event: JSONObject = ["findings": .array(findings.map(\.json)), "form": form ?? .null]
    if !papers.isEmpty { event["papers"] = .array(papers.map(\.json)) }
    return JSONValue.object(event).canonicalBytes
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

  // MARK: - release

  private mutating func letter(_ job: LetterJob) throws -> DrawnLetter {
    let texts = languages.map { LetterText(job.notice, in: $0) }
    return DrawnLetter(text: PlainLetter.text(of: texts), pdf: try press.letter(texts, created: job.created))
  }

  private func picture(_ bytes: [UInt8]) throws -> [UInt8] {
    let pdf = try PDFFile(bytes, name: "certificate")
    return try pdf.renderColour(page: 0, at: Resolution(dotsPerInch: 50)).png() ?? []
  }
}

extension CodeLists {
  /// Reads the lists' files.
  init(paths: [(name: String, path: String)]) throws {
    var files: [String: [UInt8]] = [:]
    for (name, path) in paths { files[name] = try DurableFile.read(path) }
    try self.init(files: files)
  }
}
