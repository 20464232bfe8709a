// SPDX-License-Identifier: GPL-3.0-or-later

/// Why a year's documents stay; nothing was deleted.
public enum PurgeError: Error, Equatable, CustomStringConvertible {
  case ahead(time: String, now: String)
  case notOver(Int)
  case kept(Int, years: Int, until: Int)
  case keptShorter(asked: Int, years: Int)
  case held(Int, count: Int)
  case earlier(Int, first: Int)
  case nothing(Int)

  public var description: String {
    switch self {
    case .ahead(let time, let now):
      "--at \(time): is later than this machine's clock, \(now); a year is deleted by the clock alone, as that cannot be "
        + "undone"
    case .notOver(let year): "\(year): is not over; only whole years are deleted"
    case .kept(let year, let years, let until):
      "\(year): its documents are kept for \(years) years (`keepYears` in certmill.yaml), until the end of \(until)"
    case .keptShorter(let asked, let years):
      "--keep-years \(asked): certmill.yaml keeps documents for \(years) years, which a command may only make more"
    case .held(let year, let count):
      "\(year): \(count) of its forms still wait for an officer; decide them first: `certmill review list`"
    case .earlier(let year, let first): "\(year): \(first) is still there; the oldest year goes first"
    case .nothing(let year): "\(year): this workspace has no documents of that year"
    }
  }
}
