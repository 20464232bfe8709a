// SPDX-License-Identifier: GPL-3.0-or-later
public import CanonicalJSON

/// `certmill replace` and `certmill duplicate`: a batch of one certificate that takes another's place.
///
/// The officer's order is part of the batch's frozen input. A kill leaves a batch that any later command finishes like
/// every other; the old certificate ends only when the new one is proofed, in the same batch.
public struct Reissuing {
  private let run: PipelineRun

  /// `run` names the recipe and, for a replacement, the one file of the new application.
  public init(_ run: PipelineRun) {
    self.run = run
  }

  /// What came of it.
  public struct Outcome: Equatable, Sendable {
    /// The certificate that was to make room.
    public var number: String
    /// The one that took its place; nil if the old one stays in force.
    public var successor: String?
    public var batch: String
    /// Where the new PDF is.
    public var path: String?
    /// `grant`, `hold`, `refuse`, `duplicate`, `fail`: what became of the application.
    public var verdict: String
    /// Why, where it was not granted.
    public var reason: String?
    /// The application's id, 16 hexadecimal digits.
    public var doc: String?

    /// `done` says what the successor is to the old certificate.
    public func words(done: String, recipe: String) -> String {
      if let successor { return "\(number): \(done) \(successor): \(path ?? "")" }
      let why = reason.map { ": " + $0.visible } ?? ""
      let form = doc ?? ""
      return switch verdict {
      case "hold":
        "\(number): stays in force; the new application \(form) is held\(why). An officer may grant it "
          + "(`certmill review grant \(form)`); the next `certmill run \(recipe)` then replaces the certificate"
      case "refuse": "\(number): stays in force; the new application was refused\(why); see batches/\(batch)/refused"
      case "duplicate": "\(number): stays in force; the new application is no new one\(why)"
      default: "\(number): stays in force; no certificate could be made\(why)"
      }
    }

    public var json: JSONValue {
      [
        "batch": .string(batch), "doc": doc.map { .string($0) } ?? .null, "number": .string(number),
        "path": path.map { .string($0) } ?? .null, "reason": reason.map { .string($0) } ?? .null,
        "successor": successor.map { .string($0) } ?? .null, "verdict": .string(verdict),
      ]
    }
  }

  /// Certifies the application of the request's one file in the place of certificate `number`.
  public func replace(
    _ number: String, reason: OrderReason, text: String?, officer: String
  ) throws -> Outcome {
    try carryOut(.replace, number, reason: reason, text: text, officer: officer)
  }

  /// Issues a lost certificate anew, under a number of its own.
  public func duplicate(
    _ number: String, reason: OrderReason, text: String?, officer: String
  ) throws -> Outcome {
    try carryOut(.duplicate, number, reason: reason, text: text, officer: officer)
  }

  private func carryOut(
    _ kind: OfficerOrder.Kind, _ number: String, reason: OrderReason, text: String?, officer keyPath: String
  ) throws -> Outcome {
    let time = run.request.batchTime ?? run.request.now
    let (officer, key) = try Officer.holding(keyAt: keyPath, of: run.workspace, for: .revoke, at: time)
    // Without the time, which its batch tells: after a kill the same command has to give the same order.
    let order = try OfficerOrder(kind, of: number, reason: reason, text: text, by: officer, with: key)
    guard let summary = try IssuanceRun(run.carrying(out: order)).run(), let batch = summary.batch else {
      throw DeskError.unknownNumber(number)
    }
    return try State.open(run.workspace.statePath, readOnly: true) { state in
      let document = try state.outcomes(batch: batch)[0]
      let certificate = try document?.number.flatMap { try state.certificate($0) }
      var outcome = Outcome(
        number: number, batch: batch, verdict: document?.outcome ?? "fail", reason: document?.reason,
        doc: document?.doc)
      guard let certificate else { return outcome }
      guard certificate.status == "proofed" else {
        (outcome.verdict, outcome.reason) = ("fail", "number \(certificate.number) void: \(certificate.reason ?? "")")
        return outcome
      }
      outcome.successor = certificate.number
      outcome.path = "\(run.workspace.batch(batch).certificates)/\(certificate.number).pdf"
      return outcome
    }
  }
}

extension PipelineRun {
  func carrying(out order: OfficerOrder) -> PipelineRun {
    var request = request
    request.order = order
    return PipelineRun(
      workspace, request, executable: executable, random: random, progress: progress, logger: logger)
  }
}
