// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Signing
import Submissions
import Trade
import Validation

// read-applications ROOT NAME FOLDER: takes every file of a folder in as a night does, one after the other on one core:
// reads and hashes it, tells its kind, understands it, and judges it by the ordinary rule book of the sources in ROOT.
// Prints the name, files, files without an error, CPU seconds, files a CPU second.
func seconds() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}

let (root, name, folder) = (CommandLine.arguments[1], CommandLine.arguments[2], CommandLine.arguments[3])
func contents(_ path: String) throws -> [UInt8] { Array(try Data(contentsOf: URL(filePath: path))) }

var lists: [String: [UInt8]] = [:]
for file in CodeLists.fileNames {
  lists[file] = try contents(
    (file.hasSuffix(".json") ? "/usr/share/iso-codes/json/" : root + "/pipelines/codelists/") + file)
}
let book = try RuleBook(
  yaml: contents(root + "/pipelines/rules/ordinary.yaml"), file: "ordinary.yaml", codeLists: CodeLists(files: lists))
// 2026-11-24, the day of the applications' batch time in Singapore.
let day = CalendarDate(daysSinceEpoch: 20_781)
let paths = try FileManager.default.contentsOfDirectory(atPath: folder).sorted().map { folder + "/" + $0 }

let start = seconds()
var good = 0
var digests = 0
for path in paths {
  let bytes = try contents(path)
  digests ^= Int(Digest(sha256: bytes).bytes[0])
  let examination = read(bytes, kind: SubmissionKind(sniffing: bytes))
  let findings = examination.form.map { examination.findings(with: book.findings(in: $0, issuedOn: day)) }
  if findings?.contains(where: { $0.severity == .error }) == false { good += 1 }
}
let spent = seconds() - start
print(name, paths.count, good, String(format: "%.3f", spent), Int(Double(paths.count) / spent))
