// SPDX-License-Identifier: GPL-3.0-or-later
import Paper
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
  /// Nil for a text, and for a file that could not be opened.
  var place: Place?
  var code: PresentedCode?
  /// What is found where there is no code.
  var finding: SealFinding?
  var resolution: Int?
  var step: String?

  func row(_ finding: SealFinding?) -> PageRow {
    PageRow(
      file: file, page: place?.page, finding ?? self.finding ?? SealFinding(.unreadable, reason: "no code found"),
      resolution: resolution, step: step)
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
  /// Side of every printed seal: 73 modules of 0.46 mm.
  private static let sealSide = Length(millimetres: 73 * 0.46)
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
        resolution: resolution(of: code), step: code.step)
    }
  }

  private var withoutCode: SealFinding {
    if isBlank { return SealFinding(.blank, reason: "nothing is printed on this page") }
    guard resolution == 0 else {
      return SealFinding(.unreadable, reason: "no code can be read on this page")
    }
    // The long side of A4, as if the picture showed a whole sheet.
    let estimate = Int((Double(max(width, height)) / 297 * 25.4).rounded())
    let hint =
      estimate < Self.neededResolution
      ? ": as a whole sheet it has about \(estimate) dpi, at least \(Self.neededResolution) needed" : ""
    return SealFinding(
      .unreadable, reason: "no code can be read in the picture of \(width) × \(height) pixels\(hint)")
  }

  /// A picture's own resolution is told from the size of the printed code in it.
  private func resolution(of code: FileScan.Code) -> Int? {
    if resolution > 0 { return resolution }
    guard code.side > 0 else { return nil }
    return Int((Double(code.side) * Length.pointsPerInch / Self.sealSide.points).rounded())
  }
}
