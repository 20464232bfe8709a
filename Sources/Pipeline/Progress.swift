// SPDX-License-Identifier: GPL-3.0-or-later

/// Tells how far a run is; the terminal decides how it looks. CPU and wall times of the stages are kept for the
/// report.
public final class Progress {
  public enum Stage: String, CaseIterable, Sendable {
    case receiving, examining, stamping, releasing, printing, decoding, verifying
  }

  public struct Timing: Equatable, Sendable {
    public var stage: Stage
    public var documents: Int
    public var seconds: Double
  }

  private let show: (Stage, _ done: Int, _ total: Int) -> Void
  private let seconds: () -> Double
  /// When the run began, by the monotonic clock.
  private var start: Double
  private var stage: Stage?
  private var done = 0
  private var total = 0
  private var began = 0.0
  private(set) var timings: [Timing] = []

  /// - Parameters:
  ///   - seconds: a monotonic clock.
  ///   - show: called at every step.
  public init(
    seconds: @escaping () -> Double, show: @escaping (Stage, _ done: Int, _ total: Int) -> Void = { _, _, _ in }
  ) {
    self.seconds = seconds
    self.show = show
    start = seconds()
  }

  func begin(_ stage: Stage, total: Int) {
    end()
    self.stage = stage
    self.total = total
    done = 0
    began = seconds()
    show(stage, 0, total)
  }

  func advance() {
    guard let stage else { return }
    done += 1
    show(stage, done, total)
  }

  /// Another batch begins in the same run.
  func restart() {
    end()
    timings = []
    start = seconds()
  }

  /// Wall time since the run began.
  var elapsed: Double { seconds() - start }

  func end() {
    guard let stage else { return }
    timings.append(Timing(stage: stage, documents: done, seconds: seconds() - began))
    self.stage = nil
  }
}
