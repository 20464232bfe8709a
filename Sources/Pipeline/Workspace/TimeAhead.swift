// SPDX-License-Identifier: GPL-3.0-or-later
import Trade

/// How far into the future an entry may be dated.
///
/// The ledger's times never go back: after an entry of 2062, a slip of the finger, nothing could be entered until then.
enum TimeAhead {
  /// Days after the machine's clock or the ledger's last entry, whichever is later. Both, so that batches of another
  /// time than the machine's (a demonstration, a night made up for) can follow each other.
  static let mostDays = 31

  /// The last moment that may be given; nil for an empty ledger, which a wrong time spoils for nobody.
  static func limit(now: Timestamp, last: Timestamp?) -> Timestamp? {
    last.map { Timestamp(seconds: max(now, $0).seconds + mostDays * 86_400) }
  }
}
