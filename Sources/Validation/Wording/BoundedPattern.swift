// SPDX-License-Identifier: GPL-3.0-or-later

/// A pattern whose matching time is bounded by its length times the text's: no nesting, no way back.
///
/// Characters stand for themselves; `.` is any character, `[A-Z2-9]` one of a set, `[^…]` one outside it; `?`, `*`,
/// `+`, `{n}` and `{n,m}` repeat what stands before; `|` separates alternatives of the whole pattern; `\` takes away
/// a sign's meaning. The whole text must fit. Groups, anchors and look-arounds do not exist.
struct BoundedPattern: Sendable {
  /// Places that one alternative may have once its repetitions are written out.
  static let mostSlots = 120

  enum Fault: Error, Equatable, CustomStringConvertible {
    case empty, tooLong, openSet, emptySet, badRange, badCount, nothingToRepeat, group, danglingEscape

    var description: String {
      switch self {
      case .empty: "an alternative is empty"
      case .tooLong: "written out it has more than \(BoundedPattern.mostSlots) places"
      case .openSet: "\"[\" without its \"]\""
      case .emptySet: "a set without characters"
      case .badRange: "a range in a set runs backwards"
      case .badCount: "a repetition is not {n} or {n,m} with n ≤ m, both at most \(BoundedPattern.mostSlots)"
      case .nothingToRepeat: "a repetition without anything before it"
      case .group: "groups and anchors are not part of these patterns; write \\( for the character itself"
      case .danglingEscape: "\"\\\" at the end"
      }
    }
  }

  private struct Slot {
    var ranges: [ClosedRange<UInt32>]
    var isNegated = false
    var isOptional = false
    var repeats = false

    func accepts(_ value: UInt32) -> Bool {
      ranges.contains { $0.contains(value) } != isNegated
    }
  }

  private var alternatives: [[Slot]] = []

  init(_ source: String) throws(Fault) {
    var scalars = Array(source.unicodeScalars)[...]
    var slots: [Slot] = []
    /// Where the last character or set begins in `slots`; nil if there is nothing to repeat.
    var atom: Slot?
    while let scalar = scalars.popFirst() {
      switch scalar {
      case "|":
        guard !slots.isEmpty else { throw .empty }
        alternatives.append(slots)
        slots = []
        atom = nil
        continue
      case "?", "*", "+", "{":
        guard let last = atom, !slots.isEmpty else { throw .nothingToRepeat }
        slots.removeLast()
        slots += try Self.repetition(of: last, sign: scalar, from: &scalars)
        atom = nil
      case "(", ")", "^", "$": throw .group
      case "]", "}": throw .openSet
      case "[":
        let set = try Self.set(from: &scalars)
        slots.append(set)
        atom = set
      default:
        var slot = Slot(ranges: [scalar.value...scalar.value])
        if scalar == "." { slot.ranges = [0...0x10FFFF] }
        if scalar == "\\" {
          guard let literal = scalars.popFirst() else { throw .danglingEscape }
          slot.ranges = [literal.value...literal.value]
        }
        slots.append(slot)
        atom = slot
      }
      guard slots.count <= Self.mostSlots else { throw .tooLong }
    }
    guard !slots.isEmpty else { throw .empty }
    alternatives.append(slots)
  }

  func matches(_ text: String) -> Bool {
    alternatives.contains { Self.matches($0, text) }
  }

  /// Bit i of the set: the text so far can have brought us before slot i.
  private static func matches(_ slots: [Slot], _ text: String) -> Bool {
    func opened(_ states: UInt128) -> UInt128 {
      var states = states
      for (index, slot) in slots.enumerated() where slot.isOptional && states >> index & 1 == 1 {
        states |= 1 << UInt128(index + 1)
      }
      return states
    }
    var states = opened(1)
    for scalar in text.unicodeScalars {
      var next: UInt128 = 0
      for (index, slot) in slots.enumerated() where states >> index & 1 == 1 && slot.accepts(scalar.value) {
        next |= 1 << UInt128(slot.repeats ? index : index + 1)
      }
      guard next != 0 else { return false }
      states = opened(next)
    }
    return states >> slots.count & 1 == 1
  }

  private static func repetition(
    of slot: Slot, sign: Unicode.Scalar, from scalars: inout ArraySlice<Unicode.Scalar>
  ) throws(Fault) -> [Slot] {
    var optional = slot
    optional.isOptional = true
    var loop = optional
    loop.repeats = true
    switch sign {
    case "?": return [optional]
    case "*": return [loop]
    case "+": return [slot, loop]
    default:
      guard let close = scalars.firstIndex(of: "}") else { throw .badCount }
      let counts = scalars[scalars.startIndex..<close].split(separator: ",", omittingEmptySubsequences: false).map {
        Int(String(String.UnicodeScalarView($0))) ?? -1
      }
      scalars = scalars[(close + 1)...]
      guard let least = counts.first, let most = counts.last, counts.count <= 2, least >= 0, least <= most, most > 0,
        most <= mostSlots
      else { throw .badCount }
      return Array(repeating: slot, count: least) + Array(repeating: optional, count: most - least)
    }
  }

  private static func set(from scalars: inout ArraySlice<Unicode.Scalar>) throws(Fault) -> Slot {
    var slot = Slot(ranges: [])
    if scalars.first == "^" {
      slot.isNegated = true
      scalars.removeFirst()
    }
    while let scalar = scalars.popFirst() {
      if scalar == "]" {
        guard !slot.ranges.isEmpty else { throw .emptySet }
        return slot
      }
      let lower = scalar == "\\" ? scalars.popFirst() : scalar
      guard let lower else { throw .danglingEscape }
      if scalars.first == "-", let upper = scalars.dropFirst().first, upper != "]" {
        guard lower <= upper else { throw .badRange }
        scalars.removeFirst(2)
        slot.ranges.append(lower.value...upper.value)
      } else {
        slot.ranges.append(lower.value...lower.value)
      }
    }
    throw .openSet
  }
}
