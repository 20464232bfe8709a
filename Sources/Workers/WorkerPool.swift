// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc

/// A fixed number of warm worker processes, driven by one thread: jobs go out as workers are free, outcomes come
/// back in the order of the jobs, so that nothing downstream depends on the number of workers.
///
/// A worker that crashes, hangs or overruns its limits is replaced and its job tried once more; then the job is
/// `.lost`. The other jobs it had are done by another worker.
public struct WorkerPool: ~Copyable {
  /// What the caller makes of an outcome.
  public enum Verdict: Sendable {
    case next
    /// The same place in the order again, with another job.
    case again(WorkerJob)
  }

  public let count: Int
  private let executable: String
  private let arguments: [String]
  private let setUp: [UInt8]
  private let limits: WorkerLimits
  private var workers: [Slot] = []
  /// Workers in a row that died before they were set up.
  private var failedStarts = 0

  /// So many may: somebody else may have ended them.
  private static let starts = 5

  /// Jobs a worker may hold, so that it never waits for the coordinator's next turn.
  private static let depth = 3

  /// - Parameters:
  ///   - executable: the program that calls ``WorkerProgram/serve(_:)``, usually this one.
  ///   - setUp: the first message of every worker: what it needs for all its jobs.
  public init(
    count: Int, executable: String, arguments: [String], setUp: [UInt8], limits: WorkerLimits = WorkerLimits()
  ) throws(WorkerError) {
    self.count = max(1, count)
    self.executable = executable
    self.arguments = arguments
    self.setUp = setUp
    self.limits = limits
    for _ in 0..<self.count { workers.append(try start()) }
    // The first one's answer tells a broken set-up before any job is spent on it.
    for attempt in 1... {
      do throws(WorkerError) {
        try workers[0].waitUntilReady(seconds: limits.wallSeconds)
        break
      } catch .ended {
        guard attempt < Self.starts else { throw .notSetUp("it ended at once") }
        workers[0] = try start()
      }
    }
  }

  /// What becomes of one job.
  public mutating func outcome(of job: WorkerJob) throws -> WorkerOutcome {
    var waiting: WorkerJob? = job
    var result = WorkerOutcome.done([])
    try run {
      defer { waiting = nil }
      return waiting
    } deliver: { _, outcome in
      result = outcome
      return .next
    }
    return result
  }

  /// Runs jobs until `next` gives nil; `deliver` gets each outcome in the order of the jobs.
  ///
  /// `next` is called at most `window` jobs ahead of `deliver`, which keeps memory flat.
  public mutating func run(
    window: Int = 64, next: () throws -> WorkerJob?, deliver: (Int, WorkerOutcome) throws -> Verdict
  ) throws {
    var pending: [Int: WorkerJob] = [:]
    var outcomes: [Int: WorkerOutcome] = [:]
    var attempts: [Int: Int] = [:]
    var waiting: [Int] = []
    var pulled = 0
    var delivered = 0
    var exhausted = false

    while true {
      // Hand out, the retried first, and level by level, so that no worker waits while another has two.
      handOut: for level in 0..<Self.depth {
        for worker in workers where worker.process.jobs.count <= level {
          if waiting.isEmpty {
            guard !exhausted, pulled - delivered < window else { break handOut }
            guard let job = try next() else {
              exhausted = true
              break handOut
            }
            pending[pulled] = job
            waiting.append(pulled)
            pulled += 1
          }
          let job = waiting.removeFirst()
          guard let request = pending[job] else { continue }
          worker.assign(job, request)
        }
      }
      if exhausted && delivered == pulled { return }

      for event in try wait() {
        switch event {
        case .answered(let job, let outcome):
          outcomes[job] = outcome
        case .lost(let worker, let loss):
          var jobs = workers[worker].process.jobs
          workers[worker] = try start()
          if let victim = jobs.first {
            attempts[victim, default: 0] += 1
            if attempts[victim, default: 0] > 1 {
              outcomes[victim] = .lost(loss)
              jobs.removeFirst()
            }
          }
          waiting.insert(contentsOf: jobs, at: 0)
        }
      }

      while let outcome = outcomes.removeValue(forKey: delivered) {
        switch try deliver(delivered, outcome) {
        case .next:
          pending[delivered] = nil
          attempts[delivered] = nil
          delivered += 1
        case .again(let job):
          pending[delivered] = job
          attempts[delivered] = nil
          waiting.insert(delivered, at: 0)
        }
      }
    }
  }

  private func start() throws(WorkerError) -> Slot {
    // A crash must be quick (no backtrace), the locale fixed, and a worker one thread: there may be one for each
    // core.
    let process = try WorkerProcess(
      executable: executable, arguments: arguments,
      environment: [
        "LANG=C.UTF-8", "LC_ALL=C.UTF-8", "TZ=UTC", "HOME=/nonexistent", "OMP_THREAD_LIMIT=1",
        "SWIFT_BACKTRACE=enable=no",
      ])
    let slot = Slot(process)
    slot.process.enqueue(
      kind: setUpKind,
      payload: SetUp(memoryBytes: limits.memoryBytes, cpuSeconds: limits.cpuSeconds, program: setUp).bytes)
    slot.process.began = monotonicSeconds()
    return slot
  }

  private enum Event {
    case answered(job: Int, WorkerOutcome)
    case lost(worker: Int, WorkerLoss)
  }

  /// Waits for answers, ends and time limits; sends and receives meanwhile.
  private mutating func wait() throws(WorkerError) -> [Event] {
    var events: [Event] = []
    while events.isEmpty {
      var polls = workers.map { slot in
        pollfd(
          fd: slot.process.descriptor, events: Int16(POLLIN | (slot.process.wantsToSend ? POLLOUT : 0)), revents: 0)
      }
      let now = monotonicSeconds()
      let deadline = workers.compactMap { $0.isBusy ? $0.process.began + limits.wallSeconds : nil }.min()
      let timeout = deadline.map { Int32(max(1, min(60_000, ($0 - now) * 1000 + 1))) } ?? -1
      if poll(&polls, nfds_t(polls.count), timeout) < 0 && errno != EINTR {
        throw .system(operation: "wait for answers", errno: errno)
      }
      for (index, ready) in polls.enumerated() {
        let slot = workers[index]
        var alive = true
        if ready.revents & Int16(POLLOUT) != 0 { alive = slot.process.sendSome() }
        // Received even where sending fails: an answer may lie there already.
        if ready.revents & Int16(POLLIN | POLLHUP | POLLERR) != 0 { alive = slot.process.receiveSome() && alive }
        do throws(WorkerError) {
          while let answer = try slot.process.nextAnswer() { try take(answer, of: slot, &events) }
        } catch .brokenAnswer {
          // A worker that speaks nonsense is lost like one that crashed.
          slot.kill()
          alive = false
        }
        if !alive {
          let wasSetUp = slot.isSetUp
          let loss = Self.loss(status: slot.end(), limits)
          // A worker that cannot even start would be started for ever.
          failedStarts = wasSetUp ? 0 : failedStarts + 1
          guard failedStarts <= Self.starts else { throw .notSetUp("\(loss)") }
          events.append(.lost(worker: index, loss))
        } else if slot.isBusy && monotonicSeconds() - slot.process.began > limits.wallSeconds {
          guard slot.isSetUp else { throw .notSetUp("no answer within \(Int(limits.wallSeconds)) s") }
          slot.kill()
          events.append(.lost(worker: index, .timedOut(seconds: limits.wallSeconds)))
        }
      }
    }
    return events
  }

  private func take(
    _ answer: (kind: UInt8, payload: [UInt8]), of slot: Slot, _ events: inout [Event]
  ) throws(WorkerError) {
    if !slot.isSetUp {
      guard answer.kind == Answer.done else { throw .notSetUp(String(decoding: answer.payload, as: UTF8.self)) }
      slot.isSetUp = true
    } else if !slot.process.jobs.isEmpty {
      let job = slot.process.jobs.removeFirst()
      let outcome: WorkerOutcome =
        answer.kind == Answer.done ? .done(answer.payload) : .failed(String(decoding: answer.payload, as: UTF8.self))
      events.append(.answered(job: job, outcome))
    } else {
      throw .brokenAnswer
    }
    slot.process.began = monotonicSeconds()
  }

  private static func loss(status: Int, _ limits: WorkerLimits) -> WorkerLoss {
    if status >= 0 { return .exited(code: status) }
    return -status == Int(SIGXCPU) ? .cpuLimit(seconds: limits.cpuSeconds) : .killed(signal: -status)
  }
}

/// A place for a worker process, so that processes can be replaced in an array.
private final class Slot {
  var process: WorkerProcess
  var isSetUp = false

  init(_ process: consuming WorkerProcess) {
    self.process = process
  }

  var isBusy: Bool { !isSetUp || !process.jobs.isEmpty }

  func assign(_ job: Int, _ request: WorkerJob) {
    if process.jobs.isEmpty { process.began = monotonicSeconds() }
    process.jobs.append(job)
    process.enqueue(kind: request.kind, payload: request.payload)
    _ = process.sendSome()
  }

  func waitUntilReady(seconds: Double) throws(WorkerError) {
    let deadline = monotonicSeconds() + seconds
    while !isSetUp {
      var poll = pollfd(
        fd: process.descriptor, events: Int16(POLLIN | (process.wantsToSend ? POLLOUT : 0)), revents: 0)
      let left = deadline - monotonicSeconds()
      guard left > 0, Glibc.poll(&poll, 1, Int32(left * 1000) + 1) != 0 else {
        throw .notSetUp("no answer within \(Int(seconds)) s")
      }
      let alive = process.sendSome() && process.receiveSome()
      if let answer = try process.nextAnswer() {
        guard answer.kind == Answer.done else { throw .notSetUp(String(decoding: answer.payload, as: UTF8.self)) }
        isSetUp = true
      } else if !alive {
        throw .ended
      }
    }
  }

  func kill() {
    _ = Glibc.kill(process.pid, SIGKILL)
  }

  /// Reaps the process; the slot is replaced afterwards.
  func end() -> Int {
    process.reap()
  }
}

func monotonicSeconds() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_MONOTONIC, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
}
