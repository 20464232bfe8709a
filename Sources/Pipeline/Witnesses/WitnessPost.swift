// SPDX-License-Identifier: GPL-3.0-or-later
import Dispatch
import Foundation
import FoundationNetworking
import Ledger
import Synchronization

/// Carries requests to witnesses and hands out their answers in the order in which they come.
///
/// An answer is at most 64 KB long, and nobody is waited for beyond the deadline that the caller gives. Redirections
/// are not followed, cookies not kept.
struct WitnessPost {
  struct Answer: Sendable {
    var status: Int
    var contentType: String
    var body: [UInt8]
  }

  /// Why there is no answer, in words.
  struct Trouble: Error {
    var reason: String
  }

  /// What came of a request, by the number that it was sent under.
  typealias Outcome = (number: Int, answer: Result<Answer, Trouble>)

  private let box = LetterBox()
  private let session: URLSession

  /// `seconds`: how long any letter may take. The caller closes the post.
  init(seconds: Int) {
    let settings = URLSessionConfiguration.ephemeral
    // A little more: it is the caller's deadline that ends the waiting, and gives it its words.
    settings.timeoutIntervalForRequest = Double(seconds + 1)
    settings.timeoutIntervalForResource = Double(seconds + 1)
    settings.httpShouldSetCookies = false
    settings.urlCache = nil
    session = URLSession(configuration: settings, delegate: box, delegateQueue: nil)
  }

  /// Gives up what is still under way.
  func close() { session.invalidateAndCancel() }

  func send(_ request: CheckpointRequest, to address: URL, number: Int) {
    var letter = URLRequest(url: address)
    letter.httpMethod = "POST"
    letter.setValue("text/plain; charset=utf-8", forHTTPHeaderField: "Content-Type")
    letter.httpBody = Data(request.bytes)
    let task = session.dataTask(with: letter)
    box.expect(task.taskIdentifier, number: number)
    task.resume()
  }

  /// The next outcome; nil if none comes before `deadline`.
  func next(before deadline: DispatchTime) -> Outcome? { box.next(before: deadline) }
}

/// Gathers the answers of a session's tasks.
private final class LetterBox: NSObject, URLSessionDataDelegate, Sendable {
  private struct Letter {
    var number: Int
    var answer = WitnessPost.Answer(status: 0, contentType: "", body: [])
    var isTooLong = false
  }

  private struct Mail {
    var letters: [Int: Letter] = [:]
    var outcomes: [WitnessPost.Outcome] = []
  }

  private static let longestAnswer = 1 << 16
  private let mail = Mutex(Mail())
  private let arrived = DispatchSemaphore(value: 0)

  func expect(_ task: Int, number: Int) {
    mail.withLock { $0.letters[task] = Letter(number: number) }
  }

  func next(before deadline: DispatchTime) -> WitnessPost.Outcome? {
    guard arrived.wait(timeout: deadline) == .success else { return nil }
    return mail.withLock { $0.outcomes.removeFirst() }
  }

  func urlSession(
    _ session: URLSession, dataTask: URLSessionDataTask, didReceive response: URLResponse,
    completionHandler: @escaping (URLSession.ResponseDisposition) -> Void
  ) {
    if let response = response as? HTTPURLResponse {
      let type = response.value(forHTTPHeaderField: "Content-Type") ?? ""
      mail.withLock { mail in
        mail.letters[dataTask.taskIdentifier]?.answer.status = response.statusCode
        mail.letters[dataTask.taskIdentifier]?.answer.contentType = type
      }
    }
    completionHandler(.allow)
  }

  func urlSession(_ session: URLSession, dataTask: URLSessionDataTask, didReceive data: Data) {
    let isTooLong = mail.withLock { mail in
      guard var letter = mail.letters.removeValue(forKey: dataTask.taskIdentifier) else { return false }
      letter.isTooLong = letter.isTooLong || letter.answer.body.count + data.count > Self.longestAnswer
      if !letter.isTooLong { letter.answer.body += data }
      mail.letters[dataTask.taskIdentifier] = letter
      return letter.isTooLong
    }
    if isTooLong { dataTask.cancel() }
  }

  func urlSession(
    _ session: URLSession, task: URLSessionTask, willPerformHTTPRedirection response: HTTPURLResponse,
    newRequest request: URLRequest, completionHandler: @escaping (URLRequest?) -> Void
  ) {
    completionHandler(nil)
  }

  func urlSession(_ session: URLSession, task: URLSessionTask, didCompleteWithError error: (any Error)?) {
    let isExpected = mail.withLock { mail in
      guard let letter = mail.letters.removeValue(forKey: task.taskIdentifier) else { return false }
      var answer = Result<WitnessPost.Answer, WitnessPost.Trouble>.success(letter.answer)
      if letter.isTooLong {
        answer = .failure(.init(reason: "answered with more than \(Self.longestAnswer) bytes"))
      } else if let error {
        answer = .failure(.init(reason: Self.words(error)))
      }
      mail.outcomes.append((letter.number, answer))
      return true
    }
    if isExpected { arrived.signal() }
  }

  private static func words(_ error: any Error) -> String {
    switch (error as? URLError)?.code {
    case .timedOut?: "did not answer in time"
    case .cannotConnectToHost?: "cannot be reached"
    case .cannotFindHost?: "has an address that no name server knows"
    case let code?: "did not answer as a web server does (error \(code.rawValue))"
    case nil: "did not answer as a web server does"
    }
  }
}

extension WitnessPolicy.Witness {
  /// Where its `add-checkpoint` is asked for; nil without an http or https address.
  var address: URL? {
    guard let url, let base = URL(string: url), ["http", "https"].contains(base.scheme), base.host?.isEmpty == false,
      base.query == nil, base.fragment == nil
    else { return nil }
    return URL(string: url + (url.hasSuffix("/") ? "" : "/") + "add-checkpoint")
  }
}
