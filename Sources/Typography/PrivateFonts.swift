// SPDX-License-Identifier: GPL-3.0-or-later

import CPango
import Glibc

/// A Fontconfig configuration that knows the given faces and nothing of the system.
///
/// Each face goes by a family name of its own (`face0`, `face1` …) and as a plain upright one, so that the order of the
/// list decides, whatever names, weights or languages the files claim.
struct PrivateFonts: ~Copyable {
  let config: OpaquePointer

  init(faces: [Face]) throws(TypographyError) {
    guard let config = FcConfigCreate() else {
      throw .notUsable(path: faces[0].path, index: faces[0].index, library: "Fontconfig")
    }
    // Only this call makes a configuration's set of application fonts; the name is no file, so nothing is scanned.
    _ = FcConfigAppFontAddFile(config, "")
    let fonts = FcConfigGetFonts(config, FcSetApplication)
    for (place, face) in faces.enumerated() {
      guard let fonts, let pattern = Self.pattern(of: face, place: place), FcFontSetAdd(fonts, pattern) != 0 else {
        FcConfigDestroy(config)
        throw .notUsable(path: face.path, index: face.index, library: "Fontconfig")
      }
    }
    self.config = config
  }

  deinit {
    FcConfigDestroy(config)
  }

  private static func pattern(of face: Face, place: Int) -> OpaquePointer? {
    // A query of one face: FcConfigAppFontAddFile would scan all faces of a collection.
    var count: Int32 = 0
    guard let pattern = FcFreeTypeQuery(face.path, UInt32(face.index), nil, &count) else { return nil }
    FcPatternDel(pattern, FC_FAMILY)
    FcPatternAddString(pattern, FC_FAMILY, family(place))
    for (object, value) in [(FC_WEIGHT, FC_WEIGHT_REGULAR), (FC_SLANT, FC_SLANT_ROMAN), (FC_WIDTH, FC_WIDTH_NORMAL)] {
      FcPatternDel(pattern, object)
      FcPatternAddInteger(pattern, object, Int32(value))
    }
    return pattern
  }

  static func family(_ place: Int) -> String { "face\(place)" }

  /// The face's place in the stack, from the family name above.
  static func place(of family: UnsafePointer<CChar>) -> Int? {
    guard strncmp(family, "face", 4) == 0 else { return nil }
    return Int(atoi(family + 4))
  }
}
