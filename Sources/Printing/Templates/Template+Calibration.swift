// SPDX-License-Identifier: GPL-3.0-or-later

extension Template {
  /// Where the mark of a calibration sheet is meant to stand, millimetres from the sheet's left and upper edges.
  public var calibrationMark: (x: Double, y: Double) {
    ((width / 20).rounded(.down) * 10, (height / 20).rounded(.down) * 10)
  }

  /// The offset of a printer whose calibration sheet, printed without any offset, has its mark at these millimetres from
  /// the left and upper edges.
  ///
  /// Throws for a measure that no printer explains, or an offset that moves what is printed off the sheet.
  public func calibrated(_ printer: String, measuredX: Double, measuredY: Double) throws(PrintingError) -> Printer {
    let mark = calibrationMark
    func hundredth(_ value: Double) -> Double { (value * 100).rounded() / 100 }
    let offset = Printer(name: printer, x: hundredth(mark.x - measuredX), y: hundredth(mark.y - measuredY), line: 0)
    let place = "printers.\(printer)"
    guard offset.x.magnitude <= Self.mostOffset, offset.y.magnitude <= Self.mostOffset else {
      throw .layout(
        file: file, line: 0, place: place,
        problem:
          "measured \(millimetreWords(measuredX)), \(millimetreWords(measuredY)) mm, the mark is meant to stand at "
          + "\(millimetreWords(mark.x)), \(millimetreWords(mark.y)) mm, at most \(millimetreWords(Self.mostOffset)) mm off; "
          + "measure from the sheet's left and upper edges, with the sheet as it is read")
    }
    if let fault = offsetFault(x: offset.x, y: offset.y, line: 0, place: place) {
      throw .layout(file: file, line: 0, place: place, problem: fault.problem)
    }
    return offset
  }

  /// More is no printer's error but a wrong tray or a wrong sheet, millimetres.
  static let mostOffset = 50.0
}

extension Template.Printer {
  /// The line to be put under `printers:` of the template.
  public var yamlLine: String {
    let isPlain =
      name.first?.isLetter == true
      && name.utf8.allSatisfy { byte in
        byte >= 48 && byte <= 57 || byte >= 65 && byte <= 90 || byte >= 97 && byte <= 122 || byte == 45 || byte == 95
      }
    let key = isPlain ? name : "\"" + name.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
    return "\(key): { x: \(millimetreWords(x)), y: \(millimetreWords(y)) }"
  }
}
