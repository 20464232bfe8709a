// SPDX-License-Identifier: GPL-3.0-or-later
import Settings

/// A CUPS queue and what it is asked for.
public struct Printer: Equatable, Sendable {
  public var name: String
  /// PWG 5101.1 self-describing name, `iso_a4_210x297mm`.
  public var media: String?
  /// IPP `media-source` of sheets and of banners, `tray-2`.
  public var tray: String?
  public var bannerTray: String?
  /// Further `name=value` options of lp(1).
  public var options: [String]

  /// Keys of the recipe that say something of a queue.
  static let keys = ["media", "tray", "bannerTray", "options"]

  init(_ name: SettingsNode, of stage: SettingsNode) throws(SettingsError) {
    self.name = try name.text()
    // What CUPS allows in the name of a queue; a leading hyphen would be an option of lp.
    guard !self.name.hasPrefix("-"), self.name.utf8.allSatisfy({ $0 > 0x20 && $0 != 0x2F && $0 != 0x23 && $0 != 0x7F })
    else { throw name.error("printer \"\(self.name)\": expected the name of a CUPS queue; see `lpstat -e`") }
    func keyword(_ key: String) throws(SettingsError) -> String? {
      guard let node = try stage.optional(key) else { return nil }
      let text = try node.text()
      guard
        text.utf8.allSatisfy({ (48...57).contains($0) || (97...122).contains($0 | 0x20) || "-_.".utf8.contains($0) })
      else { throw node.error("\(key) \"\(text)\": expected an IPP keyword, such as tray-2 or iso_a4_210x297mm") }
      return text
    }
    media = try keyword("media")
    tray = try keyword("tray")
    bannerTray = try keyword("bannerTray")
    options = []
    for node in try stage.optional("options")?.items() ?? [] {
      let option = try node.text()
      guard let equals = option.firstIndex(of: "="), equals != option.startIndex, !option.contains(" ") else {
        throw node.error("option \"\(option)\": expected name=value as lp -o takes it")
      }
      options.append(option)
    }
  }
}
