// SPDX-License-Identifier: GPL-3.0-or-later
// Entries a second of the ledger beside those of the bare system calls, alternating on the same disk:
//   ledger-append FOLDER [ROUNDS]
import DurableFiles
import Glibc
import Ledger
import Signing

func seconds() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_MONOTONIC, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
}

func median(_ values: [Double]) -> Double { values.sorted()[values.count / 2] }

/// Entries of the form that an issuing run makes.
func group(_ size: Int, from first: Int) -> [LedgerEntry] {
  (first..<first + size).map { index in
    let digest = Digest(sha256: Array("document \(index)".utf8))
    return LedgerEntry(
      batch: "20261123-01", digest: digest, doc: String(digest.hex.prefix(16)), stage: .receive,
      time: "2026-11-23T22:00:00Z")
  }
}

guard CommandLine.arguments.count >= 2 else {
  print("usage: ledger-append FOLDER [ROUNDS]")
  exit(1)
}
let folder = CommandLine.arguments[1]
let rounds = CommandLine.arguments.count > 2 ? Int(CommandLine.arguments[2]) ?? 5 : 5
let key = try SigningKey(seed: Array(repeating: 7, count: 32))
let origin = "co.example/ledger"

for (size, groups) in [(10, 100), (1_000, 40)] {
  var rates: (ledger: [Double], bare: [Double]) = ([], [])
  let entries = (0..<groups).map { group(size, from: $0 * size) }
  let lines: [[UInt8]] = entries.enumerated().map { number, group in
    var bytes: [UInt8] = []
    for (index, entry) in group.enumerated() { bytes += entry.line(seq: number * size + index) + [10] }
    return bytes
  }
  for round in 0..<rounds {
    let place = "\(folder)/\(size)-\(round)"
    try LedgerFile.create(folder: place + "-ledger", origin: origin, key: key)
    var ledger = try LedgerFile(opening: place + "-ledger", origin: origin, key: key)
    let checkpoint = try DurableFile.read(place + "-ledger/checkpoint", limit: nil)
    let bare = try BareAppend(folder: place + "-bare")

    // Each goes first as often as the other.
    for turn in 0..<2 {
      if (turn + round) % 2 == 0 {
        let start = seconds()
        for number in 0..<groups { try ledger.append(entries[number]) }
        rates.ledger.append(Double(size * groups) / (seconds() - start))
      } else {
        let start = seconds()
        for number in 0..<groups { try bare.append(lines[number], checkpoint: checkpoint) }
        rates.bare.append(Double(size * groups) / (seconds() - start))
      }
    }
  }
  let (ledger, bare) = (median(rates.ledger), median(rates.bare))
  print(
    "ledger append, groups of \(size): \(Int(ledger)) entries/s, bare system calls \(Int(bare))/s, "
      + "\(Int((ledger / bare * 100).rounded())) %")
}
