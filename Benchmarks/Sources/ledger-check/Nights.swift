// SPDX-License-Identifier: GPL-3.0-or-later
import Ledger
import Signing

/// The entries of one issuing night after the other: receive to certify of every document, then stamp and proof.
struct Nights {
  private let certificatesOfNight: Int
  private var night = 0
  private var waiting: ArraySlice<LedgerEntry> = []
  private var certified = 0

  init(certificatesOfNight: Int) {
    self.certificatesOfNight = certificatesOfNight
  }

  mutating func next(_ count: Int) -> [LedgerEntry] {
    while waiting.count < count { waiting += makeNight() }
    defer { waiting = waiting.dropFirst(count) }
    return Array(waiting.prefix(count))
  }

  private mutating func makeNight() -> [LedgerEntry] {
    night += 1
    let year = 2026 + night / 336
    let (month, day) = (night / 28 % 12 + 1, night % 28 + 1)
    // A year of 336 nights; numbers start again with each.
    if night % 336 == 0 { certified = 0 }
    let date = "\(year)\(two(month))\(two(day))"
    let time = "\(year)-\(two(month))-\(two(day))T22:00:00Z"
    func entry(_ stage: EntryStage, _ doc: String? = nil, _ number: String? = nil) -> LedgerEntry {
      let digest = Digest(sha256: Array("\(stage) \(doc ?? "") \(night)".utf8))
      return LedgerEntry(batch: date + "-01", digest: digest, doc: doc, number: number, stage: stage, time: time)
    }
    var entries = [entry(.batchOpen)]
    let certificates = (1...certificatesOfNight).map { place in
      certified += 1
      let doc = String(Digest(sha256: Array("\(year) \(certified) \(place)".utf8)).hex.prefix(16))
      return (doc: doc, number: number(certified, year: year))
    }
    for (doc, number) in certificates {
      for stage in [EntryStage.receive, .validate, .decide] { entries.append(entry(stage, doc)) }
      entries.append(entry(.certify, doc, number))
    }
    for (doc, number) in certificates { entries += [entry(.stamp, doc, number), entry(.proof, doc, number)] }
    return entries + [entry(.batchClose)]
  }

  private func two(_ value: Int) -> String { (value < 10 ? "0" : "") + String(value) }

  /// `SG-2026-0000001-H`, the check character by ISO 7064 MOD 37,36.
  private func number(_ sequence: Int, year: Int) -> String {
    let digits = String(sequence)
    let stem = "SG\(year)" + String(repeating: "0", count: 7 - digits.count) + digits
    var product = 36
    for character in stem {
      let sum = (product + (Int(String(character), radix: 36) ?? 0)) % 36
      product = (sum == 0 ? 36 : sum) * 2 % 37
    }
    let check = String((37 - product) % 36, radix: 36, uppercase: true)
    return "SG-\(year)-\(stem.suffix(7))-\(check)"
  }
}
