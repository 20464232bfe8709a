// SPDX-License-Identifier: GPL-3.0-or-later

public import Trade
import Typography

extension Stamper {
  /// How many sheets a form needs, or why it cannot be printed; its number is not needed for that.
  public mutating func examine(_ form: ApplicationForm, notes: PrintNotes) throws(PrintingError) -> PaperFit {
    // Every number has this many characters; a box that holds numbers never sends text to another sheet.
    let wording = Wording(form: form, notes: notes, template: template, number: "MM-2000-0000000-M")
    var findings = missingGlyphs(in: wording)
    guard findings.isEmpty else { return .unprintable(findings) }
    let (layout, misfit) = try laidOut(wording)
    if let misfit {
      findings.append(
        Finding(
          rule: "\(misfit.field.rawValue).room", severity: .error, box: Self.number(of: misfit.label),
          message: "This text does not fit its place on the certificate, even in the smallest type; shorten it.",
          field: misfit.field.rawValue, expected: "a text that fits its place in the smallest type"))
      return .unprintable(findings)
    }
    // Characters that are neither blank nor drawn by any font, which the fonts themselves do not name.
    if layout.hasUnknownGlyph {
      findings.append(
        Finding(
          rule: "text.glyph", severity: .error, box: "",
          message: "The form has a character that cannot be printed, such as a control character; take it out."))
      return .unprintable(findings)
    }
    return .sheets(layout.sheets.count)
  }

  public mutating func examine(
    _ form: ApplicationForm, issuerName: String, host: String, countryNames: [String: String], issuedOn: CalendarDate
  ) throws(PrintingError) -> PaperFit {
    try examine(
      form,
      notes: PrintNotes(issuerName: issuerName, host: host, countryNames: countryNames, issuedOn: issuedOn))
  }

  mutating func laidOut(_ wording: Wording) throws(PrintingError) -> (layout: PaperLayout, misfit: Template.Box?) {
    do {
      return try PaperLayout.of(wording, fonts: &fonts)
    } catch {
      throw .font(template: template.file, problem: "\(error)")
    }
  }

  private func missingGlyphs(in wording: Wording) -> [Finding] {
    var findings: [Finding] = []
    for box in template.boxes {
      let missing = fonts.missing(in: wording.text(of: box.field), style: box.text.fontStyle)
      for scalar in missing {
        findings.append(Self.finding(scalar, field: box.field.rawValue, box: Self.number(of: box.label), item: nil))
      }
    }
    for scalar in fonts.missing(in: wording.remarksUnderGoods, style: template.goods.text.fontStyle) {
      findings.append(
        Self.finding(
          scalar, field: BoxField.remarks.rawValue, box: Self.number(of: template.goods.label), item: nil))
    }
    for item in wording.form.items {
      for column in template.goods.columns {
        let missing = fonts.missing(
          in: wording.text(of: column.field, item: item), style: template.goods.text.fontStyle)
        for scalar in missing {
          findings.append(
            Self.finding(
              scalar, field: "item.\(column.field.rawValue)", box: Self.number(of: template.goods.label), item: item.no)
          )
        }
      }
    }
    return findings
  }

  private static func finding(_ scalar: Unicode.Scalar, field: String, box: String, item: Int?) -> Finding {
    Finding(
      rule: "\(field).glyph", severity: .error, box: box, item: item,
      message: "The character \(codePointWords(scalar)) cannot be printed: no font of the form has it. "
        + "Write the word in other letters.",
      field: field, found: codePointWords(scalar), expected: "letters that the form's fonts have")
  }

  /// `4` of `Box 4`; empty where the label has no number.
  private static func number(of label: String) -> String {
    guard let last = label.split(separator: " ").last, last.utf8.allSatisfy({ (48...57).contains($0) }) else {
      return ""
    }
    return String(last)
  }
}
