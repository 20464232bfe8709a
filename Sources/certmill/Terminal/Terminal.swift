// SPDX-License-Identifier: GPL-3.0-or-later
import CanonicalJSON
import Glibc
import Pipeline

/// Standard output for results, standard error for messages.
enum Terminal {
  static var isInteractive: Bool { isatty(STDERR_FILENO) != 0 }
  /// Somebody can answer a question.
  static var isAsked: Bool { isatty(STDIN_FILENO) != 0 }

  static func out(_ text: String) { write(text + "\n", to: STDOUT_FILENO) }
  static func out(_ json: JSONValue) {
    write(String(decoding: json.canonicalBytes, as: UTF8.self) + "\n", to: STDOUT_FILENO)
  }
  static func message(_ text: String) { write(text + "\n", to: STDERR_FILENO) }

  /// A line that the next one overwrites.
  static func status(_ text: String) { write("\r\u{1B}[K" + text, to: STDERR_FILENO) }

  private static func write(_ text: String, to descriptor: Int32) {
    let bytes = Array(text.utf8)
    var start = 0
    while start < bytes.count {
      let count = unsafe bytes[start...].withUnsafeBytes { unsafe Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0 && errno == EINTR { continue }
      if count <= 0 {
        // Nobody listens any more (a closed pipe), or it is a message: the work goes on. A result that cannot be kept
        // is another thing.
        guard descriptor == STDOUT_FILENO, errno != EPIPE else { return }
        message("certmill: standard output: cannot write: \(unsafe String(cString: strerror(errno)))")
        Glibc.exit(ExitStatus.disk.rawValue)
      }
      start += count
    }
  }

  static func monotonicSeconds() -> Double {
    var time = timespec()
    unsafe clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
  }

  /// A progress line on a terminal, a plain line a stage otherwise; silent where standard output is for a machine.
  static func progress(quiet: Bool) -> Progress {
    var shown = -1.0
    return Progress(seconds: monotonicSeconds) { stage, done, total in
      guard !quiet else { return }
      if isInteractive {
        let now = monotonicSeconds()
        if now - shown < 0.1, done < total { return }
        shown = now
        let width = 24
        let filled = total == 0 ? width : done * width / total
        let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: width - filled)
        status("\(stage.rawValue) \(bar) \(done)/\(total)")
        if done >= total { status("") }
      } else if done == total {
        message("\(stage.rawValue): \(total)")
      }
    }
  }
}
