// SPDX-License-Identifier: GPL-3.0-or-later

/// Where fonts lie if nobody says otherwise.
public enum FontFolders {
  /// Of the packages fonts-noto-core, fonts-droid-fallback, fonts-dejavu-core and fonts-noto-cjk.
  public static let debian = [
    "/usr/share/fonts/truetype/noto", "/usr/share/fonts/truetype/droid", "/usr/share/fonts/truetype/dejavu",
    "/usr/share/fonts/opentype/noto",
  ]
}
