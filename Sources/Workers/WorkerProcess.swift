// SPDX-License-Identifier: GPL-3.0-or-later
import CProcess
import Glibc

/// One warm worker process as the coordinator sees it.
struct WorkerProcess: ~Copyable {
  let pid: pid_t
  let descriptor: Int32
  /// Bytes still to be sent.
  private var outgoing: [UInt8] = []
  private var sent = 0
  /// Bytes received, not yet a whole answer.
  private var incoming: [UInt8] = []
  /// Indexes of the jobs it has, first the one it works on.
  var jobs: [Int] = []
  /// When the job it works on began, seconds of the monotonic clock.
  var began: Double = 0
  private var reaped = false

  init(executable: String, arguments: [String], environment: [String]) throws(WorkerError) {
    var pair: [Int32] = [0, 0]
    let paired = cprocess_socketpair(&pair)
    guard paired == 0 else { throw .system(operation: "make its socket", errno: paired) }
    var argv = ([executable] + arguments).map { strdup($0) } + [nil]
    var envp = environment.map { strdup($0) } + [nil]
    defer { for text in argv + envp { free(text) } }
    var started: pid_t = 0
    let spawned = cprocess_spawn(executable, &argv, &envp, pair[1], &started)
    close(pair[1])
    guard spawned == 0 else {
      close(pair[0])
      throw .system(operation: "start \(executable)", errno: spawned)
    }
    pid = started
    descriptor = pair[0]
  }

  deinit {
    close(descriptor)
    guard !reaped else { return }
    kill(pid, SIGKILL)
    _ = cprocess_wait(pid)
  }

  var wantsToSend: Bool { sent < outgoing.count }

  mutating func enqueue(kind: UInt8, payload: [UInt8]) {
    if sent == outgoing.count {
      outgoing = Frame.bytes(kind: kind, payload: payload)
      sent = 0
    } else {
      outgoing += Frame.bytes(kind: kind, payload: payload)
    }
  }

  /// Sends what the socket takes; false when the process is gone.
  mutating func sendSome() -> Bool {
    while sent < outgoing.count {
      let count = outgoing[sent...].withUnsafeBytes {
        send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      if count < 0 {
        if errno == EINTR { continue }
        return errno == EAGAIN
      }
      sent += count
    }
    return true
  }

  /// Receives what the socket holds; false when the process is gone.
  mutating func receiveSome() -> Bool {
    let chunk = 1 << 18
    while true {
      let before = incoming.count
      var got = 0
      incoming.append(
        contentsOf: [UInt8](unsafeUninitializedCapacity: chunk) { buffer, count in
          got = recv(descriptor, buffer.baseAddress, chunk, 0)
          count = max(0, got)
        })
      if got == 0 { return false }
      if got < 0 {
        if errno == EINTR { continue }
        return errno == EAGAIN
      }
      if incoming.count - before < chunk { return true }
    }
  }

  /// The next whole answer, if one is there.
  mutating func nextAnswer() throws(WorkerError) -> (kind: UInt8, payload: [UInt8])? {
    guard incoming.count >= Frame.headerLength else { return nil }
    let length = Frame.length(incoming[0..<4])
    guard length <= Frame.maximumPayload else { throw .brokenAnswer }
    let end = Frame.headerLength + length
    guard incoming.count >= end else { return nil }
    let answer = (incoming[4], Array(incoming[Frame.headerLength..<end]))
    if incoming.count == end { incoming.removeAll(keepingCapacity: end < 1 << 20) } else { incoming.removeFirst(end) }
    return answer
  }

  /// Ends the process if it has not ended, and tells how it did: exit code, or minus the signal.
  mutating func reap() -> Int {
    guard !reaped else { return 0 }
    reaped = true
    // A process that closed its end is ending by itself: its own status is the one to tell.
    var status = waitBriefly()
    if status == nil {
      kill(pid, SIGKILL)
      status = Int(cprocess_wait(pid))
    }
    return status ?? 0
  }

  private func waitBriefly() -> Int? {
    for _ in 0..<200 {
      var raw: Int32 = 0
      if cprocess_try_wait(pid, &raw) != 0 { return Int(raw) }
      usleep(1000)
    }
    return nil
  }
}
