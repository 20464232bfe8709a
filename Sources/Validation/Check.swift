// SPDX-License-Identifier: GPL-3.0-or-later
internal import Trade

/// A compiled check of one field: looks at a form and reports what is wrong.
struct Check: Sendable {
  /// Run over the form once, each item, or each invoice.
  let scope: Field.Scope
  let inspect:
    @Sendable (_ form: ApplicationForm, _ index: Int, _ issued: CalendarDate, _ report: (Fault) -> Void) -> Void

  /// A field with more faulty values than these is not looked at further: a suggestion costs a search of its list.
  private static let mostFaults = 20

  /// A check that cannot find anything: its list has not been supplied.
  static func silent(_ field: Field) -> Check {
    Check(scope: field.scope) { _, _, _, _ in }
  }

  /// A check that judges each text of a field that is not blank by itself.
  static func eachText(
    of field: Field, _ judge: @escaping @Sendable (String, CalendarDate) -> Fault?
  ) -> Check {
    Check(scope: field.scope) { form, index, issued, report in
      var faults = 0
      field.forEach(of: form, at: index) { text in
        guard faults < mostFaults, !Blank.isBlank(text), let fault = judge(text, issued) else { return }
        faults += 1
        report(fault)
      }
    }
  }
}
