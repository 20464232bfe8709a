// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
import Pipeline
import Trade

struct TemplateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "template", abstract: "Checks, previews and calibrates the layout of a certificate.",
    subcommands: [Check.self, Preview.self, Calibrate.self])

  struct Place: ParsableArguments {
    @Argument(help: "The template's YAML.") var template: String
    @Option(
      parsing: .upToNextOption,
      help: ArgumentHelp(
        "Folders where its fonts lie, after its own; default: those of Debian.", valueName: "folder"))
    var fonts: [String] = []

    var desk: TemplateDesk { TemplateDesk(template, fontFolders: fonts, executable: Surroundings.executable) }
  }

  struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Names everything that is wrong with a template and its files.",
      discussion: "Exit code 0 if it can be used, warnings or not; 1 if it cannot.")
    @OptionGroup var place: Place
    @Flag(help: "Prints one JSON document.") var json = false

    func run() throws {
      let report = try place.desk.check()
      if json {
        Terminal.out(report.json)
      } else {
        for line in report.faults { Terminal.message(line) }
        for line in report.facts { Terminal.out(line) }
      }
      guard report.isGood else { throw ExitCode(ExitStatus.usage.rawValue) }
      if !json { Terminal.out("good") }
    }
  }

  struct Preview: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Draws a template with every box full, and the outlines of the boxes, as PDF and PNG.")
    @OptionGroup var place: Place
    @Option(name: [.customShort("o"), .customLong("output")], help: "The folder to write to; made if it is not there.")
    var folder = "."

    func run() throws {
      let report = try place.desk.check()
      for line in report.faults { Terminal.message(line) }
      guard report.isGood else { throw ExitCode(ExitStatus.usage.rawValue) }
      for path in try place.desk.preview(into: folder, now: Surroundings.now) { Terminal.out(path) }
    }
  }

  struct Calibrate: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Finds how far a printer is off: a sheet to measure, then the line for the template.",
      discussion: """
        First `-o SHEET.pdf`: print it at 100 %, it says what to measure. Then `--printer NAME --measured X,Y` \
        gives the line for `printers:` of the template. `-o SHEET.pdf --printer NAME` prints a sheet that shows \
        whether that line is right.
        """)
    @OptionGroup var place: Place
    @Option(name: [.customShort("o"), .customLong("output")], help: "The sheet to write.") var sheet: String?
    @Option(help: "Name of the printer, and of its tray where that matters.") var printer: String?
    @Option(
      help: ArgumentHelp("Where the mark stands, mm from the sheet's left and upper edges.", valueName: "x,y"))
    var measured: String?

    func validate() throws {
      guard (sheet == nil) != (measured == nil) else {
        throw ValidationError("give -o SHEET.pdf for a sheet to measure, or --printer NAME --measured X,Y")
      }
      if let measured {
        guard let printer, !printer.isEmpty else { throw ValidationError("--measured needs --printer NAME") }
        guard numbers(measured) != nil else {
          throw ValidationError("--measured \(measured): expected two numbers of millimetres such as 99.6,141.2")
        }
      }
    }

    func run() throws {
      if let sheet {
        try place.desk.calibrationSheet(to: sheet, printer: printer, now: Surroundings.now)
        Terminal.out(sheet)
      } else if let printer, let (x, y) = measured.flatMap(numbers) {
        let line = try place.desk.calibration(of: printer, measuredX: x, measuredY: y)
        Terminal.out("printers:\n  \(line)")
      }
    }

    /// Two decimal numbers, at most hundredths of a millimetre; nobody measures more.
    private func numbers(_ text: String) -> (Double, Double)? {
      guard let match = text.wholeMatch(of: /(\d{1,4}(?:\.\d{1,2})?),\s*(\d{1,4}(?:\.\d{1,2})?)/),
        let x = Double(match.1), let y = Double(match.2)
      else { return nil }
      return (x, y)
    }
  }
}
