// SPDX-License-Identifier: GPL-3.0-or-later
import CanonicalJSON
import DurableFiles
import Foundation
import HandmadePDFs
import Pipeline
import Testing
import Trade

@Suite("Templates at the desk")
struct TemplateDeskTests {
  private static let templates = TestChamber.root.appending(path: "pipelines/templates")
  private static let now = Timestamp(seconds: 1_795_000_000)

  private static func desk(_ path: String, seconds: Int = 60) -> TemplateDesk {
    TemplateDesk(path, executable: TestChamber.executable, seconds: seconds)
  }

  private static func inFolder(_ body: (URL) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "certmill-template-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try body(folder)
  }

  /// A shipped template in a folder of its own, changed; with other artwork where that is given.
  private static func copy(
    _ name: String = "ordinary-a4", into folder: URL, artwork: [UInt8]? = nil, _ change: (String) -> String = { $0 }
  ) throws -> String {
    let text = try String(contentsOf: templates.appending(path: "\(name).yaml"), encoding: .utf8)
    let file = folder.appending(path: "form.yaml")
    try change(text).write(to: file, atomically: true, encoding: .utf8)
    try FileManager.default.copyItem(
      at: templates.appending(path: "ordinary-back.pdf"), to: folder.appending(path: "ordinary-back.pdf"))
    let target = folder.appending(path: "ordinary-a4.pdf")
    if let artwork {
      try Data(artwork).write(to: target)
    } else {
      try FileManager.default.copyItem(at: templates.appending(path: "ordinary-a4.pdf"), to: target)
    }
    return file.path
  }

  private static var shipped: [String] {
    get throws {
      try FileManager.default.contentsOfDirectory(atPath: templates.path).filter { $0.hasSuffix(".yaml") }.sorted()
    }
  }

  @Test("Every shipped template is good, with Debian's fonts, and its preview is written whole")
  func good() throws {
    try Self.inFolder { folder in
      for file in try Self.shipped {
        let desk = Self.desk(Self.templates.appending(path: file).path)
        let report = try desk.check()
        #expect(report.isGood && report.faults.isEmpty, "\(report.faults)")
        let json = try #require(report.json.object)
        #expect(json["good"]?.bool == true && json["template"]?.object?["width"]?.string == "210")
        let paths = try desk.preview(into: folder.appending(path: "new/previews").path, now: Self.now)
        let name = String(file.dropLast(5))
        #expect(
          paths.map { URL(filePath: $0).lastPathComponent } == [
            "\(name)-preview.pdf", "\(name)-preview.png", "\(name)-preview-2.png",
          ])
        #expect(try DurableFile.read(paths[0]).starts(with: "%PDF-1.7".utf8))
        for path in paths.dropFirst() { #expect(try DurableFile.read(path).starts(with: [0x89, 0x50, 0x4E, 0x47])) }
      }
    }
  }

  @Test("Faults of YAML, PDF and fonts stand in one report, with where fonts were looked for")
  func faults() throws {
    try Self.inFolder { folder in
      let script = HandmadePDF.page("/MediaBox [0 0 595.28 841.89]", catalog: "/OpenAction << /S /Launch /F (x) >>")
      let path = try Self.copy(into: folder, artwork: script.bytes) {
        $0.replacing("hint:", with: "hnt:").replacing("x: 46, y: 18.4", with: "x: 100, y: 18.4")
          .replacing("NotoSansThai-Bold.ttf", with: "NoSuchFont.ttf")
      }
      let report = try Self.desk(path).check()
      #expect(!report.isGood)
      for words in [
        "unknown key \"hnt\"", "box 1 (issuer.name): x 100 to 218", "has a Launch action",
        "the font NoSuchFont.ttf is not there",
        "fonts were looked for in \(folder.path), /usr/share/fonts/truetype/noto",
      ] {
        #expect(report.faults.contains { $0.contains(words) }, "\(words) in \(report.faults)")
      }
      #expect(throws: RunError.self) { try Self.desk(path).preview(into: folder.path, now: Self.now) }
      let files = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
      #expect(files == ["form.yaml", "ordinary-a4.pdf", "ordinary-back.pdf"])
    }
  }

  @Test(
    "A worker that crashes or never ends is told, and what the YAML alone tells with it",
    arguments: [
      ("fake-crash", "crashed (signal 6), twice", 60),
      // By its CPU time, or on a busy machine by the clock.
      ("fake-loop", "was stopped after ", 1),
    ])
  func lostWorker(trouble: String, words: String, seconds: Int) throws {
    try Self.inFolder { folder in
      let pdf = HandmadePDF.page("/MediaBox [0 0 595.28 841.89]", contents: "% \(trouble)").bytes
      let path = try Self.copy(into: folder, artwork: pdf) { $0.replacing("hint:", with: "hnt:") }
      let report = try Self.desk(path, seconds: seconds).check()
      #expect(!report.isGood)
      #expect(
        report.faults.contains { $0.hasPrefix("\(path): cannot work on its files: ") && $0.contains(words) },
        "\(report.faults)")
      #expect(report.faults.contains { $0.contains("unknown key \"hnt\"") })
    }
  }

  @Test("A calibration sheet is written whole, and a measure gives the line that a printer is chosen by")
  func calibration() throws {
    try Self.inFolder { folder in
      let path = try Self.copy(into: folder)
      let sheet = folder.appending(path: "sheet.pdf").path
      try Self.desk(path).calibrationSheet(to: sheet, printer: nil, now: Self.now)
      #expect(try DurableFile.read(sheet).starts(with: "%PDF-1.7".utf8))
      let line = try Self.desk(path).calibration(of: "hp", measuredX: 99.6, measuredY: 141.2)
      #expect(line == "hp: { x: 0.4, y: -1.2 }")
      // Without the line, the printer is unknown; with it, a sheet shows whether it is right.
      let unknown = #expect(throws: RunError.self) {
        try Self.desk(path).calibrationSheet(to: sheet, printer: "hp", now: Self.now)
      }
      #expect("\(try #require(unknown))".contains("no printer \"hp\""))
      let text = try String(contentsOfFile: path, encoding: .utf8)
      try (text + "printers:\n  \(line)\n").write(toFile: path, atomically: true, encoding: .utf8)
      try Self.desk(path).calibrationSheet(to: sheet, printer: "hp", now: Self.now)
    }
  }

  @Test("A file that is not there is told, and a folder that cannot be written")
  func files() throws {
    try Self.inFolder { folder in
      #expect(throws: FileError.self) { try Self.desk(folder.appending(path: "none.yaml").path).check() }
      let path = try Self.copy(into: folder)
      let error = #expect(throws: FileError.self) {
        try Self.desk(path).preview(into: "/proc/none", now: Self.now)
      }
      #expect("\(try #require(error))".contains("/proc/none"))
      try FileManager.default.removeItem(at: folder.appending(path: "ordinary-a4.pdf"))
      #expect(try Self.desk(path).check().faults.first?.contains("the artwork ordinary-a4.pdf is not there") == true)
    }
  }
}
