// SPDX-License-Identifier: GPL-3.0-or-later
import Testing
import Tokens

@Suite("Names of keys on tokens (RFC 7512)")
struct TokenURITests {
  static let module = "?module-path=/usr/lib/softhsm/libsofthsm2.so"

  @Test(
    "The library and the PIN's file are read from the query",
    arguments: [
      ("", nil), ("&pin-source=file:/etc/certmill/pin", "/etc/certmill/pin"),
      ("&pin-source=file:///etc/certmill/pin", "/etc/certmill/pin"), ("&pin-source=/etc/pin%20of", "/etc/pin of"),
    ])
  func query(_ more: String, _ pinFile: String?) throws {
    for key in ["object=issuer", "id=%01%02", "object=issuer;id=%01;type=private"] {
      let uri = try TokenURI("pkcs11:token=chamber;\(key)\(Self.module)\(more)")
      #expect(uri.modulePath == "/usr/lib/softhsm/libsofthsm2.so" && uri.pinFile == pinFile)
    }
  }

  @Test(
    "What names no key, leaves the library open or holds a PIN is refused with the reason, and is not quoted",
    arguments: [
      ("", "URI"), ("pkcs12:token=secret-1;object=a" + module, "URI"), ("pkcs11:token=secret-1" + module, "object="),
      ("pkcs11:token=secret-1;object=a;type=public" + module, "type=private"),
      ("pkcs11:token=secret-1;object=a;type=cert" + module, "type=private"),
      ("pkcs11:token=secret-1;object=a", "module-path"),
      ("pkcs11:token=secret-1;object=a?module-path=libsofthsm2.so", "module-path"),
      ("pkcs11:token=secret-1;object=a?module-name=softhsm2", "module-path"),
      ("pkcs11:token=secret-1;objekt=a;id=%01" + module, "not known"),
      ("pkcs11:token=secret-1;slot-id=1;id=%01" + module, "not known"),
      ("pkcs11:token=secret-1;id=%0" + module, "URI"), ("pkcs11:token=secret-1;id=%zz" + module, "URI"),
      ("pkcs11:object=a" + module + "&pin-value=secret-1", "pin-value"),
      ("pkcs11:object=a" + module + "&pin-source=%7C/usr/bin/secret-1", "pin-source"),
      ("pkcs11:object=a" + module + "&pin-source=file:secret-1", "pin-source"),
      ("pkcs11:object=a" + module + "&pin-source=file://secret-1/pin", "pin-source"),
      ("pkcs11:object=" + String(repeating: "secret-1", count: 256) + module, "2048"),
      ("pkcs11:object=secret-1\0" + module, "NUL"),
    ])
  func refusals(_ text: String, _ reason: String) throws {
    let error = try #require(throws: TokenError.self) { try TokenURI(text) }
    #expect(error.description.contains(reason) && !error.description.contains("secret-1"), "\(error)")
  }
}
