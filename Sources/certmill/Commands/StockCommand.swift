// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
import CanonicalJSON
import Pipeline
import Trade

struct StockCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "stock",
    abstract: "Keeps count of pre-printed security paper by its serials: what came, what it bears, what is left.",
    subcommands: [Add.self, List.self, Void.self])

  struct Add: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Enters paper that came.")
    @OptionGroup var place: WorkspaceOption
    @OptionGroup var serials: SerialArguments
    @Option(help: "What a recipe's `print.stock` calls it.") var kind = "ordinary"
    @OptionGroup var moment: MomentOption

    func run() throws {
      let range = try serials.range()
      try StockDesk(moment.desk(of: place)).add(range, kind: kind)
      Terminal.out("\(range): \(range.words) of \(kind) in stock")
    }
  }

  struct Void: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Makes unused paper void: torn, misfed, lost. A sheet that bears a certificate is spoiled instead.")
    @OptionGroup var place: WorkspaceOption
    @OptionGroup var serials: SerialArguments
    @Option(help: "Why; auditors read it.") var reason: String
    @OptionGroup var moment: MomentOption

    func run() throws {
      let range = try serials.range()
      try StockDesk(moment.desk(of: place)).void(range, reason: reason)
      Terminal.out("\(range): \(range.words) void")
    }
  }

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Lists how each range stands, with the gaps in it.")
    @OptionGroup var place: WorkspaceOption
    @Flag(help: "Prints one JSON document.") var json = false

    func run() throws {
      let reports = try StockDesk.list(place.open())
      if json { return Terminal.out(.array(reports.map(\.json))) }
      guard !reports.isEmpty else { return Terminal.out("no security paper; enter it with `certmill stock add`") }
      for report in reports {
        Terminal.out(
          "\(report.kind)  \(report.range)  \(report.printed) printed (\(report.spoiled) spoiled), \(report.void) void, "
            + "\(report.free) left" + (report.next.map { ", next \($0)" } ?? ""))
        for gap in report.gaps {
          Terminal.out("  gap \(gap): neither printed nor void; find it, or `certmill stock void` it")
        }
      }
    }
  }

  struct SerialArguments: ParsableArguments {
    @Argument(help: "The first serial, such as A000001.") var first: String
    @Argument(help: "The last serial; default: the first alone.") var last: String?

    func range() throws -> StockRange {
      guard let from = StockSerial(first) else { throw DeskError.serial(first) }
      guard let to = StockSerial(last ?? first) else { throw DeskError.serial(last ?? first) }
      guard let range = StockRange(first: from, last: to) else {
        throw DeskError.serialRange(first: first, last: last ?? first)
      }
      return range
    }
  }
}

extension StockRange {
  /// `1 sheet`, `500 sheets`.
  fileprivate var words: String { "\(count) \(count == 1 ? "sheet" : "sheets")" }
}
