// SPDX-License-Identifier: GPL-3.0-or-later

extension Template {
  /// Words that forms of different agreements put differently.
  ///
  /// In `duplicate` and `replaces`, `{number}` stands for the other certificate and `{date}` for its day of issue; what
  /// is in square brackets is left out where that day is not known.
  public struct Words: Equatable, Sendable {
    /// `copy.mark` of the first copies, in order; `ORIGINAL`, or `ORIGINAL`, `DUPLICATE`, `TRIPLICATE`.
    public var copies = ["ORIGINAL"]
    /// `copy.mark` of the copies after these, before their number.
    public var furtherCopy = "COPY"
    /// `mark.retrospective`.
    public var retrospective = "ISSUED RETROSPECTIVELY"
    /// Days after the departure from which on the certificate is marked so although its form does not ask for it; nil
    /// leaves it to the form.
    public var retrospectiveAfterDays: Int?
    /// `mark.duplicate`.
    public var duplicate = "DUPLICATE of certificate {number}[ issued on {date}]"
    /// `mark.replaces`.
    public var replaces = "This certificate cancels and replaces certificate {number}[ issued on {date}]."
    /// What a ticked box bears.
    public var tick = "X"
    /// `producer` where producer and consignor are the same; empty to print name and address again.
    public var sameProducer = ""
    /// `producer` where the form names none.
    public var noProducer = ""

    /// `ORIGINAL`, `COPY 2`; copies count from 1.
    func copyMark(_ copy: Int) -> String {
      copies.indices.contains(copy - 1) ? copies[copy - 1] : "\(furtherCopy) \(copy)"
    }

    /// `duplicate` or `replaces` with another certificate's number and day of issue.
    static func filled(_ words: String, number: String, date: String?) -> String {
      var text = ""
      var rest = words[...]
      while let open = rest.firstIndex(of: "["), let close = rest[open...].firstIndex(of: "]") {
        text += rest[..<open]
        if date != nil { text += rest[rest.index(after: open)..<close] }
        rest = rest[rest.index(after: close)...]
      }
      return (text + rest).replacing("{number}", with: number).replacing("{date}", with: date ?? "")
    }
  }
}
