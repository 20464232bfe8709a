// SPDX-License-Identifier: GPL-3.0-or-later
internal import Paper
internal import TextReading

/// What speaks against a box, gathered word by word.
struct BoxDoubt {
  private var words = 0
  /// Words in which something else stands.
  private var changed: [PixelBox] = []
  /// Words that are gone.
  private var gone: [PixelBox] = []
  /// Words that cannot be made out.
  private var unclear: [PixelBox] = []
  private var added: [PixelBox] = []
  private var addedElsewhere: [PixelBox] = []
  private var changedLetters = 0

  /// Takes a word. Where its picture leaves a doubt and much depends on it, it is read.
  mutating func take(
    _ word: WordEvidence, usual: WordEvidence.Usual, isCritical: Bool, in picture: GrayImage, reader: inout TextReader
  ) throws(TextReadingError) {
    words += 1
    let differing = word.letters.count { $0.differs } + word.added.count { $0.isOwnType }
    let place = word.added.reduce(word.word.place) { $1.isOwnType || $1.isSign ? $0.joined($1.box) : $0 }
    if word.isReplaced(usual) || differing > 0 {
      changedLetters += word.isReplaced(usual) ? word.letters.count : differing
      // Two kinds of evidence that contradict each other are none.
      if try isRead(word, at: place, in: picture, &reader) { unclear.append(place) } else { changed.append(place) }
    } else if word.added.contains(where: \.isSign) {
      unclear.append(place)
    } else if usual.missing < 0.45, word.missing - usual.missing >= 0.5, word.extra < 0.2, word.likeness < 0.5 {
      gone.append(place)
    } else if word.likeness < 0.6 || isCritical && !word.isBeyondDoubt(usual) {
      if isCritical, try isRead(word, at: place, in: picture, &reader) { return }
      unclear.append(place)
    }
  }

  mutating func take(_ line: AddedText.Line) {
    if line.isOwnType { added.append(line.box) } else { addedElsewhere.append(line.box) }
  }

  /// Whether the word is read as it was printed, up to letters that every reader takes for each other.
  private func isRead(
    _ word: WordEvidence, at place: PixelBox, in picture: GrayImage, _ reader: inout TextReader
  ) throws(TextReadingError) -> Bool {
    let box = place.moved(word.shift.x, word.shift.y).grown(14, 6).cut(to: picture)
    let cut = picture.cropped(x: box.left, y: box.top, width: box.width, height: box.height)
    let read = try reader.words(
      in: cut.doubled, resolution: Resolution(dotsPerInch: 2 * StampedSheet.resolution.dotsPerInch), layout: .line)
    return FoldedReading(read.map(\.text).joined()) == FoldedReading(word.word.text)
  }

  /// Nil where nothing is wrong. `picture` draws what was printed and what was found there.
  func difference(_ box: NamedText.Box, picture: (PixelBox) -> GrayImage) -> SheetFinding.Difference? {
    var reasons: [String] = []
    // A single letter of many may be a blot; a digit or two letters are not.
    let isChanged = !changed.isEmpty && (box.isCritical || changedLetters >= 2)
    if !changed.isEmpty { reasons.append(isChanged ? "other text stands there" : "a letter looks different") }
    if !added.isEmpty { reasons.append("text was added in the certificate's own type") }
    if !addedElsewhere.isEmpty { reasons.append("there is more print than was printed") }
    if !gone.isEmpty { reasons.append("text is gone") }
    let isUnclear = !unclear.isEmpty && (box.isCritical || 3 * unclear.count > words)
    if isUnclear { reasons.append("text is covered or damaged") }
    guard !reasons.isEmpty else { return nil }
    let isAltered = isChanged || !added.isEmpty
    let shown = isAltered ? changed + added : changed + addedElsewhere + gone + unclear
    let area = shown.dropFirst().reduce(shown[0]) { $0.joined($1) }
    return SheetFinding.Difference(
      box: box, isAltered: isAltered, reason: reasons.joined(separator: ", "), picture: picture(area))
  }
}
