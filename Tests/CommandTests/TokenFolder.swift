// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Testing

/// A SoftHSM token in a temporary folder, and a workspace `ws` to be beside it.
struct TokenFolder {
  static let softHSM = "/usr/lib/softhsm/libsofthsm2.so"
  /// Hands everything on to SoftHSM, but for signatures that fail on demand.
  static let brittle = CommandTests.program.deletingLastPathComponent().appending(path: "libBrittleToken.so").path
  static let pin = "271828"

  let folder: URL
  var environment: [String: String] { ["SOFTHSM2_CONF": folder.path + "/softhsm2.conf"] }

  init(_ folder: URL) throws {
    self.folder = folder
    try FileManager.default.createDirectory(at: folder.appending(path: "tokens"), withIntermediateDirectories: true)
    try "directories.tokendir = \(folder.path)/tokens\nlog.level = ERROR\n".write(
      to: folder.appending(path: "softhsm2.conf"), atomically: true, encoding: .utf8)
    try write(Self.pin + "\n", to: "pin")
    try addToken("chamber")
  }

  func addToken(_ label: String) throws {
    try tool("softhsm2-util", "--init-token", "--free", "--label", label, "--pin", Self.pin, "--so-pin", "31415926")
  }

  /// Makes a pair of keys on the token.
  func makeKey(_ label: String, id: String, type: String = "EC:edwards25519") throws {
    try tool(
      "pkcs11-tool", "--module", Self.softHSM, "--token-label", "chamber", "--login", "--pin", Self.pin,
      "--keypairgen", "--key-type", type, "--label", label, "--id", id)
  }

  /// Puts a key of a file on the token.
  func importKey(_ path: String, _ label: String, id: String) throws {
    try tool("softhsm2-util", "--import", path, "--token", "chamber", "--label", label, "--id", id, "--pin", Self.pin)
  }

  func write(_ text: String, to name: String) throws {
    let path = folder.appending(path: name).path
    try text.write(toFile: path, atomically: true, encoding: .utf8)
    try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
  }

  func uri(_ path: String, pin: String = "pin", module: String = softHSM) -> String {
    "pkcs11:\(path)?module-path=\(module)&pin-source=file:\(folder.path)/\(pin)"
  }

  func certmill(_ arguments: String..., adding: [String: String] = [:]) throws -> CommandTests.Result {
    try CommandTests.certmill(arguments, in: folder, environment: environment.merging(adding) { $1 })
  }

  func initialise(_ more: String..., adding: [String: String] = [:]) throws -> CommandTests.Result {
    try CommandTests.certmill(
      [
        "init", "ws", "--chamber", "SG-CC1", "--name", "Straits Chamber of Trade", "--country", "SG", "--host",
        "CO.STRAITS.EXAMPLE", "--from", "2026-01-01",
      ] + more, in: folder, environment: environment.merging(adding) { $1 })
  }

  static let sample = CommandTests.root.appending(path: "samples/inbox/clean-csv-three-applications.csv").path

  /// A night with the three applications of `sample`.
  func run(
    _ workspace: String = "ws", day: String = "2026-11-23", _ more: [String] = [], adding: [String: String] = [:]
  ) throws -> CommandTests.Result {
    try CommandTests.certmill(
      ["run", KeysCommandTests.recipe, "-w", workspace, Self.sample, "--batch-time", "\(day)T22:00:00Z"] + more,
      in: folder, environment: environment.merging(adding) { $1 })
  }

  /// A tool of Debian's softhsm2 or opensc.
  private func tool(_ arguments: String...) throws {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = arguments
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    try #require(process.terminationStatus == 0, "\(arguments): install softhsm2 and opensc")
  }
}
