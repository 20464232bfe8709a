// SPDX-License-Identifier: GPL-3.0-or-later
internal import CXML2

extension XMLElement {
  /// libxml2 sets up tables of its own before the first document; once, before any thread.
  private static let isReady: Void = xmlInitParser()

  /// Parses a document in UTF-8 without a document type, with libxml2's reader; gives its root.
  ///
  /// No network, no entities but the five of XML, no file but these bytes. Time and memory are proportional to them.
  public init(parsing bytes: [UInt8], limits: XMLLimits = .standard) throws(XMLError) {
    var prologue = XMLPrologue(bytes, limits: limits)
    try prologue.check()
    _ = Self.isReady
    xmlResetLastError()
    guard bytes.count <= Int(Int32.max) else {
      throw .malformed(line: 1, column: 1, reason: "larger than libxml2 reads")
    }
    let options =
      XML_PARSE_NONET.rawValue | XML_PARSE_NOERROR.rawValue | XML_PARSE_NOWARNING.rawValue
      | XML_PARSE_BIG_LINES.rawValue
    let root: Result<XMLElement, XMLError> = bytes.withUnsafeBytes { buffer in
      guard
        let reader = xmlReaderForMemory(
          buffer.assumingMemoryBound(to: CChar.self).baseAddress, Int32(buffer.count), nil, "UTF-8", Int32(options))
      else { return .failure(.malformed(line: 1, column: 1, reason: "libxml2 did not begin")) }
      defer { xmlFreeTextReader(reader) }
      do throws(XMLError) { return .success(try Self.root(reader, limits)) } catch { return .failure(error) }
    }
    self = try root.get()
  }

  private static func root(_ reader: xmlTextReaderPtr, _ limits: XMLLimits) throws(XMLError) -> XMLElement {
    var open: [XMLElement] = []
    var root: XMLElement?
    var elements = 0
    while true {
      let outcome = xmlTextReaderRead(reader)
      guard outcome == 1 else {
        if outcome == 0, let root { return root }
        throw fault()
      }
      switch UInt32(xmlTextReaderNodeType(reader)) {
      case XML_READER_TYPE_ELEMENT.rawValue:
        elements += 1
        guard elements <= limits.elements else { throw .tooManyElements(limit: limits.elements) }
        let element = element(reader)
        guard open.count < limits.depth else { throw .tooDeep(line: element.line, limit: limits.depth) }
        if xmlTextReaderIsEmptyElement(reader) == 1 {
          close(element, &open, &root)
        } else {
          open.append(element)
        }
      case XML_READER_TYPE_END_ELEMENT.rawValue:
        guard let element = open.popLast() else { throw fault() }
        close(element, &open, &root)
      case XML_READER_TYPE_TEXT.rawValue, XML_READER_TYPE_CDATA.rawValue:
        guard !open.isEmpty, let text = xmlTextReaderConstValue(reader) else { continue }
        open[open.count - 1].text += string(text)
      case XML_READER_TYPE_DOCUMENT_TYPE.rawValue, XML_READER_TYPE_ENTITY_REFERENCE.rawValue:
        // The prologue's check lets none through.
        throw .documentType(line: line(reader))
      default: continue
      }
    }
  }

  private static func close(_ element: XMLElement, _ open: inout [XMLElement], _ root: inout XMLElement?) {
    if open.isEmpty { root = element } else { open[open.count - 1].children.append(element) }
  }

  private static func element(_ reader: xmlTextReaderPtr) -> XMLElement {
    let name = xmlTextReaderConstLocalName(reader).map(string) ?? ""
    let namespace = xmlTextReaderConstNamespaceUri(reader).map(string) ?? ""
    let line = line(reader)
    var attributes: [(name: String, value: String)] = []
    if xmlTextReaderHasAttributes(reader) == 1 {
      while xmlTextReaderMoveToNextAttribute(reader) == 1 {
        guard xmlTextReaderIsNamespaceDecl(reader) != 1, xmlTextReaderConstNamespaceUri(reader) == nil,
          let name = xmlTextReaderConstLocalName(reader), let value = xmlTextReaderConstValue(reader)
        else { continue }
        attributes.append((string(name), string(value)))
      }
      xmlTextReaderMoveToElement(reader)
    }
    return XMLElement(name: name, namespace: namespace, line: line, attributes: attributes)
  }

  private static func line(_ reader: xmlTextReaderPtr) -> Int {
    xmlTextReaderCurrentNode(reader).map { Int(xmlGetLineNo($0)) } ?? 0
  }

  private static func string(_ text: UnsafePointer<xmlChar>) -> String {
    String(decodingCString: text, as: UTF8.self)
  }

  private static func fault() -> XMLError {
    guard let error = xmlGetLastError() else {
      return .malformed(line: 1, column: 1, reason: "libxml2 gave no reason")
    }
    var reason = error.pointee.message.map { String(cString: $0) } ?? ""
    while reason.last?.isWhitespace == true { reason.removeLast() }
    return .malformed(line: Int(error.pointee.line), column: Int(max(1, error.pointee.int2)), reason: reason)
  }
}
