// SPDX-License-Identifier: GPL-3.0-or-later
import Archives
import CanonicalJSON
import PDF
import XML

/// Understands one submission as far as it can be and tells everything that is wrong with its shape.
///
/// Never throws and never gives up without a finding: bytes of any kind and any size come back as an `Examination`.
/// A CSV must hold one application (`splitCSV` parts a file of several). Runs in time and memory proportional to the
/// bytes, whatever they are. `traced` asks for the places from which the fields came.
public func read(
  _ bytes: [UInt8], kind: SubmissionKind, limits: SubmissionLimits = .standard, dialect: CSVDialect = .standard,
  traced: Bool = false
) -> Examination {
  if let (rule, message) = fileFault(bytes, kind: kind, limits: limits, dialect: dialect) {
    var findings = FindingList()
    findings.add(rule, message)
    return Examination(form: nil, findings)
  }
  switch kind {
  case .flatJSON, .tradeTrustJSON, .boxJSON: return readJSON(bytes, kind: kind, limits: limits, traced: traced)
  case .csv:
    var reader = CSVFormReader(bytes, limits: limits, dialect: dialect)
    let form = reader.form()
    let sources = traced ? form.map { csvSources(of: $0, in: bytes, dialect: dialect) } : nil
    return Examination(form: form, reader.findings, sources: sources ?? [])
  case .ublXML: return readXML(bytes, limits: limits, traced: traced)
  case .pdf: return readPDF(bytes, limits: limits, traced: traced)
  case .zip: return readPackage(bytes, limits: limits, dialect: dialect, traced: traced)
  case .unknown:
    // `fileFault` has told it.
    return Examination(form: nil, findings: [])
  }
}

private func readJSON(
  _ bytes: [UInt8], kind: SubmissionKind, limits: SubmissionLimits, traced: Bool
) -> Examination {
  let skipped = bytes.starts(with: byteOrderMark) ? byteOrderMark.count : 0
  let text = skipped == 0 ? bytes : Array(bytes[skipped...])
  let json: JSONValue
  do {
    json = try JSONValue(parsing: text, limits: JSONLimits(depth: limits.depth, bytes: limits.bytes))
  } catch {
    var findings = FindingList()
    findings.addJSON(error, in: text, skipped: skipped)
    return Examination(form: nil, findings)
  }
  switch kind {
  case .tradeTrustJSON:
    var reader = TradeTrustReader(limits: limits, isTraced: traced)
    let form = reader.form(json)
    return Examination(form: form, reader.findings, sources: located(reader.trace.sources, in: text))
  case .boxJSON:
    var reader = BoxFormReader(limits: limits, isTraced: traced)
    let form = reader.form(json)
    return Examination(form: form, reader.findings, sources: located(reader.trace.sources, in: text))
  default:
    var reader = FlatFormReader(limits: limits)
    let form = reader.form(json)
    return Examination(form: form, reader.findings, sources: traced && form != nil ? JSONPlaces(text).all : [])
  }
}

private func readXML(_ bytes: [UInt8], limits: SubmissionLimits, traced: Bool) -> Examination {
  let text: [UInt8]
  switch XMLText(bytes) {
  case .text(let found): text = found
  case .fault(let rule, let message):
    var findings = FindingList()
    findings.add(rule, message)
    return Examination(form: nil, findings)
  }
  let root: XMLElement
  do {
    root = try XMLElement(parsing: text, limits: XMLLimits(depth: limits.depth))
  } catch {
    var findings = FindingList()
    findings.addXML(error)
    return Examination(form: nil, findings)
  }
  var reader = UBLReader(limits: limits, isTraced: traced)
  let form = reader.form(root)
  return Examination(form: form, reader.findings, sources: reader.trace.sources)
}

private func readPDF(_ bytes: [UInt8], limits: SubmissionLimits, traced: Bool) -> Examination {
  let filled: FilledForm
  do {
    filled = try FilledForm(reading: bytes, file: "form")
  } catch {
    var findings = FindingList()
    findings.addPDF(error)
    return Examination(form: nil, findings)
  }
  var reader = PDFFormReader(filled, limits: limits, isTraced: traced)
  let form = reader.form()
  return Examination(form: form, reader.findings, sources: reader.trace.sources)
}

/// The application of a package is read as it would be alone; a finding of it is about that file.
private func readPackage(
  _ bytes: [UInt8], limits: SubmissionLimits, dialect: CSVDialect, traced: Bool
) -> Examination {
  let package = ApplicationPackage(bytes, limits: limits, dialect: dialect)
  guard let application = package.application else { return Examination(form: nil, package.findings) }
  var examination = read(application.bytes, kind: package.kind, limits: limits, dialect: dialect, traced: traced)
  examination.enclosures = package.enclosures
  for index in examination.sources.indices {
    examination.sources[index].place = "\(application.name), \(examination.sources[index].place)"
  }
  return examination
}
