// SPDX-License-Identifier: GPL-3.0-or-later

import Testing

@testable import Printing

@Suite struct TemplateTests {
  @Test("A template that is not YAML is refused")
  func notYAML() {
    #expect(throws: PrintingError.self) { try Template(yaml: Array("]".utf8), file: "t.yaml") }
  }
}
