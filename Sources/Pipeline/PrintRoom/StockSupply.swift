// SPDX-License-Identifier: GPL-3.0-or-later
import Trade

/// The serials of one kind of security paper that are still to be used, in the order of the stack.
///
/// A run goes on behind the last serial that was used, so that what was left out stays a gap that can be seen; `from`
/// begins elsewhere. Void serials are passed over.
struct StockSupply {
  let kind: String
  private var free: [StockRange] = []

  /// What is left for a batch; its own sheets count as free, so that a resumed batch takes the same again.
  init(kind: String, from first: StockSerial?, of state: State, besides batch: String = "") throws {
    self.kind = kind
    let ranges = try state.stockRanges(kind: kind).map(\.range)
    guard !ranges.isEmpty else { throw StockError.unknownKind(kind, known: try state.stockRanges().map(\.kind)) }
    let voids = try state.stockVoids().map(\.range)
    var start = first
    if let first {
      guard ranges.contains(where: { $0.contains(first) }) else { throw StockError.notOfKind(first, kind: kind) }
      if let sheet = try state.sheet(onStock: first.description), try !state.isOf(batch, sheet) {
        throw DeskError.stockUsed(first.description, number: sheet.number, copy: sheet.copy)
      }
    }
    for range in ranges {
      if let first = start, !range.contains(first) { continue }
      let used = Set(try state.usedStock(in: range, besides: batch))
      func isTaken(_ serial: StockSerial) -> Bool { used.contains(serial) || voids.contains { $0.contains(serial) } }
      var place = 0
      if let first = start {
        place = first.value - range.first.value
        start = nil
      } else if let last = (0..<range.count).last(where: { used.contains(range[$0]) }) {
        place = last + 1
      }
      let serials = (place..<range.count).lazy.map { range[$0] }.filter { !isTaken($0) }
      free += StockRange.joining(serials)
    }
  }

  var count: Int { free.reduce(0) { $0 + $1.count } }

  /// The next serials; nil where there are not so many.
  mutating func take(_ wanted: Int) -> [StockSerial]? {
    guard count >= wanted else { return nil }
    var taken: [StockSerial] = []
    while taken.count < wanted, let range = free.first {
      let number = min(wanted - taken.count, range.count)
      taken += (0..<number).map { range[$0] }
      free.removeFirst()
      if number < range.count, let rest = StockRange(first: range[number], last: range.last) {
        free.insert(rest, at: 0)
      }
    }
    return taken
  }
}

extension State {
  fileprivate func isOf(_ batch: String, _ sheet: PrintedSheet) throws -> Bool {
    try prints(of: sheet.number, in: batch).contains(sheet)
  }
}
