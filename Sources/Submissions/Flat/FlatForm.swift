// SPDX-License-Identifier: GPL-3.0-or-later
public import CanonicalJSON
public import Trade

/// The flat application form `certmill.application/1` as JSON: one object, keys named after the boxes.
///
/// Reading is strict about shape (keys, types, whole numbers, the form's version) and says nothing of contents: codes,
/// dates, decimals and lengths are validation's. Three keys may be left out although the form always writes them,
/// since nothing is guessed by it: `agreement` (null), `origin` (null) and `remarks` (empty).
public enum FlatForm {
  /// The form as far as it can be understood, and everything that is wrong with its shape.
  ///
  /// Nil only where the JSON is no application form at all. Every finding is an error: a form with findings must not
  /// be certified, its values serve to find more faults at once.
  public static func parse(_ json: JSONValue) -> (ApplicationForm?, [Finding]) {
    var reader = FlatFormReader(limits: .standard)
    let form = reader.form(json)
    return (form, reader.findings.finished())
  }

  /// The form as JSON. `agreement`, `origin` (null where nil) and `remarks` are always there; every other optional
  /// only when it has a value. `parse` reads back the same form without findings.
  public static func json(_ form: ApplicationForm) -> JSONValue {
    .object(FlatFormWriter.form(form))
  }
}
