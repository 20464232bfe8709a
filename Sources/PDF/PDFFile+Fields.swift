// SPDX-License-Identifier: GPL-3.0-or-later
internal import CPoppler

extension PDFFile {
  /// The fields of an AcroForm with their full names and values, page by page, each name once; empty where there is
  /// no form.
  ///
  /// A check box or radio button reads "true" or "false"; a choice its chosen items, a line feed between them.
  /// Push buttons, signatures and fields without a name are left out.
  public func formFields() throws(PDFError) -> [(name: String, value: String)] {
    var fields: [(name: String, value: String)] = []
    var places: [String: Int] = [:]
    for index in 0..<pageCount {
      let page = try openPage(index)
      defer { g_object_unref(UnsafeMutableRawPointer(page)) }
      let mapping = poppler_page_get_form_field_mapping(page)
      defer { poppler_page_free_form_field_mapping(mapping) }
      var next = mapping
      while let link = next {
        next = link.pointee.next
        guard let entry = link.pointee.data?.assumingMemoryBound(to: PopplerFormFieldMapping.self),
          let field = entry.pointee.field, let name = owned(poppler_form_field_get_name(field)), !name.isEmpty,
          let value = value(of: field)
        else { continue }
        if let place = places[name] {
          // One field shown in several places, or one of several radio buttons: on if any is.
          if value == "true" { fields[place].value = value }
        } else {
          places[name] = fields.count
          fields.append((name, value))
        }
      }
    }
    return fields
  }

  private func value(of field: OpaquePointer) -> String? {
    switch poppler_form_field_get_field_type(field) {
    case POPPLER_FORM_FIELD_TEXT:
      return owned(poppler_form_field_text_get_text(field)) ?? ""
    case POPPLER_FORM_FIELD_BUTTON:
      guard poppler_form_field_button_get_button_type(field) != POPPLER_FORM_BUTTON_PUSH else { return nil }
      return poppler_form_field_button_get_state(field) != 0 ? "true" : "false"
    case POPPLER_FORM_FIELD_CHOICE:
      let chosen = (0..<poppler_form_field_choice_get_n_items(field)).filter {
        poppler_form_field_choice_is_item_selected(field, $0) != 0
      }
      if chosen.isEmpty, poppler_form_field_choice_is_editable(field) != 0 {
        return owned(poppler_form_field_choice_get_text(field)) ?? ""
      }
      return chosen.compactMap { owned(poppler_form_field_choice_get_item(field, $0)) }.joined(separator: "\n")
    default:
      return nil
    }
  }

  /// A copy of a string of glib's, which is freed.
  private func owned(_ text: UnsafeMutablePointer<CChar>?) -> String? {
    guard let text else { return nil }
    defer { g_free(text) }
    return String(cString: text)
  }
}
