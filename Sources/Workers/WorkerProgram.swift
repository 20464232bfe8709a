// SPDX-License-Identifier: GPL-3.0-or-later
import CProcess
import Glibc

/// What runs inside a worker process: made once from the set-up bytes, then one call a job.
public protocol WorkerProgram: ~Copyable {
  /// Reads what all jobs need. Files may be read later too, but no longer written.
  init(setUp: [UInt8]) throws
  /// The answer to one job; a throw is that the step could not be done, told in its description.
  mutating func answer(to job: WorkerJob) throws -> [UInt8]
}

extension WorkerProgram where Self: ~Copyable {
  /// Serves jobs on descriptor 3 until the coordinator closes it; gives the exit code.
  ///
  /// Limits: address space, CPU seconds a job, no core, no file writing; and after the set-up no network, no new
  /// program, no change to any file (seccomp), so that bytes from outside meet a process that can do no harm.
  public static func serve() -> Int32 {
    var wire = Wire(descriptor: 3)
    guard cprocess_die_with_parent() == 0, let first = wire.receive(), first.kind == setUpKind,
      let setUp = SetUp(first.payload)
    else { return 70 }
    limit(__rlimit_resource_t(RLIMIT_CORE.rawValue), to: 0)
    limit(__rlimit_resource_t(RLIMIT_AS.rawValue), to: setUp.memoryBytes)
    var program: Self
    do {
      program = try Self(setUp: setUp.program)
    } catch {
      wire.send(kind: Answer.failed, payload: Array("\(error)".utf8))
      return 70
    }
    limit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), to: 0)
    let shut = cprocess_shut_in()
    guard shut == 0 || shut == ENOSYS else {
      wire.send(kind: Answer.failed, payload: Array("seccomp: \(String(cString: strerror(shut)))".utf8))
      return 70
    }
    wire.send(kind: Answer.done, payload: [])
    while let job = wire.receive() {
      allowCPU(seconds: setUp.cpuSeconds)
      do {
        wire.send(kind: Answer.done, payload: try program.answer(to: WorkerJob(kind: job.kind, payload: job.payload)))
      } catch {
        wire.send(kind: Answer.failed, payload: Array("\(error)".utf8))
      }
    }
    return 0
  }

  private static func limit(_ resource: __rlimit_resource_t, to value: Int) {
    var limit = rlimit(rlim_cur: rlim_t(value), rlim_max: rlim_t(value))
    setrlimit(resource, &limit)
  }

  /// The limit of the kernel is for the process's whole life: it is moved on for each job.
  private static func allowCPU(seconds: Int) {
    var used = rusage()
    getrusage(RUSAGE_SELF.rawValue, &used)
    let now = used.ru_utime.tv_sec + used.ru_stime.tv_sec
    var limit = rlimit(rlim_cur: rlim_t(now + seconds + 1), rlim_max: rlim_t.max)
    setrlimit(__rlimit_resource_t(RLIMIT_CPU.rawValue), &limit)
  }
}

/// The worker's end of the socket, blocking.
private struct Wire {
  let descriptor: Int32

  mutating func receive() -> (kind: UInt8, payload: [UInt8])? {
    guard let header = read(Frame.headerLength) else { return nil }
    let length = Frame.length(header[0..<4])
    guard length <= Frame.maximumPayload, let payload = read(length) else { return nil }
    return (header[4], payload)
  }

  mutating func send(kind: UInt8, payload: [UInt8]) {
    let bytes = Frame.bytes(kind: kind, payload: payload)
    var sent = 0
    while sent < bytes.count {
      let count = bytes[sent...].withUnsafeBytes {
        Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      if count < 0 && errno == EINTR { continue }
      // The coordinator is gone: nothing is left to do.
      if count <= 0 { exit(0) }
      sent += count
    }
  }

  private func read(_ length: Int) -> [UInt8]? {
    var whole = true
    let bytes = [UInt8](unsafeUninitializedCapacity: length) { buffer, count in
      count = 0
      while count < length {
        let got = recv(descriptor, buffer.baseAddress.map { $0 + count }, length - count, 0)
        if got < 0 && errno == EINTR { continue }
        if got <= 0 {
          whole = false
          return
        }
        count += got
      }
    }
    return whole ? bytes : nil
  }
}
