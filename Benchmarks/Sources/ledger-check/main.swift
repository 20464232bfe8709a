// SPDX-License-Identifier: GPL-3.0-or-later
// What checking a large ledger takes. One step a process, so that each can be measured from outside:
//   ledger-check make FOLDER ENTRIES       a ledger of nights of 10,000 certificates
//   ledger-check verify FOLDER             everything, from its file
//   ledger-check publish FOLDER SITE       the folder for a web server
//   ledger-check verify-published SITE     everything, from that
//   ledger-check prove FOLDER [COUNT]      opens it; proofs of entries all over it
import Glibc
import Ledger
import Signing

let key = try SigningKey(seed: Array(repeating: 7, count: 32))
let origin = "co.example/ledger"
let verifier = try VerifierKey(name: origin, key: key.publicKey)

/// CPU seconds of this process, and bytes that it has read.
func used() -> (cpu: Double, bytes: Int) {
  var usage = rusage()
  getrusage(RUSAGE_SELF.rawValue, &usage)
  let times = [usage.ru_utime, usage.ru_stime].map { Double($0.tv_sec) + Double($0.tv_usec) * 1e-6 }
  var text = [UInt8](repeating: 0, count: 4096)
  let file = open("/proc/self/io", O_RDONLY)
  let count = read(file, &text, text.count)
  close(file)
  let words = String(decoding: text.prefix(max(0, count)), as: UTF8.self).split { $0 == " " || $0 == "\n" }
  let place = words.firstIndex(of: "rchar:").map { words.index(after: $0) }
  return (times.reduce(0, +), place.flatMap { Int(words[$0]) } ?? 0)
}

func tell(_ report: LedgerReport) {
  guard report.isGood else {
    print("not good: \(report.fault?.description ?? "")")
    exit(1)
  }
  print("\(report.size) entries are good")
}

let arguments = Array(CommandLine.arguments.dropFirst())
guard arguments.count >= 2 else {
  print("usage: ledger-check make|verify|publish|verify-published|prove FOLDER ...")
  exit(1)
}
let folder = arguments[1]
func ledger() throws -> LedgerFile { try LedgerFile(opening: folder, origin: origin, key: key) }

switch (arguments[0], arguments.dropFirst(2).first) {
case ("make", let count?):
  try LedgerFile.create(folder: folder, origin: origin, key: key)
  var ledger = try ledger()
  var nights = Nights(certificatesOfNight: 10_000)
  let count = Int(count) ?? 0
  while ledger.size < count { try ledger.append(nights.next(min(20_000, count - ledger.size))) }
case ("verify", nil):
  tell(try LedgerVerification.verify(folder: folder, origin: origin, key: verifier))
case ("publish", let site?):
  print("\(try ledger().publish(to: site)) files")
case ("verify-published", nil):
  tell(try LedgerVerification.verify(published: folder, origin: origin, key: verifier))
case ("prove", let count):
  let start = used()
  let ledger = try ledger()
  let opened = used()
  print("open: \(opened.bytes - start.bytes) bytes read, \((opened.cpu - start.cpu) * 1e3) ms of CPU")
  let count = count.flatMap { Int($0) } ?? 100
  var worst = 0
  for number in 0..<count {
    let before = used()
    let proof = try ledger.logProof(of: number * (ledger.size / count), withEntry: true)
    _ = try LogProof(parsing: Array(proof.text.utf8)).entry(origin: origin, key: verifier)
    worst = max(worst, used().bytes - before.bytes)
  }
  let cpu = (used().cpu - opened.cpu) / Double(count) * 1e3
  print("proof, made and verified: at most \(worst) bytes read, \(cpu) ms of CPU on average of \(count)")
default:
  print("\(arguments.joined(separator: " ")): no such step")
  exit(1)
}
