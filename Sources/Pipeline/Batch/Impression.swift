// SPDX-License-Identifier: GPL-3.0-or-later
import Certificates
import Seals
import Trade
import Workers

/// Some copies of a certificate on their way through stamp and proof: made again under another mask, and then with
/// other seals, until every code can be read back.
struct Impression {
  let certificate: Certificate
  let copies: ClosedRange<Int>
  /// Texts of the codes in page order: copy by copy, each with its sheets.
  private(set) var seals: [String]

  private let bytes: [UInt8]
  private let day: CalendarDate
  /// Pages that poppler reads whole, the first of them drawn too.
  private let checked: [Int]
  private let draws: Bool
  private let predecessors: Predecessors
  /// Signs the seal of a copy's sheet with the exporter's name so many characters shorter; nil for seals that are
  /// issued already and cannot change.
  private let sign: ((_ copy: Int, _ sheet: Int, _ shortened: Int) throws -> String)?
  private var attempt = 0
  /// For each page, by how many characters its exporter's name was shortened.
  private var shortened: [Int]
  private var mayRetry = true

  /// Codes that could not be read back are made again at most this often.
  static let attempts = 7
  /// Of these, the first so many by another mask alone.
  static let attemptsByMask = 3

  /// What came of an attempt.
  enum Step {
    case again(WorkerJob)
    case done(Stamped)
    /// Why it cannot be put on paper.
    case failed(String)
  }

  /// An impression whose seals are signed now.
  init(
    of bytes: [UInt8], copies: ClosedRange<Int>, day: CalendarDate, checked: [Int] = [], draws: Bool = false,
    predecessors: Predecessors,
    sign: @escaping (_ copy: Int, _ sheet: Int, _ shortened: Int) throws -> String
  ) throws {
    certificate = try Certificate(parsing: bytes)
    self.bytes = bytes
    self.copies = copies
    self.day = day
    self.checked = checked
    self.draws = draws
    self.predecessors = predecessors
    self.sign = sign
    seals = []
    for copy in copies {
      for sheet in 1...certificate.sheets { seals.append(try sign(copy, sheet, 0)) }
    }
    shortened = Array(repeating: 0, count: seals.count)
  }

  /// An impression of copies whose seals are issued.
  init(of bytes: [UInt8], copies: ClosedRange<Int>, day: CalendarDate, seals: [String], predecessors: Predecessors)
    throws
  {
    certificate = try Certificate(parsing: bytes)
    self.bytes = bytes
    self.copies = copies
    self.day = day
    self.seals = seals
    checked = []
    draws = false
    self.predecessors = predecessors
    sign = nil
    shortened = []
  }

  /// What a worker has to do next.
  var job: WorkerJob {
    WorkerJob(
      kind: JobKind.stamp.rawValue,
      payload: StampJob(
        certificate: bytes, copies: copies, seals: seals, day: day, attempt: attempt, checked: checked, draws: draws,
        predecessors: predecessors
      ).bytes)
  }

  /// Throws where the key cannot sign now.
  mutating func take(_ outcome: WorkerOutcome) throws -> Step {
    switch outcome {
    case .lost(let loss):
      return .failed(loss.description)
    case .failed(let reason):
      guard mayRetry else { return .failed(reason) }
      mayRetry = false
      return .again(job)
    case .done(let answer):
      guard let stamped = try? Stamped(parsing: answer), stamped.codes.count == seals.count else {
        return .failed("its worker process sent a broken answer")
      }
      let unread = stamped.codes.indices.filter { stamped.codes[$0] != seals[$0] }
      guard unread.isEmpty else { return try remade(unread) }
      guard stamped.fault.isEmpty else { return .failed(stamped.fault) }
      return .done(stamped)
    }
  }

  /// Another mask makes another symbol of the same seal; when that has not helped, another text does: the exporter's
  /// name one character shorter.
  private mutating func remade(_ unread: [Int]) throws -> Step {
    attempt += 1
    guard attempt < Self.attempts else {
      return .failed("the code of page \(unread[0] + 1) could not be read back")
    }
    if let sign, attempt > Self.attemptsByMask {
      for page in unread {
        shortened[page] += 1
        let (copy, sheet) = (copies.lowerBound + page / certificate.sheets, page % certificate.sheets + 1)
        do {
          seals[page] = try sign(copy, sheet, shortened[page])
        } catch SealError.doesNotFit {
          return .failed("the code of page \(page + 1) could not be read back, nor be made shorter")
        }
      }
    }
    return .again(job)
  }
}
