// SPDX-License-Identifier: GPL-3.0-or-later
public import CanonicalJSON
public import Trade

/// How one range of security paper stands.
public struct StockReport: Equatable, Sendable {
  public var kind: String
  public var range: StockRange
  /// Sheets that bear a certificate, the spoiled ones included.
  public var printed: Int
  public var spoiled: Int
  public var void: Int
  /// Sheets behind the last one that was used, the void ones aside.
  public var free: Int
  /// Sheets before it that were neither used nor voided: nobody has said where they are.
  public var gaps: [StockRange]
  /// The next serial that a run takes; nil for a range that is used up.
  public var next: StockSerial?

  init(kind: String, range: StockRange, used: [StockSerial], spoiled: Set<String>, voids: [StockRange]) {
    self.kind = kind
    self.range = range
    printed = used.count
    self.spoiled = used.count { spoiled.contains($0.description) }
    let taken = Set(used)
    let isVoid = (0..<range.count).map { place in voids.contains { $0.contains(range[place]) } }
    void = isVoid.count { $0 }
    let first = (0..<range.count).last { taken.contains(range[$0]) }.map { $0 + 1 } ?? 0
    free = (first..<range.count).count { !isVoid[$0] }
    next = (first..<range.count).first { !isVoid[$0] }.map { range[$0] }
    gaps = StockRange.joining(
      (0..<first).filter { !isVoid[$0] }.map { range[$0] }.filter { !taken.contains($0) })
  }

  public var json: JSONValue {
    func count(_ value: Int) -> JSONValue { .number(JSONNumber(value)) }
    return [
      "first": .string(range.first.description), "free": count(free),
      "gaps": .array(gaps.map { [.string($0.first.description), .string($0.last.description)] }),
      "kind": .string(kind), "last": .string(range.last.description),
      "next": next.map { .string($0.description) } ?? .null, "printed": count(printed), "spoiled": count(spoiled),
      "void": count(void),
    ]
  }
}
