// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc

/// An exclusive lock on a file (flock(2)), held until the value goes or the process dies, however it dies.
public struct FileLock: ~Copyable {
  private let file: Descriptor

  private init(file: consuming Descriptor) {
    self.file = file
  }

  deinit {
    // Closing alone would leave it locked for the moment in which a process that is being started still holds a copy of
    // the descriptor.
    flock(file.number, LOCK_UN)
  }

  /// Takes the lock or says who has it, without waiting. `holder` is one line for the others to read: process, host
  /// and since when. The file stays when the lock is given back: removing it would let two processes lock two files
  /// of one name.
  public static func acquire(_ path: String, holder: String) throws(LockError) -> FileLock {
    let taken: FileLock?
    do throws(FileError) {
      taken = try acquireFree(path, holder: holder)
    } catch {
      throw .file(error)
    }
    if let taken { return taken }
    var text = ""
    do throws(FileError) {
      text = String(decoding: try FileReader(path).read(at: 0, upTo: 500), as: UTF8.self)
    } catch {
      // The holder's own words are a courtesy: without them the lock is held all the same.
    }
    throw .held(path: path, by: String(text.prefix { !$0.isNewline }))
  }

  /// Nil when somebody else has it.
  private static func acquireFree(_ path: String, holder: String) throws(FileError) -> FileLock? {
    let file = try Descriptor(opening: path, O_RDWR | O_CREAT | O_NOFOLLOW, mode: 0o644, operation: .lock)
    var result: Int32
    repeat { result = flock(file.number, LOCK_EX | LOCK_NB) } while result != 0 && errno == EINTR
    if result != 0 {
      guard errno == EWOULDBLOCK else { throw .last(.lock, path) }
      return nil
    }
    try file.truncate(to: 0)
    try file.write(Array(holder.utf8) + [UInt8(ascii: "\n")])
    return FileLock(file: file)
  }

  /// This process and host, for `acquire`'s holder: `process 4711 on host`.
  public static var thisProcess: String {
    var name = [CChar](repeating: 0, count: 256)
    let host =
      gethostname(&name, name.count - 1) == 0
      ? String(decoding: name.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self) : "this host"
    return "process \(getpid()) on \(host)"
  }
}
