// SPDX-License-Identifier: GPL-3.0-or-later
import Signing

/// The page that a printed code opens: one file that a web server gives to phones, made of the parts in `page/`.
///
/// It fetches nothing but the published ledger beside it. Its Content-Security-Policy names style and script by their
/// SHA-256, so that nothing else runs in it.
enum VerificationPage {
  /// In the order in which they need each other.
  private static let scripts = [
    PackageResources.bytes_mjs, PackageResources.sha256_mjs, PackageResources.ed25519_mjs, PackageResources.cbor_mjs,
    PackageResources.seal_mjs, PackageResources.note_mjs, PackageResources.ledger_mjs, PackageResources.history_mjs,
    PackageResources.trust_mjs, PackageResources.check_mjs, PackageResources.page_mjs,
  ]

  /// The page of the chamber whose trust entry, JSON that has been checked, goes into it.
  static func html(trustEntry: [UInt8]) -> [UInt8] {
    let style = lines(of: PackageResources.page_css)
    let script = scripts.map(lines(of:)).joined()
    let policy =
      "default-src 'none'; connect-src 'self'; img-src data:; style-src '\(hash(style))'; "
      + "script-src '\(hash(script))'; base-uri 'none'; form-action 'none'"
    // In JSON "<" stands in strings only; written so it cannot end the element that holds it.
    let trust = String(decoding: trustEntry, as: UTF8.self).replacing("<", with: "\\u003c")
    let page = String(decoding: PackageResources.page_html, as: UTF8.self)
      .replacing("{{policy}}", with: policy).replacing("{{style}}", with: style)
      .replacing("{{script}}", with: script).replacing("{{trust}}", with: trust)
    return Array(page.utf8)
  }

  /// The lines without indentation, comments and what only separate modules need. A comment starts its line.
  private static func lines(of source: [UInt8]) -> String {
    String(decoding: source, as: UTF8.self).split(separator: "\n").compactMap { line in
      var line = line.drop { $0 == " " }
      guard !["//", "/*", "*", "import "].contains(where: { line.hasPrefix($0) }) else { return nil }
      if line.hasPrefix("export ") { line = line.dropFirst(7) }
      return line + "\n"
    }.joined()
  }

  /// CSP Level 2 section 4.2.5: what a policy calls an element by its content.
  private static func hash(_ content: String) -> String {
    "sha256-" + Base64.encode(Digest(sha256: Array(content.utf8)).bytes)
  }
}
