// SPDX-License-Identifier: GPL-3.0-or-later

/// Small PDFs written by hand, object by object, so that a test says exactly what is wrong with them.
public struct HandmadePDF: Sendable {
  /// Whole objects, `N 0 obj … endobj` with a line end; object 1 is the catalog.
  private var objects: [[UInt8]] = []

  public init() {}

  public var version = "1.7"
  /// More keys of the trailer, such as /Encrypt.
  public var trailer = ""

  public var count: Int { objects.count }

  /// Adds the next object, from 1, and gives its number.
  @discardableResult
  public mutating func add(_ body: String) -> Int {
    objects.append(Array("\(objects.count + 1) 0 obj\n\(body)\nendobj\n".utf8))
    return objects.count
  }

  /// Adds a stream; `entries` are its keys but for /Length.
  @discardableResult
  public mutating func add(stream data: [UInt8], _ entries: String = "") -> Int {
    let head = "\(objects.count + 1) 0 obj\n<< \(entries) /Length \(data.count) >>\nstream\n"
    objects.append(Array(head.utf8) + data + Array("\nendstream\nendobj\n".utf8))
    return objects.count
  }

  @discardableResult
  public mutating func add(stream text: String, _ entries: String = "") -> Int {
    add(stream: Array(text.utf8), entries)
  }

  /// Adds objects that already bear their numbers, which must follow on.
  public mutating func add(finished: [[UInt8]]) {
    objects += finished
  }

  /// The file, with its table of objects.
  public var bytes: [UInt8] {
    var file = Array("%PDF-\(version)\n%\u{E2}\u{E3}\n".utf8)
    var table = "xref\n0 \(objects.count + 1)\n0000000000 65535 f \n"
    for object in objects {
      let offset = String(file.count)
      table += String(repeating: "0", count: 10 - offset.count) + offset + " 00000 n \n"
      file += object
    }
    let start = file.count
    file += Array("\(table)trailer\n<< /Size \(objects.count + 1) /Root 1 0 R \(trailer) >>\n".utf8)
    file += Array("startxref\n\(start)\n%%EOF\n".utf8)
    return file
  }

  /// The same file with all but its streams packed into one object stream, under a cross-reference stream (7.5.7-8).
  public var packed: [UInt8] {
    var file = Array("%PDF-1.5\n".utf8)
    // Type, then offset or holder, then generation or index in the holder: 1, 4 and 2 bytes.
    var entries: [[UInt8]] = [[0, 0, 0, 0, 0, 0xFF, 0xFF]]
    let holder = objects.count + 1
    var heads = ""
    var bodies: [UInt8] = []
    var index = 0
    func row(_ type: UInt8, _ second: Int, _ third: Int) -> [UInt8] {
      [type] + [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: second >> $0) }
        + [8, 0].map { UInt8(truncatingIfNeeded: third >> $0) }
    }
    for (place, object) in objects.enumerated() {
      if Self.isStream(object) {
        entries.append(row(1, file.count, 0))
        file += object
      } else {
        heads += "\(place + 1) \(bodies.count) "
        let body = object.drop { $0 != UInt8(ascii: "\n") }.dropFirst().dropLast("endobj\n".utf8.count)
        bodies += body
        entries.append(row(2, holder, index))
        index += 1
      }
    }
    entries.append(row(1, file.count, 0))
    let packed = Array(heads.utf8) + bodies
    file += Array("\(holder) 0 obj\n<< /Type /ObjStm /N \(index) /First \(heads.utf8.count)".utf8)
    file += Array(" /Length \(packed.count) >>\nstream\n".utf8) + packed + Array("\nendstream\nendobj\n".utf8)
    let start = file.count
    entries.append(row(1, start, 0))
    let table = Array(entries.joined())
    file += Array("\(holder + 1) 0 obj\n<< /Type /XRef /W [1 4 2] /Size \(holder + 2) /Root 1 0 R".utf8)
    file += Array(" /Length \(table.count) >>\nstream\n".utf8) + table + Array("\nendstream\nendobj\n".utf8)
    return file + Array("startxref\n\(start)\n%%EOF\n".utf8)
  }

  private static func isStream(_ object: [UInt8]) -> Bool {
    object.suffix(17).elementsEqual("endstream\nendobj\n".utf8.suffix(17))
  }

  /// A one-page file: catalog 1, pages 2, page 3, contents 4.
  public static func page(
    _ pageEntries: String = "/MediaBox [0 0 200 100]", catalog: String = "", contents: String = HandmadePDF.drawing,
    resources: String = "<< >>"
  ) -> HandmadePDF {
    var pdf = HandmadePDF()
    pdf.add("<< /Type /Catalog /Pages 2 0 R \(catalog) >>")
    pdf.add("<< /Type /Pages /Kids [3 0 R] /Count 1 >>")
    pdf.add("<< /Type /Page /Parent 2 0 R \(pageEntries) /Resources \(resources) /Contents 4 0 R >>")
    pdf.add(stream: contents)
    return pdf
  }

  /// Shapes that no turn or shift of the page leaves alike.
  public static let drawing = """
    0.9 0.2 0.1 rg 20 15 60 30 re f
    0.1 0.3 0.8 rg 110 40 m 150 40 l 110 90 l f
    0 0.5 0 RG 3 w 10 60 m 60 95 l S
    0 g 0 0 12 7 re f
    """
}
