// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc

/// What this process has used so far.
struct Usage {
  /// User and system time, seconds.
  var cpu: Double
  var wall: Double
  /// Most memory held at once, in MB of 1,024 KB, as the kernel counts resident pages.
  var peakMegabytes = 0

  static var now: Usage {
    var usage = rusage()
    getrusage(RUSAGE_SELF.rawValue, &usage)
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Usage(
      cpu: Double(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec)
        + Double(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) * 1e-6,
      wall: Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9, peakMegabytes: usage.ru_maxrss / 1024)
  }
}

/// Adds up what is used while it runs.
struct Stopwatch {
  private(set) var total = Usage(cpu: 0, wall: 0)

  mutating func time<Result>(_ work: () throws -> Result) rethrows -> Result {
    let start = Usage.now
    let result = try work()
    let end = Usage.now
    total.cpu += end.cpu - start.cpu
    total.wall += end.wall - start.wall
    total.peakMegabytes = end.peakMegabytes
    return result
  }
}
