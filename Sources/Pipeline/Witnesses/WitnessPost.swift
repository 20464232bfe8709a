// SPDX-License-Identifier: GPL-3.0-or-later
import Dispatch
import Ledger
import Synchronization
import Web

/// Carries requests to witnesses and hands out their answers in the order in which they come.
///
/// An answer is at most 64 KB long, and nobody is waited for beyond the deadline that the caller gives. Redirections
/// are not followed, cookies not kept.
final class WitnessPost: Sendable {
  /// What came of a request, by the number that it was sent under.
  typealias Outcome = (number: Int, answer: Result<WebAnswer, WebError>)

  private static let longestAnswer = 1 << 16
  private let outcomes = Mutex<[Outcome]>([])
  private let arrived = DispatchSemaphore(value: 0)
  /// How long any letter may take, seconds. A letter that is under way when the caller has gone ends by this.
  private let seconds: Int

  init(seconds: Int) {
    self.seconds = seconds
  }

  func send(_ request: CheckpointRequest, to address: String, number: Int) {
    let bytes = request.bytes
    // A thread each: a letter waits, and they are few.
    DispatchQueue(label: "witness").async { [self] in
      let answer = Result { () throws(WebError) in
        var client = try WebClient()
        // A little more: it is the caller's deadline that ends the waiting, and gives it its words.
        return try client.post(
          bytes, type: "text/plain; charset=utf-8", to: address, limit: Self.longestAnswer, seconds: seconds + 1)
      }
      outcomes.withLock { $0.append((number, answer)) }
      arrived.signal()
    }
  }

  /// The next outcome; nil if none comes before `deadline`.
  func next(before deadline: DispatchTime) -> Outcome? {
    guard arrived.wait(timeout: deadline) == .success else { return nil }
    return outcomes.withLock { $0.removeFirst() }
  }
}

extension WitnessPolicy.Witness {
  /// Where its `add-checkpoint` is asked for; nil without an http or https address.
  var address: String? {
    guard let url, WebLedger.isAddress(url), !url.contains(where: { "?# ".contains($0) }),
      url.split(separator: "/", omittingEmptySubsequences: false).dropFirst(2).first?.isEmpty == false
    else { return nil }
    return url + (url.hasSuffix("/") ? "" : "/") + "add-checkpoint"
  }
}

extension WebError {
  /// Of a witness, whose name stands before it.
  var witnessWords: String {
    switch cause {
    case .unreachable: "cannot be reached"
    case .timedOut: "did not answer in time"
    case .tooLarge(let limit): "answered with more than \(limit) bytes"
    case .failed(let reason): "did not answer as a web server does: \(reason)"
    case .status(let status): "answered with status \(status)"
    }
  }
}
