// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc

/// A flush on a thread of its own, so that the caller can work while the disk does.
struct Flush {
  private let number: Int32
  /// errno of fdatasync(2); 0 for success.
  private var code: Int32 = 0

  /// Runs `work` and fdatasync(2) of the descriptor at the same time; gives the error number, 0 for success.
  static func run(_ number: Int32, while work: () -> Void) -> Int32 {
    var flush = Flush(number: number)
    // The thread is joined below, before the pointer goes.
    return withUnsafeMutablePointer(to: &flush) { pointer in
      var thread = pthread_t()
      let created = pthread_create(
        &thread, nil,
        { argument in
          argument?.assumingMemoryBound(to: Flush.self).pointee.flush()
          return nil
        }, pointer)
      work()
      if created == 0 { pthread_join(thread, nil) } else { pointer.pointee.flush() }
      return pointer.pointee.code
    }
  }

  private init(number: Int32) {
    self.number = number
  }

  private mutating func flush() {
    code = fdatasync(number) == 0 ? 0 : errno
  }
}
