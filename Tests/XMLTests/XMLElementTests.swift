// SPDX-License-Identifier: GPL-3.0-or-later
import Testing
import XML

@Suite("Reading XML")
struct XMLElementTests {
  static func fault(_ bytes: [UInt8]) -> XMLError? {
    do {
      _ = try XMLElement(parsing: bytes)
      return nil
    } catch { return error }
  }

  @Test("Elements come with names, namespaces, lines, attributes and text")
  func tree() throws {
    let text = """
      <?xml version="1.0" encoding="UTF-8"?>
      <!-- a = "comment" with <tags> -->
      <a:list xmlns:a="urn:a" xmlns="urn:b" lang="en">
        <item no="1">Grüße &amp; <![CDATA[<x y="1">]]></item>
        <item/>
      </a:list>
      """
    let root = try XMLElement(parsing: Array(text.utf8))
    #expect(root.name == "list" && root.namespace == "urn:a" && root.line == 3)
    #expect(root.attribute("lang") == "en" && root.attribute("xmlns") == nil)
    #expect(root.children.map(\.name) == ["item", "item"])
    #expect(root.children[0].text == #"Grüße & <x y="1">"#)
    #expect(root.children[0].namespace == "urn:b" && root.children[0].line == 4 && root.children[1].line == 5)
  }

  @Test(
    "Document types are refused, whatever they hold",
    arguments: [
      "<!DOCTYPE a><a/>",
      "<!DOCTYPE a SYSTEM \"file:///etc/passwd\"><a/>",
      "<!DOCTYPE a [<!ENTITY e SYSTEM \"http://localhost/x\">]><a>&e;</a>",
      "<!DOCTYPE a [<!ENTITY l \"ha\"><!ENTITY m \"&l;&l;&l;\">]><a>&m;</a>",
    ])
  func documentType(_ text: String) {
    #expect(Self.fault(Array("<?xml version=\"1.0\"?>\n\(text)".utf8)) == .documentType(line: 2))
  }

  @Test("An encoding other than UTF-8 is refused", arguments: ["ISO-8859-1", "UTF-16", "windows-1252"])
  func encoding(_ name: String) {
    #expect(Self.fault(Array("<?xml version='1.0' encoding='\(name)'?><a/>".utf8)) == .encoding(name))
  }

  @Test("A million attributes are refused before libxml2 compares them")
  func attributes() {
    let many = (0..<1_000_000).map { "a\($0)='1'" }.joined(separator: " ")
    #expect(Self.fault(Array("<a \(many)/>".utf8)) == .tooManyAttributes(line: 1, limit: 256))
    #expect(Self.fault(Array("<a b='====>' c=\"<>\"/>".utf8)) != .tooManyAttributes(line: 1, limit: 256))
  }

  @Test("Nesting has a limit")
  func depth() throws {
    func nested(_ levels: Int) -> [UInt8] {
      Array((String(repeating: "<a>", count: levels) + String(repeating: "</a>", count: levels)).utf8)
    }
    #expect(Self.fault(nested(65)) == .tooDeep(line: 1, limit: 64))
    #expect(Self.fault(nested(64)) == nil)
    #expect(Self.fault(Array("<r>\(String(repeating: "<a/>", count: 30))</r>".utf8)) == nil)
    #expect(throws: XMLError.tooManyElements(limit: 20)) {
      try XMLElement(
        parsing: Array("<r>\(String(repeating: "<a/>", count: 30))</r>".utf8), limits: XMLLimits(elements: 20))
    }
  }

  @Test(
    "Malformed documents are told with their place",
    arguments: [
      ("<a>\n<b></a>", 2), ("<a", 1), ("", 1), ("<a/>\n<b/>", 2), ("<a>&undefined;</a>", 1), ("<a b='1' b='2'/>", 1),
      ("<a>\u{1}</a>", 1), ("<x:a/>\n<", 2),
    ] as [(String, Int)])
  func malformed(_ text: String, _ line: Int) {
    guard case .malformed(let found, _, let reason)? = Self.fault(Array(text.utf8)) else {
      Issue.record("\(text): not told")
      return
    }
    #expect(found == line, "\(text): \(reason)")
  }
}
