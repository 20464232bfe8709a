// SPDX-License-Identifier: GPL-3.0-or-later
import Certificates
import DurableFiles
import Signing
import Trade

/// Which copies are to be printed: those of certificates in force that were neither printed nor spoiled yet.
struct PrintSelection {
  let state: State
  let store: ByteStore
  /// The agreement whose certificates are printed; what is another's is left to its recipe unless it is named.
  var agreement: String?

  /// Certificates and batches as a command names them.
  struct Wish {
    var numbers: [String] = []
    var batches: [String] = []

    /// Throws for a word that is neither a certificate's number nor a batch's id.
    init(_ words: [String]) throws(PrintRoomError) {
      for word in words {
        if CertificateNumber(word) != nil {
          numbers.append(word)
        } else if word.split(separator: "-").count == 2, word.utf8.count >= 11,
          word.utf8.allSatisfy({ (48...57).contains($0) || $0 == 45 })
        {
          batches.append(word)
        } else {
          throw .wish(word)
        }
      }
    }

    var fingerprint: Digest { Digest(sha256: Array((numbers + batches).joined(separator: " ").utf8)) }
  }

  /// The items in the order of the stack.
  func items(_ wish: Wish, order: [PrintRecipe.Order]) throws -> [PrintItem] {
    var certificates: [CertificateRow] = []
    if wish.numbers.isEmpty || !wish.batches.isEmpty {
      for batch in wish.batches where try state.batchTime(batch) == nil { throw PrintRoomError.unknownBatch(batch) }
      certificates = try state.unprinted(batches: wish.batches.isEmpty ? nil : wish.batches)
    }
    for number in wish.numbers where !certificates.contains(where: { $0.number == number }) {
      guard let certificate = try state.certificate(number) else { throw DeskError.unknownNumber(number) }
      guard certificate.status == "proofed" else {
        throw DeskError.notInForce(number, status: certificate.status)
      }
      guard !certificate.isPurged else { throw DeskError.purged(number) }
      certificates.append(certificate)
    }
    var keyed: [(key: [String], place: Int, item: PrintItem)] = []
    for certificate in certificates {
      let items = try items(of: certificate)
      guard !items.isEmpty else { continue }
      let form = try Certificate(parsing: store.get(certificate.digest)).application
      guard form.agreement == agreement || wish.numbers.contains(certificate.number) else { continue }
      let key = key(of: form, certificate.number, order)
      for item in items { keyed.append((key, keyed.count, item)) }
    }
    keyed.sort { left, right in
      for (one, other) in zip(left.key, right.key) where one != other { return one < other }
      return left.place < right.place
    }
    return keyed.map(\.item)
  }

  private func items(of certificate: CertificateRow) throws -> [PrintItem] {
    let printed = try state.printedCopies(of: certificate.number)
    let spoiled = Set(try state.spoiledCopies(of: certificate.number).map(\.copy))
    func isWanted(_ copy: Int) -> Bool { !printed.contains(copy) && !spoiled.contains(copy) && !spoiled.contains(0) }
    var items: [PrintItem] = []
    for copy in 1...certificate.copies where isWanted(copy) {
      if let last = items.last, last.copies.upperBound + 1 == copy {
        items[items.count - 1].copies = last.copies.lowerBound...copy
      } else {
        items.append(PrintItem(number: certificate.number, copies: copy...copy))
      }
    }
    for reprint in try state.reprints(of: certificate.number) where reprint.proof != nil && isWanted(reprint.copy) {
      items.append(PrintItem(number: certificate.number, copies: reprint.copy...reprint.copy))
    }
    return items
  }

  private func key(of form: ApplicationForm, _ number: String, _ order: [PrintRecipe.Order]) -> [String] {
    order.map { part in
      switch part {
      case .exporter: form.consignor.name.lowercased()
      case .destination: form.destination
      case .number: number
      }
    }
  }
}

/// Why the print room cannot begin.
public enum PrintRoomError: Error, Equatable, CustomStringConvertible {
  case wish(String)
  case unknownBatch(String)
  case runDiffers(run: String)

  public var description: String {
    switch self {
    case .wish(let word):
      "\"\(word)\": expected certificate numbers (SG-2026-0000001-H) or batches (20261123-01) to print; none prints all "
        + "that was not printed yet"
    case .unknownBatch(let id): "batch \(id): is not one of this workspace; see batches/"
    case .runDiffers(let run):
      "run \(run): was entered before an interruption and now comes out otherwise: a library or font of this machine "
        + "has changed; finish the batch with the old ones"
    }
  }
}
