// SPDX-License-Identifier: GPL-3.0-or-later
import Dispatch
import HTTPTypes
import Hummingbird
import HummingbirdCore
public import Ledger
public import Logging
import NIOCore
import Synchronization

/// `certmill witness serve`: answers `POST /add-checkpoint` (https://c2sp.org/tlog-witness) until it is told to end.
///
/// One request is judged at a time. TLS is the business of a web server before it.
public struct WitnessServer: Sendable {
  /// Where to listen; port 0 takes any that is free.
  public struct Address: Equatable, Sendable {
    public var host: String
    public var port: Int

    public init(host: String, port: Int) {
      self.host = host
      self.port = port
    }
  }

  /// What one client may cost.
  public struct Limits: Sendable {
    /// A request's body must be there by then, seconds.
    public var bodySeconds: Int
    /// A connection without a word is closed, seconds.
    public var idleSeconds = 60
    public var connections = 64

    public init(bodySeconds: Int) {
      self.bodySeconds = bodySeconds
    }
  }

  private let clerk: WitnessClerk
  private let address: Address
  private let limits: Limits
  private let logger: Logger

  /// Takes the witness's folder for itself; `holder` tells others who has it. `now`: seconds since 1970.
  public init(
    folder: String, signer: NoteSigner, holder: String, address: Address, limits: Limits,
    now: @escaping @Sendable () -> Int, logger: Logger
  ) throws {
    clerk = try WitnessClerk(folder: folder, signer: signer, holder: holder, now: now)
    self.address = address
    self.limits = limits
    self.logger = logger
  }

  /// Serves until the process gets SIGTERM or SIGINT, and finishes the requests that are under way. `ready` is told
  /// the port.
  public func serve(ready: @escaping @Sendable (Int) -> Void) throws {
    // The rest of the program knows no concurrency: one thread waits here.
    let ended = DispatchSemaphore(value: 0)
    let failure = Mutex<WitnessServerError?>(nil)
    Task {
      do { try await application(ready).runService() } catch {
        failure.withLock { $0 = .cannotServe(address, reason: "\(error)") }
      }
      ended.signal()
    }
    ended.wait()
    if let error = failure.withLock({ $0 }) { throw error }
  }

  private func application(_ ready: @escaping @Sendable (Int) -> Void) -> some ApplicationProtocol {
    let router = Router()
    router.post("add-checkpoint") { request, _ in await respond(to: request) }
    return Application(
      router: router, server: .http1(configuration: .init(idleTimeout: .seconds(Int64(limits.idleSeconds)))),
      configuration: .init(
        address: .hostname(address.host, port: address.port),
        availableConnectionsDelegate: MaximumAvailableConnections(limits.connections)),
      onServerRunning: { channel in ready(channel.localAddress?.port ?? address.port) }, logger: logger)
  }

  private func respond(to request: Request) async -> Response {
    let body: [UInt8]?
    do { body = try await bytes(of: request) } catch {
      return Self.response(400, "the body cannot be read: at most \(CheckpointRequest.maximumLength) bytes expected\n")
    }
    guard let body else { return Self.response(408, "the body did not come within \(limits.bodySeconds) s\n") }
    let asked: CheckpointRequest
    do throws(NoteError) { asked = try CheckpointRequest(parsing: body) } catch {
      return Self.response(400, "\(error)\n")
    }
    do {
      let answer = try await clerk.answer(asked)
      tell(answer)
      return Self.response(answer)
    } catch {
      // The disk or the folder: not the client's business.
      logger.error("cannot answer: \(error)")
      return Self.response(500, "the witness cannot answer now\n")
    }
  }

  /// Nil if they take too long.
  private func bytes(of request: Request) async throws -> [UInt8]? {
    try await withThrowingTaskGroup(of: [UInt8]?.self) { group in
      group.addTask {
        Array(try await request.body.collect(upTo: CheckpointRequest.maximumLength).readableBytesView)
      }
      group.addTask {
        try await Task.sleep(for: .seconds(limits.bodySeconds))
        return nil
      }
      defer { group.cancelAll() }
      return try await group.next() ?? nil
    }
  }

  private func tell(_ answer: WitnessAnswer) {
    switch answer {
    case .forked(let size, let evidence):
      logger.error("a log has signed two trees of \(size) entries; evidence: \(evidence)")
    case .unproven(let evidence):
      logger.warning("a signed checkpoint without a proof that it continues what was cosigned: \(evidence)")
    default: break
    }
  }

  private static func response(_ answer: WitnessAnswer) -> Response {
    switch answer {
    case .cosigned(let cosignature): response(answer.status, cosignature.line)
    case .malformed(let reason): response(answer.status, reason + "\n")
    case .unknownLog: response(answer.status, "this log is not watched here\n")
    case .notSigned: response(answer.status, "not signed by the log's key\n")
    case .elsewhere(let size), .forked(let size, _):
      response(answer.status, WitnessAnswer.sizeBody(size), type: WitnessAnswer.sizeType)
    case .unproven: response(answer.status, "the proof does not lead to this checkpoint\n")
    }
  }

  private static func response(
    _ status: Int, _ text: String, type: String = "text/plain; charset=utf-8"
  ) -> Response {
    Response(
      status: .init(code: status), headers: [.contentType: type], body: .init(byteBuffer: ByteBuffer(string: text)))
  }
}

/// The witness behind the counter: one request after the other.
private actor WitnessClerk {
  private var witness: Witness
  private let now: @Sendable () -> Int

  init(
    folder: String, signer: NoteSigner, holder: String, now: @escaping @Sendable () -> Int
  ) throws(WitnessError) {
    witness = try Witness(opening: folder, signer: signer, holder: holder)
    self.now = now
  }

  func answer(_ request: CheckpointRequest) throws(WitnessError) -> WitnessAnswer {
    try witness.answer(request, time: now())
  }
}
