// SPDX-License-Identifier: GPL-3.0-or-later
import CanonicalJSON

/// Understands one submission as far as it can be and tells everything that is wrong with its shape.
///
/// Never throws and never gives up without a finding: bytes of any kind and any size come back as an `Examination`.
/// A CSV must hold one application (`splitCSV` parts a file of several). Runs in time and memory proportional to the
/// bytes, whatever they are.
public func read(
  _ bytes: [UInt8], kind: SubmissionKind, limits: SubmissionLimits = .standard
) -> Examination {
  if let (rule, message) = fileFault(bytes, kind: kind, limits: limits) {
    var findings = FindingList()
    findings.add(rule, message)
    return Examination(form: nil, findings)
  }
  switch kind {
  case .flatJSON:
    return readJSON(bytes, limits: limits) { json in
      var reader = FlatFormReader(limits: limits)
      let form = reader.form(json)
      return Examination(form: form, reader.findings)
    }
  case .tradeTrustJSON:
    return readJSON(bytes, limits: limits) { json in
      var reader = TradeTrustReader(limits: limits)
      let form = reader.form(json)
      return Examination(form: form, reader.findings)
    }
  case .csv:
    var reader = CSVFormReader(bytes, limits: limits)
    let form = reader.form()
    return Examination(form: form, reader.findings)
  case .ublXML, .pdf, .zip, .unknown:
    // `fileFault` has told it.
    return Examination(form: nil, findings: [])
  }
}

private func readJSON(
  _ bytes: [UInt8], limits: SubmissionLimits, _ understand: (JSONValue) -> Examination
) -> Examination {
  let skipped = bytes.starts(with: byteOrderMark) ? byteOrderMark.count : 0
  let text = skipped == 0 ? bytes : Array(bytes[skipped...])
  do {
    return understand(try JSONValue(parsing: text, limits: JSONLimits(depth: limits.depth, bytes: limits.bytes)))
  } catch {
    var findings = FindingList()
    findings.addJSON(error, in: text, skipped: skipped)
    return Examination(form: nil, findings)
  }
}
