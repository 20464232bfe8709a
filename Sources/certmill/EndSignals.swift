// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc

/// SIGTERM and SIGINT, held back until they are asked for: a batch that has begun is finished first.
struct EndSignals {
  private var signals = sigset_t()

  init() {
    unsafe sigemptyset(&signals)
    unsafe sigaddset(&signals, SIGTERM)
    unsafe sigaddset(&signals, SIGINT)
    unsafe pthread_sigmask(SIG_BLOCK, &signals, nil)
  }

  /// Waits at most so long; true as soon as one of them has come.
  func come(within seconds: Int) -> Bool {
    var signals = signals
    var time = timespec(tv_sec: seconds, tv_nsec: 0)
    return unsafe sigtimedwait(&signals, nil, &time) > 0
  }
}
