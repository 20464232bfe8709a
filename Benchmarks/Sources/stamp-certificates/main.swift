// SPDX-License-Identifier: GPL-3.0-or-later
// The peers' work by the house's engine, one process on one core:
//   stamp-certificates LAYOUT.yaml ARTWORK.pdf|- FORMS.jsonl FOLDER files|combined|phases N
// Layout, certificates and text as in peers.py; the code made, SHA-256 taken and files written inside the clock.
// The template is read before it, as theirs is. Prints one JSON object.
import Certificates
import Glibc
import Printing
import Signing

func source(layout: String, artwork: String) throws -> TemplateSource {
  let yaml = try contents(of: layout)
  let fonts = ["DejaVuSans.ttf", "DejaVuSans-Bold.ttf"]
  let paths = fonts.map { ($0, "/usr/share/fonts/truetype/dejavu/\($0)") }
  return TemplateSource(
    name: layout, yaml: yaml, artwork: artwork == "-" ? nil : try contents(of: artwork),
    fontPaths: Dictionary(uniqueKeysWithValues: paths))
}

/// One file a certificate; gives the bytes written.
func stampFiles(_ work: Work, with stamper: inout Stamper, to folder: String, on watch: inout Stopwatch) throws -> Int {
  // The hash state after the constant first bytes, as the pipeline keeps it.
  let prefix = stamper.prefix
  var hashed = SHA256State()
  hashed.update(prefix)
  var total = 0
  for portion in work.portions {
    let orders = try work.orders(portion)
    try watch.time {
      for (index, order) in zip(portion, orders) {
        let tail = try stamper.stamp(order)
        var state = hashed
        state.update(tail)
        // The digest is what a ledger would take in.
        precondition(state.finish().bytes.count == Digest.byteCount)
        let file = try OutputFile("\(folder)/\(index).pdf")
        try file.write(prefix, tail)
        total += prefix.count + tail.count
      }
    }
  }
  return total
}

/// All in one file, as a print run; gives the bytes written.
func stampCombined(
  _ work: Work, with stamper: inout Stamper, to folder: String, on watch: inout Stopwatch
) throws -> Int {
  let file = try OutputFile(folder + "/run.pdf")
  var state = SHA256State()
  var total = 0
  func put(_ bytes: [UInt8]) throws {
    state.update(bytes)
    total += bytes.count
    try file.write(bytes)
  }
  var run = try PrintRun(in: stamper.runFrame(), code: "20261123-01/1", created: Work.issued)
  try watch.time { try put(run.begin()) }
  for portion in work.portions {
    let orders = try work.orders(portion)
    try watch.time {
      for order in orders {
        let tail = try stamper.stamp(order)
        try put(try run.append(tail, number: order.certificate.number, copies: 1...1))
      }
    }
  }
  let last = try watch.time { try run.finish(banner: stamper.banner(run.banner)) }
  try watch.time { try put(last) }
  precondition(state.finish().bytes.count == Digest.byteCount)
  return total
}

let arguments = CommandLine.arguments
guard arguments.count == 7, let count = Int(arguments[6]), ["files", "combined", "phases"].contains(arguments[5]) else {
  print("usage: stamp-certificates LAYOUT.yaml ARTWORK.pdf|- FORMS.jsonl FOLDER files|combined|phases N")
  exit(1)
}
let (folder, mode) = (arguments[4], arguments[5])
do {
  var stamper = try Stamper(try source(layout: arguments[1], artwork: arguments[2]))
  let work = try Work(forms: arguments[3], count: count)
  if mode == "phases" {
    print(try Phases(work, with: &stamper, folder: folder).json)
    exit(0)
  }
  var watch = Stopwatch()
  let total =
    mode == "files"
    ? try stampFiles(work, with: &stamper, to: folder, on: &watch)
    : try stampCombined(work, with: &stamper, to: folder, on: &watch)
  let used = watch.total
  print(
    "{\"e\": \"certmill\", \"mode\": \"\(mode)\", \"n\": \(count), "
      + "\"cps_cpu\": \(Double(count) / used.cpu), \"cps\": \(Double(count) / used.wall), "
      + "\"bytes\": \(mode == "files" ? total / count : total), \"rss_mb\": \(used.peakMegabytes)}")
} catch {
  let words = Array("stamp-certificates: \(error)\n".utf8)
  _ = write(STDERR_FILENO, words, words.count)
  exit(1)
}
