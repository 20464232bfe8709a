// SPDX-License-Identifier: GPL-3.0-or-later
public import Paper
private import Reconciliation
public import TextReading

extension StampedSheet {
  /// Compares a scan with the sheet as it was printed: letter by letter with what the sheet's own type could say
  /// instead, word by word for ink that is gone, and over the whole page for print that was added.
  ///
  /// - Parameters:
  ///   - scan: a picture of the sheet, turned in any way.
  ///   - code: corners of the sheet's code in it, around it.
  ///   - reader: asked where the pictures leave a doubt.
  public func finding(
    on scan: GrayImage, code: [PagePoint], reader: inout TextReader
  ) throws(TextReadingError) -> SheetFinding {
    guard !words.isEmpty else { return SheetFinding(.byEye, reason: "the printed certificate has no text to compare") }
    guard let registration = Registration(of: scan, code: code, over: picture, code: self.code) else {
      return SheetFinding(
        .byEye, reason: "the sheet cannot be laid over what was printed: too little of it is found where it should be")
    }
    let found = registration.picture.blurred(sigma: 0.8)
    let printed = softened(like: found)
    let stock = GlyphStock(self, in: printed)
    let codeBox = codeBox
    let inks = (
      sheet: InkScale(of: printed, black: InkScale.black(of: printed, over: picture, in: codeBox)),
      scan: InkScale(of: found, black: InkScale.black(of: found, over: picture, in: codeBox))
    )
    let evidence = words.map { WordEvidence(of: $0, in: printed, found, stock: stock, inks: inks) }
    let usual = WordEvidence.Usual(evidence)
    var doubts: [NamedText.Box: BoxDoubt] = [:]
    for word in evidence {
      // Of the form's own words only figures are looked at: they may be what no box claims.
      guard let box = word.word.box ?? (word.hasOtherDigits ? .other : nil) else { continue }
      try doubts[box, default: BoxDoubt()].take(
        word, usual: usual, isCritical: box.isCritical, in: registration.picture, reader: &reader)
    }
    let added = AddedText(
      on: found, beside: printed, inks: inks, stock: stock, without: [codeBox.grown(12, 12)] + margins)
    // A form that the stock bears is not on the sheet as it was printed: its own print is no addition.
    let isForm = isBare(inks.sheet)
    for line in added.lines where line.isOwnType || !isForm && line.isSmallPrint {
      doubts[box(near: line.box), default: BoxDoubt()].take(line)
    }
    let differences = doubts.sorted { $0.key.rawValue < $1.key.rawValue }.compactMap { box, doubt in
      doubt.difference(box) { area in pair(area, registration.picture) }
    }
    return Self.finding(differences, boxes: Set(words.compactMap(\.box)))
  }

  private static func finding(_ differences: [SheetFinding.Difference], boxes: Set<NamedText.Box>) -> SheetFinding {
    func names(_ differences: [SheetFinding.Difference]) -> String {
      differences.map { "\($0.box.words) (\($0.reason))" }.joined(separator: ", ")
    }
    let altered = differences.filter(\.isAltered)
    let unclear = differences.filter { !$0.isAltered }
    let ordered = altered + unclear
    if !altered.isEmpty {
      let rest = unclear.isEmpty ? "" : "; to be looked at: \(names(unclear))"
      return SheetFinding(
        .altered, differences: ordered, reason: "the paper is not what was printed: \(names(altered))\(rest)")
    }
    if !unclear.isEmpty {
      return SheetFinding(
        .byEye, differences: ordered,
        reason: "whether the paper is what was printed has to be looked at: \(names(unclear))")
    }
    let critical = NamedText.Box.allCases.filter { $0.isCritical && boxes.contains($0) }
    guard critical.contains(.number) else {
      return SheetFinding(.byEye, reason: "the certificate's number is not found on the page that was printed")
    }
    return SheetFinding(.matches, reason: "the paper is what was printed, in every box")
  }

  // MARK: - Parts of the page

  private var codeBox: PixelBox {
    let (x, y) = (code.map { Int($0.x) }, code.map { Int($0.y) })
    let (left, top) = (x.min() ?? 0, y.min() ?? 0)
    return PixelBox(left: left, top: top, width: (x.max() ?? 0) - left, height: (y.max() ?? 0) - top).cut(to: picture)
  }

  /// What lies off the paper's edge, or was cut off, is no print.
  private var margins: [PixelBox] {
    let edge = picture.width / 40
    return [
      PixelBox(left: 0, top: 0, width: picture.width, height: edge),
      PixelBox(left: 0, top: picture.height - edge, width: picture.width, height: edge),
      PixelBox(left: 0, top: 0, width: edge, height: picture.height),
      PixelBox(left: picture.width - edge, top: 0, width: edge, height: picture.height),
    ]
  }

  /// As soft as the scan: of a few, the one in which most words are most alike.
  private func softened(like found: GrayImage) -> GrayImage {
    let step = max(1, words.count / 60)
    var best: (likeness: Double, picture: GrayImage) = (-2, picture)
    for sigma in [0.6, 1.0, 1.5, 2.2] {
      let softened = picture.blurred(sigma: sigma)
      let stock = GlyphStock(self, in: softened)
      let alike = stride(from: 0, to: words.count, by: step).map { index in
        let window = WordEvidence.window(of: words[index], stock).cut(to: softened)
        return BestPlace(
          of: window, of: softened, in: found, around: (window.left, window.top), reach: (3, 3)
        ).likeness
      }.sorted()
      let middle = alike[alike.count / 2]
      if middle > best.likeness { best = (middle, softened) }
    }
    return best.picture
  }

  /// Whether there is hardly anything on the page but its words and its code.
  private func isBare(_ inks: InkScale) -> Bool {
    var covered = [Bool](repeating: false, count: picture.pixels.count)
    for box in words.map({ $0.place.grown(4, 4).cut(to: picture) }) + [codeBox.grown(8, 8).cut(to: picture)] {
      for y in box.top..<box.bottom {
        for x in box.left..<box.right { covered[y * picture.width + x] = true }
      }
    }
    let inked = picture.pixels.indices.count { !covered[$0] && picture.pixels[$0] < 245 }
    return inked * 50 < picture.pixels.count
  }

  /// The box of the nearest word that has one.
  private func box(near area: PixelBox) -> NamedText.Box {
    func distance(_ word: Word) -> Int {
      max(word.place.left - area.right, area.left - word.place.right, 0)
        + 2 * max(word.place.top - area.bottom, area.top - word.place.bottom, 0)
    }
    let near = words.filter { $0.box != nil }.min { distance($0) < distance($1) }
    // Farther than 20 mm it is nobody's.
    guard let near, distance(near) < 160, let box = near.box else { return .other }
    return box
  }

  /// What was printed above what was found; the larger of a box is cut to 200 mm by 40.
  private func pair(_ area: PixelBox, _ found: GrayImage) -> GrayImage {
    let box = area.grown(24, 16).cut(to: picture)
    let cut = PixelBox(left: box.left, top: box.top, width: min(box.width, 1_575), height: min(box.height, 315))
    let upper = picture.cropped(x: cut.left, y: cut.top, width: cut.width, height: cut.height)
    let lower = found.cropped(x: cut.left, y: cut.top, width: cut.width, height: cut.height)
    let line = [UInt8](repeating: 0, count: 3 * cut.width)
    return GrayImage(width: cut.width, height: 2 * cut.height + 3, pixels: upper.pixels + line + lower.pixels)
  }
}
