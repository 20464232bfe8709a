// SPDX-License-Identifier: GPL-3.0-or-later

/// What a print run needs of its template: a value, so that whoever writes the run needs no fonts and no artwork.
public struct RunFrame: Equatable, Sendable {
  /// The constant bytes that every certificate of the template begins with, and the run too.
  public var prefix: [UInt8]
  /// The cross-reference lines of the objects in `prefix`.
  public var crossReferences: [UInt8]
  /// Number of the catalog, the last object of `prefix`.
  public var catalog: Int
  /// Number of the resources that pages without fonts of their own use.
  public var resources: Int
  /// Size of a sheet in hundredths of a point.
  public var width: Int
  public var height: Int
  /// The back of every sheet; nil for a run that is printed on one side.
  public var back: Back?

  /// The objects that draw the back of a sheet, numbered so that they stand first in a run.
  public struct Back: Equatable, Sendable {
    public var bytes: [UInt8]
    /// Where each object begins in `bytes`.
    public var offsets: [Int]
    /// What a page's dictionary holds to show them: resources, contents, transparency group.
    public var pageEntries: [UInt8]

    public init(bytes: [UInt8], offsets: [Int], pageEntries: [UInt8]) {
      self.bytes = bytes
      self.offsets = offsets
      self.pageEntries = pageEntries
    }
  }

  public init(
    prefix: [UInt8], crossReferences: [UInt8], catalog: Int, resources: Int, width: Int, height: Int, back: Back? = nil
  ) {
    self.prefix = prefix
    self.crossReferences = crossReferences
    self.catalog = catalog
    self.resources = resources
    self.width = width
    self.height = height
    self.back = back
  }

  /// Number of the page tree, the first object after the prefix; information comes next, then a run's own objects.
  var pageTree: Int { catalog + 1 }
  /// Number of the first object of a run that is neither page tree nor information.
  var firstOwn: Int { catalog + 3 }
}

extension Stamper {
  /// The frame of the runs of this template's certificates; `hasBacks` for runs that print the template's back on the
  /// back of every sheet, which throws where the template has none.
  public func runFrame(hasBacks: Bool = false) throws(PrintingError) -> RunFrame {
    var frame = RunFrame(
      prefix: shared.bytes, crossReferences: shared.crossReferences, catalog: shared.catalog,
      resources: shared.resources, width: hundredths(template.width * pointsPerMillimetre),
      height: hundredths(template.height * pointsPerMillimetre))
    guard hasBacks else { return frame }
    guard let back else { throw .noBack(template: template.file) }
    let first = frame.firstOwn
    var bytes: [UInt8] = []
    var offsets: [Int] = []
    for object in back.objects(numberedFrom: first) {
      offsets.append(bytes.count)
      bytes += object
    }
    frame.back = RunFrame.Back(bytes: bytes, offsets: offsets, pageEntries: back.pageEntries(objectsFrom: first))
    return frame
  }
}
