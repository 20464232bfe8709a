// SPDX-License-Identifier: GPL-3.0-or-later

/// The names of the files in a bundle.
public enum BundleNames {
  public static let manifest = "manifest.json"
  public static let checkpoint = "checkpoint"
  /// The issuer's key statement: its trust entry, for comparison only.
  public static func statement(of issuer: String) -> String { issuer + ".json" }
  /// That the checkpoint continues an earlier one of that size.
  public static func growth(from size: Int) -> String { "growth/\(size)" }
  public static let growths = "growth/"

  public static let certificates = "certificates/"
  public static func certificate(_ number: String) -> String { certificates + number + ".json" }
  public static func pdf(_ number: String) -> String { certificates + number + ".pdf" }
  /// The proof of its `certify` or `stamp` entry, the entry in it.
  public static func proof(_ number: String, of stage: String) -> String {
    "\(certificates)\(number).\(stage).tlog-proof"
  }

  /// The four files of a certificate.
  public static func files(of number: String) -> [String] {
    [certificate(number), pdf(number), proof(number, of: "certify"), proof(number, of: "stamp")]
  }

  /// The number in the name of a certificate's JSON; nil for other files.
  public static func number(in name: String) -> String? {
    guard name.hasPrefix(certificates), name.hasSuffix(".json") else { return nil }
    return String(name.dropFirst(certificates.count).dropLast(5))
  }
}
