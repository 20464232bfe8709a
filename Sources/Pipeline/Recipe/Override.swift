// SPDX-License-Identifier: GPL-3.0-or-later
public import Settings

/// One `--set STAGE.KEY=VALUE`.
public struct Override: Equatable, Sendable {
  public var path: [String]
  public var value: String

  /// Throws for anything that is not of that form.
  public init(_ text: String) throws(SettingsError) {
    guard let equals = text.firstIndex(of: "=") else {
      throw SettingsError(file: "--set \(text)", message: "expected STAGE.KEY=VALUE, such as certify.copies=1")
    }
    path = text[..<equals].split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    value = String(text[text.index(after: equals)...])
    guard (2...3).contains(path.count), path.allSatisfy({ !$0.isEmpty }) else {
      throw SettingsError(file: "--set \(text)", message: "expected STAGE.KEY=VALUE, such as certify.copies=1")
    }
  }

  public var text: String { path.joined(separator: ".") + "=" + value }
}
