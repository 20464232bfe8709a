// SPDX-License-Identifier: GPL-3.0-or-later
import Barcodes
import Reconciliation
import Signing

/// A row before its code is judged.
struct Draft {
  /// A page of one of the arguments.
  struct Place: Hashable {
    var argument: Int
    /// From 1.
    var page: Int
  }

  var file: String?
  /// A certificate's number that somebody has typed.
  var number: String?
  /// Nil for a text, and for a file that could not be opened.
  var place: Place?
  var code: PresentedCode?
  /// What is found where there is no code.
  var finding: SealFinding?
  var resolution: Int?
  var step: String?
  /// Of the code.
  var skew: Skew?
  /// Corners of the code, x and y in turn, in thousandths of the page's width and height from its upper left corner.
  var outline: [Int] = []

  func row(_ finding: SealFinding?) -> PageRow {
    var row = PageRow(
      file: file, page: place?.page, finding ?? self.finding ?? SealFinding(.unreadable, reason: "no code found"),
      resolution: resolution, step: step, skew: skew)
    row.typed = number
    return row
  }
}

extension [Draft] {
  /// Other codes on a page that bears a seal (a parcel's, a bank's) are nobody's fault.
  func withoutForeignBesideSeals(_ check: SealCheck) -> [Draft] {
    let isForeign = map { draft in draft.code.map { check.isForeign($0.text) } ?? false }
    var sealed: Set<Draft.Place> = []
    for (draft, isForeign) in zip(self, isForeign) where !isForeign {
      if let place = draft.place { sealed.insert(place) }
    }
    return zip(self, isForeign).filter { draft, isForeign in
      !isForeign || draft.place.map { !sealed.contains($0) } ?? true
    }.map(\.0)
  }
}

extension FileScan.Page {
  /// Dots an inch that a code needs to be read reliably.
  private static let neededResolution = 150

  /// One for each code, or one that says why there is none. `place` counts pages from 1.
  func drafts(file: String, digest: Digest?, place: Draft.Place) -> [Draft] {
    guard fault.isEmpty else {
      return [Draft(file: file, place: place, finding: SealFinding(.unreadable, reason: fault))]
    }
    if codes.isEmpty {
      return [Draft(file: file, place: place, finding: withoutCode, resolution: resolution > 0 ? resolution : nil)]
    }
    var seen: Set<[UInt8]> = []
    return codes.filter { seen.insert($0.text).inserted }.map { code in
      Draft(
        file: file, place: place, code: PresentedCode(text: code.text, file: digest),
        resolution: resolution(of: code), step: code.step, skew: Skew(hundredths: code.skew),
        outline: outline(of: code))
    }
  }

  private func outline(of code: FileScan.Code) -> [Int] {
    guard width > 0, height > 0 else { return [] }
    return code.corners.flatMap { [1000 * $0.x / width, 1000 * $0.y / height] }
  }

  private var withoutCode: SealFinding {
    if isCutShort {
      return SealFinding(
        .unreadable,
        reason: "no code can be read in the part of the page that is there: the file is cut short or damaged")
    }
    switch reason {
    case .blank: return SealFinding(.blank, reason: "nothing is printed on this page")
    case .noCode: return SealFinding(.unreadable, reason: "no code found on this page of \(width) × \(height) pixels")
    case .damaged:
      return SealFinding(.unreadable, reason: "\(place) looks like a code but cannot be read: look at the sheet")
    case .coarse:
      return SealFinding(
        .unreadable,
        reason: "\(place) looks like a code but cannot be read: it has about \(suspectResolution) dpi, at least "
          + "\(Self.neededResolution) needed; scan it again")
    }
  }

  /// Where something that looks like a code is, for somebody who holds the sheet.
  private var place: String {
    "what stands at \(100 * suspect.x / max(1, width)) % from the left and \(100 * suspect.y / max(1, height)) % from the top"
  }

  /// What the file says, unless the size of the printed code says otherwise: scanners' programs write anything.
  private func resolution(of code: FileScan.Code) -> Int? {
    let isBelieved = resolution > 0 && (4 * code.resolution...6 * code.resolution).contains(5 * resolution)
    let told = isBelieved ? resolution : code.resolution
    return told > 0 ? told : nil
  }
}
