// SPDX-License-Identifier: GPL-3.0-or-later
import Barcodes
import Foundation
import Paper
import Scanning

// read-scans FOLDER [X Y SIDE]: reads every picture of a folder of scans.py, with certmill's cascade knowing the place where
// the code is printed (mm), without knowing it, and with plain zbar; one line of CSV each on standard output.
var folder = URL(fileURLWithPath: CommandLine.arguments[1], isDirectory: true)
let numbers = CommandLine.arguments.dropFirst(2).compactMap(Double.init)
let place = numbers.count == 3 ? [Area(millimetresX: numbers[0], y: numbers[1], width: numbers[2], height: numbers[2])] : []

/// CPU seconds of this process.
func seconds() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}

var scanner = try SealScanner()
var zbar = try QRReader()
print("engine,file,damage,severity,dpi,expected,read,wrong,ms,step")
let lines = try String(contentsOf: folder.appendingPathComponent("manifest.csv"), encoding: .utf8).split(whereSeparator: \.isNewline)
for line in lines.dropFirst() {
  let fields = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
  let (file, resolution) = (fields[0], Resolution(dotsPerInch: Double(fields[3])!))
  let expected = Set(fields[4].split(separator: "|").map { Array($0.utf8) })
  let picture = try Netpbm(Data(contentsOf: folder.appendingPathComponent(file)))
  let page: WholePicture =
    switch picture {
    case .gray(let gray): WholePicture(gray, name: file, resolution: resolution)
    case .colours(let colours): WholePicture(colours, name: file, resolution: resolution)
    }
  func tell(_ engine: String, _ read: () throws -> (Set<[UInt8]>, String)) rethrows {
    let start = seconds()
    let (texts, step) = try read()
    let spent = (seconds() - start) * 1000
    let right = texts.intersection(expected).count
    print(
      engine, file, fields[1], fields[2], fields[3], expected.count, right, texts.count - right,
      String(format: "%.3f", spent), step, separator: ",")
  }
  for (engine, places) in [("certmill (place known)", place), ("certmill (place unknown)", [])] {
    try tell(engine) {
      let reading = try scanner.read(page, expecting: places)
      let steps = Set(reading.codes.map(\.step.rawValue)).sorted().joined(separator: "+")
      return (Set(reading.codes.map(\.text)), reading.codes.isEmpty ? "\(reading)".prefix { $0 != "(" }.description : steps)
    }
  }
  try tell("zbar") { (Set(try zbar.symbols(in: page.gray(atLeast: .full)).map(\.payload)), "") }
}
