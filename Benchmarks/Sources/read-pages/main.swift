// SPDX-License-Identifier: GPL-3.0-or-later
import DurableFiles
import Foundation
import Scanning

// read-pages FILE...: reads the codes of every page of files as a worker does; prints pages, pages with a code and CPU
// seconds.
func seconds() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}

var scanner = try SealScanner()
let start = seconds()
var (pages, read) = (0, 0)
for path in CommandLine.arguments.dropFirst() {
  let bytes = try FileBytes(mapping: path, limit: 1 << 30)
  let file = try ScanFile(bytes, name: path)
  for index in 0..<file.pageCount {
    pages += 1
    if try !scanner.read(file.page(index)).codes.isEmpty { read += 1 }
    if index % 8 == 7 { bytes.letGo() }
  }
}
let spent = seconds() - start
print("certmill", pages, read, String(format: "%.3f", spent))
