// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
import Pipeline
import Trade

struct SpoilCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "spoil",
    abstract: "Takes sheets that went wrong in the printer out of use; their codes are told as spoiled from then on.")

  @Argument(help: "The certificate's number; with --stock it is known.") var number: String?
  @OptionGroup var place: WorkspaceOption
  @Option(help: "The copy, from 1.") var copy: Int?
  @Option(help: "The sheet of it, from 1; default: all.") var sheet: Int?
  @Option(help: "Serial of the security paper that the sheet is on.") var stock: String?
  @Option(help: "Why; auditors read it.") var reason: String
  @OptionGroup var moment: MomentOption

  func validate() throws {
    guard (number == nil) != (stock == nil) else {
      throw ValidationError("give either NUMBER with --copy, or --stock SERIAL")
    }
    if number != nil, copy == nil { throw ValidationError("--copy N is needed: which of the copies was spoiled") }
  }

  func run() throws {
    let spoiling = Spoiling(try moment.desk(of: place))
    let sheet: Spoiling.Sheet
    if let stock {
      guard let serial = StockSerial(stock) else { throw DeskError.serial(stock) }
      sheet = try spoiling.spoil(stock: serial, reason: reason)
    } else {
      sheet = try spoiling.spoil(number ?? "", copy: copy ?? 1, sheet: self.sheet, reason: reason)
    }
    Terminal.out(
      "\(sheet.number) copy \(sheet.copy)\(sheet.sheet.map { " sheet \($0)" } ?? ""): spoiled"
        + (sheet.stock.isEmpty ? "" : ", paper \(sheet.stock.joined(separator: " "))")
        + "; destroy it. `certmill reprint \(sheet.number)` makes a new copy")
  }
}
