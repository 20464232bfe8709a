// SPDX-License-Identifier: GPL-3.0-or-later

/// Why a token's key cannot be used. Never quotes a PIN.
public enum TokenError: Error, Equatable, CustomStringConvertible {
  /// A text that names no key of a token; never quoted, as there may be a PIN in it.
  case uri(String)
  /// The library cannot be loaded; `detail` is what the loader said.
  case module(path: String, detail: String)
  /// None of the tokens at hand is the one named, or several are.
  case tokens(uri: String, matching: Int, found: [String])
  case pinNeeded(token: String)
  /// The token takes no PIN now: it is locked, or one wrong try would lock it.
  case pinTries(token: String, left: Int)
  /// No object of that name and kind on the token, or several.
  case objects(uri: String, kind: String, found: Int)
  case notEd25519(uri: String, found: String)
  /// A call that the token answered with an error, by its name in PKCS#11.
  case call(token: String, function: String, answer: String)

  public var description: String {
    switch self {
    case .uri(let reason):
      "PKCS#11 URI: \(reason)"
    case .module(let path, let detail):
      "\(path): cannot load the token's PKCS#11 library: \(detail)"
    case .tokens(let uri, let matching, let found):
      "\(uri): cannot open the token: expected one that fits, found \(matching)"
        + (found.isEmpty ? "; no token is there" : "; there are " + found.joined(separator: ", "))
        + "; plug it in, or name it by token= and serial="
    case .pinNeeded(let token):
      "token \"\(token)\": cannot log in: no PIN is at hand; name its file by pin-source=file:/PATH in the URI, or give "
        + "--passphrase-file FILE"
    case .pinTries(let token, let left):
      "token \"\(token)\": cannot log in: "
        + (left == 0
          ? "its PIN is locked; unlock it" : "one wrong PIN more would lock it, so none was tried; log in once")
        + " with the token's own tool"
    case .objects(let uri, let kind, let found):
      "\(uri): cannot find the key: expected one \(kind) key of that name, found \(found == 0 ? "none" : "several")"
        + (found == 0 ? "" : "; name it by id=")
    case .notEd25519(let uri, let found):
      "\(uri): cannot use the key: expected Ed25519, found \(found); "
        + "`pkcs11-tool --keypairgen --key-type EC:edwards25519` makes one"
    case .call(let token, let function, let answer):
      "token \"\(token)\": \(function) failed: \(answer)"
        + (answer == "CKR_PIN_INCORRECT" ? "; it was tried once, mend the PIN's file before the next try" : "")
    }
  }
}
