// SPDX-License-Identifier: GPL-3.0-or-later
public import Paper
public import Reconciliation

/// What the paper around a code is found to be.
public struct SheetFinding: Equatable, Sendable {
  /// A box that is not what was printed, or of which that cannot be told.
  public struct Difference: Equatable, Sendable {
    public var box: NamedText.Box
    /// Whether something else stands there; else a person has to look.
    public var isAltered: Bool
    /// What was seen, without any of the sheet's words.
    public var reason: String
    /// What was printed above what was found, in gray at ``StampedSheet/resolution``; nil where no picture tells it.
    public var picture: GrayImage?

    public init(box: NamedText.Box, isAltered: Bool, reason: String, picture: GrayImage? = nil) {
      self.box = box
      self.isAltered = isAltered
      self.reason = reason
      self.picture = picture
    }
  }

  public var paper: PaperVerdict
  /// Altered ones first; one a box at most.
  public var differences: [Difference]
  /// For whoever handles the claim, without a full stop at the end.
  public var reason: String

  public init(_ paper: PaperVerdict, differences: [Difference] = [], reason: String) {
    self.paper = paper
    self.differences = differences
    self.reason = reason
  }
}
