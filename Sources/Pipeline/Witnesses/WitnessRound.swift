// SPDX-License-Identifier: GPL-3.0-or-later
import Dispatch
import Ledger
import Web

/// Asks all witnesses at once for their cosignature of the ledger's newest checkpoint.
///
/// Nothing is remembered of a witness between rounds. The first request claims that it has this very checkpoint; one
/// that is behind says where (409), and gets the proof from there.
struct WitnessRound {
  enum Outcome: Equatable {
    case confirmed(NoteSignature)
    /// It says that it has confirmed another history than this ledger's: longer, or different.
    case contradicts(String)
    /// No answer, or none that makes sense.
    case failed(String)

    var trouble: String? {
      switch self {
      case .confirmed: nil
      case .contradicts(let reason), .failed(let reason): reason
      }
    }
  }

  let witnesses: [WitnessPolicy.Witness]
  /// Time for all of it.
  let seconds: Int

  /// What each witness with an address said. Costs no more than `seconds`.
  func ask(about ledger: borrowing LedgerFile) throws(LedgerError) -> [VerifierKey: Outcome] {
    var asked: [(key: VerifierKey, address: String)] = []
    for witness in witnesses {
      if let address = witness.address { asked.append((witness.key, address)) }
    }
    guard !asked.isEmpty else { return [:] }
    let size = ledger.checkpoint.size
    let deadline = DispatchTime.now() + .seconds(seconds)
    var outcomes: [VerifierKey: Outcome] = [:]
    // By witness: where it said to be, once the proof from there is on its way.
    var stands: [Int: Int] = [:]
    let post = WitnessPost(seconds: seconds)
    for (number, witness) in asked.enumerated() {
      post.send(CheckpointRequest(oldSize: size, path: [], note: ledger.note), to: witness.address, number: number)
    }
    while outcomes.count < asked.count, let (number, result) = post.next(before: deadline) {
      let witness = asked[number]
      switch result {
      case .failure(let trouble): outcomes[witness.key] = .failed(trouble.witnessWords)
      case .success(let answer):
        switch Self.judge(answer, note: ledger.note, key: witness.key, size: size, told: stands[number]) {
        case .over(let outcome): outcomes[witness.key] = outcome
        case .isBehind(let old):
          stands[number] = old
          let path = try ledger.consistencyProof(from: old).path
          post.send(
            CheckpointRequest(oldSize: old, path: path, note: ledger.note), to: witness.address, number: number)
        }
      }
    }
    for witness in asked where outcomes[witness.key] == nil {
      outcomes[witness.key] = .failed("did not answer within \(seconds) s")
    }
    return outcomes
  }

  enum Verdict: Equatable {
    case over(Outcome)
    /// It has cosigned so many entries, fewer than there are.
    case isBehind(Int)
  }

  /// What an answer means. `told` is where the witness said to be when it was asked first; nil at the first request.
  static func judge(
    _ answer: WebAnswer, note: SignedNote, key: VerifierKey, size: Int, told: Int?
  ) -> Verdict {
    switch answer.status {
    case 200:
      do throws(NoteError) {
        return .over(.confirmed(try note.cosignature(in: answer.body, of: key)))
      } catch {
        return .over(.failed("its answer is no cosignature: \(error)"))
      }
    case 409:
      guard answer.contentType == WitnessAnswer.sizeType, let stand = WitnessAnswer.size(parsing: answer.body) else {
        return .over(.failed("answered 409 without the size that it has confirmed"))
      }
      if stand > size {
        return .over(.contradicts("says that it has confirmed \(stand) entries, this ledger has \(size)"))
      }
      if stand == size { return .over(.contradicts("says that it has confirmed \(size) other entries")) }
      if let told { return .over(.failed("said that it had confirmed \(told) entries, and then \(stand)")) }
      return .isBehind(stand)
    case 422:
      guard let told else { return .over(.failed("answered 422 before it was given a proof")) }
      return .over(.contradicts("says that it has confirmed \(told) other entries"))
    case 403: return .over(.failed("does not know this ledger's key (403)"))
    case 404: return .over(.failed("does not watch this ledger, or its address is wrong (404)"))
    default: return .over(.failed("answered with status \(answer.status)"))
    }
  }
}
