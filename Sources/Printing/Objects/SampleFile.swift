// SPDX-License-Identifier: GPL-3.0-or-later

import PDF
import Signing
import Trade
import Typography

/// A PDF of sheets that are no certificates: previews and calibration sheets, after a template's prefix.
struct SampleFile {
  let title: String
  let created: Timestamp
  let extra: [(face: FaceID, font: EmbeddedFont)]

  /// The ink of whatever is not part of the form, /Sample of the pages' resources: a colour of its own, so that a print
  /// room can leave it out; other devices mix it of magenta and cyan.
  static let ink =
    "/Sample[/Separation/Certmill#20Sample/DeviceCMYK<</FunctionType 2/Domain[0 1]/N 1/C0[0 0 0 0]/C1[0.35 0.9 0 0]>>]"

  /// `pages` are content streams in order; the artwork lies under them where `bearsArtwork` says so.
  func bytes(of stamper: borrowing Stamper, pages: [[UInt8]], bearsArtwork: Bool) -> [UInt8] {
    let shared = stamper.shared
    let tree = shared.catalog + 1
    var writer = ObjectWriter(first: tree, start: shared.bytes.count)
    let resources = tree + 2 + 5 * extra.count
    PageTree.append(
      pages: pages.indices.map { resources + 2 + 2 * $0 },
      width: hundredths(stamper.template.width * pointsPerMillimetre),
      height: hundredths(stamper.template.height * pointsPerMillimetre), resources: resources, to: &writer)
    Information.append(title: title, created: created, to: &writer)
    let fonts = extra.map { FontObjects.append($0.font, level: 6, to: &writer) }
    writer.object { body in
      body.put("<</Font<<")
      body.append(contentsOf: shared.fontEntries)
      for (index, number) in fonts.enumerated() { body.put("/X\(index) \(number) 0 R") }
      body.put(">>")
      body.append(contentsOf: shared.otherEntries)
      body.put("/ColorSpace<<\(Self.ink)>>>>")
    }
    var state = SHA256State()
    state.update(shared.digest.bytes)
    for (index, page) in pages.enumerated() {
      let ground = index == 0 ? shared.first : shared.continuation
      state.update(page)
      let content = writer.stream(Deflate.compress(page, level: 6)) { $0.put("/Filter/FlateDecode") }
      writer.object { body in
        body.put("<</Type/Page/Parent \(tree) 0 R")
        body.append(contentsOf: ground.pageEntries)
        body.put("/Contents[")
        if bearsArtwork, let background = ground.stream { body.put("\(background) 0 R ") }
        body.put("\(content) 0 R]>>")
      }
    }
    writer.finish(
      earlier: shared.crossReferences, catalog: shared.catalog, information: tree + 1,
      identifier: Array(state.finish().bytes.prefix(16)))
    return shared.bytes + writer.bytes
  }
}
