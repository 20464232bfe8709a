// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation

/// A published folder behind nginx on 127.0.0.1, looked at with headless Chromium: both from Debian, with openssl for a
/// certificate of the host that nobody else trusts.
final class Browser {
  static let programs = ["/usr/sbin/nginx", "/usr/bin/chromium", "/usr/bin/openssl"]
  static let isInstalled = programs.allSatisfy { FileManager.default.isExecutableFile(atPath: $0) }

  struct Failure: Error {
    var program: String
    var code: Int32
  }

  private let folder: URL
  private let port: Int
  private let nginx = Process()

  /// Serves `site` with the very lines that docs/ledger.md shows, on another port.
  init(site: String, host: String, in folder: URL, port: Int) throws {
    self.folder = folder
    self.port = port
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let (key, certificate) = (folder.appending(path: "key.pem").path, folder.appending(path: "certificate.pem").path)
    try Self.run(
      "/usr/bin/openssl",
      [
        "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2", "-subj",
        "/CN=\(host)", "-keyout", key, "-out", certificate,
      ])
    let page = try String(contentsOf: TestChamber.root.appending(path: "docs/ledger.md"), encoding: .utf8)
    let block = page.split(separator: "```nginx\n", maxSplits: 1).last?.split(separator: "```").first ?? ""
    let server = block.replacing("listen 443 ssl", with: "listen 127.0.0.1:\(port) ssl")
      .replacing("/srv/certmill/trust/SG-CC1", with: site)
    let configuration = """
      daemon off; pid \(folder.path)/pid; error_log \(folder.path)/error.log;
      events {}
      http {
        access_log \(folder.path)/access.log; client_body_temp_path \(folder.path); proxy_temp_path \(folder.path);
        fastcgi_temp_path \(folder.path); uwsgi_temp_path \(folder.path); scgi_temp_path \(folder.path);
        types { text/html html; application/json json; }
        ssl_certificate \(certificate); ssl_certificate_key \(key);
        \(server)
      }
      \(getuid() == 0 ? "user root;" : "")
      """
    let file = folder.appending(path: "nginx.conf")
    try configuration.write(to: file, atomically: true, encoding: .utf8)
    nginx.executableURL = URL(filePath: Self.programs[0])
    nginx.arguments = ["-c", file.path, "-p", folder.path]
    nginx.standardError = FileHandle.nullDevice
    try nginx.run()
    for _ in 0..<100 where !FileManager.default.fileExists(atPath: folder.path + "/pid") { usleep(20_000) }
  }

  deinit {
    nginx.terminate()
    nginx.waitUntilExit()
  }

  /// The document as it stands after its scripts have run; the code's address as a phone opens it.
  func document(at code: String, host: String) throws -> String {
    let out = try Self.run(
      Self.programs[1], flags(host) + ["--dump-dom", "--virtual-time-budget=20000", address(of: code)])
    return String(decoding: out, as: UTF8.self)
  }

  /// A picture of a phone's screen and what is below.
  func picture(of code: String, host: String, isDark: Bool = false, to path: String) throws {
    try Self.run(
      Self.programs[1],
      flags(host) + (isDark ? ["--blink-settings=preferredColorScheme=0"] : []) + [
        "--screenshot=\(path)", "--window-size=412,1500", "--force-device-scale-factor=2",
        "--virtual-time-budget=20000", address(of: code),
      ])
  }

  /// Phones write scheme and host in lower case.
  private func address(of code: String) -> String {
    let parts = code.split(separator: "/", maxSplits: 3, omittingEmptySubsequences: false)
    return "https://\(parts[2].lowercased())/\(parts.dropFirst(3).joined(separator: "/"))"
  }

  private func flags(_ host: String) -> [String] {
    [
      "--headless", "--no-sandbox", "--disable-gpu", "--ignore-certificate-errors", "--no-first-run",
      "--user-data-dir=\(folder.path)/profile", "--host-resolver-rules=MAP \(host.lowercased()):443 127.0.0.1:\(port)",
      "--disable-background-networking", "--hide-scrollbars",
    ]
  }

  @discardableResult
  private static func run(_ program: String, _ arguments: [String]) throws -> [UInt8] {
    let process = Process()
    process.executableURL = URL(filePath: program)
    process.arguments = arguments
    let out = Pipe()
    process.standardOutput = out
    process.standardError = FileHandle.nullDevice
    try process.run()
    let bytes = try out.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw Failure(program: program, code: process.terminationStatus) }
    return Array(bytes)
  }
}
