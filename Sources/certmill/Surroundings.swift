// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc
import Trade

/// Chance and time come in here and nowhere else.
enum Surroundings {
  static func random(_ count: Int) throws -> [UInt8] {
    var generator = SystemRandomNumberGenerator()
    return (0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) }
  }

  static var now: Timestamp {
    var time = timespec()
    unsafe clock_gettime(CLOCK_REALTIME, &time)
    return Timestamp(seconds: time.tv_sec)
  }

  static func environment(_ name: String) -> String? {
    unsafe getenv(name).map { unsafe String(cString: $0) }
  }

  static var cores: Int { max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))) }

  /// This very program, for worker processes.
  static let executable = "/proc/self/exe"
}
