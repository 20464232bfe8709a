// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Glibc
import Testing

/// A CUPS scheduler of the test's own, on a socket in a temporary folder, with one queue that writes to a file what it
/// is sent, and notes the options that a driver would get.
final class Scheduler {
  let folder: URL
  private let process = Process()

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "certmill-cups-\(UUID().uuidString.prefix(8))")
    for name in ["spool", "cache", "run", "etc", "tmp", "out"] {
      try FileManager.default.createDirectory(at: folder.appending(path: name), withIntermediateDirectories: true)
    }
    // cupsd gives up root for its filters.
    #expect(Glibc.system("chmod 755 '\(folder.path)'; chown -R lp:lp '\(folder.path)'/*") == 0)
    func write(_ text: String, _ name: String, mode: Int = 0o644) throws {
      let file = folder.appending(path: name)
      try text.write(to: file, atomically: true, encoding: .utf8)
      try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: file.path)
    }
    try write(
      """
      LogLevel warn
      Listen \(folder.path)/run/cups.sock
      Browsing Off
      DefaultAuthType None
      WebInterface No
      <Location />
        Order allow,deny
        Allow all
      </Location>
      <Policy default>
        <Limit All>
          Order deny,allow
        </Limit>
      </Policy>

      """, "cupsd.conf")
    try write(
      """
      FileDevice Yes
      ServerRoot \(folder.path)/etc
      RequestRoot \(folder.path)/spool
      CacheDir \(folder.path)/cache
      StateDir \(folder.path)/run
      TempDir \(folder.path)/tmp
      ErrorLog \(folder.path)/error.log
      AccessLog \(folder.path)/access.log
      PageLog \(folder.path)/page.log
      Printcap
      User lp
      Group lp
      SystemGroup root

      """, "cups-files.conf")
    try write(
      "#!/bin/sh\nprintf '%s\\n' \"$3 $5\" >> '\(folder.path)/out/options'\ncat \"${6:--}\"\n", "pass", mode: 0o755)
    try write(Self.driver(filter: folder.path + "/pass"), "office.ppd")
    process.executableURL = URL(filePath: "/usr/sbin/cupsd")
    process.arguments = ["-f", "-c", folder.path + "/cupsd.conf", "-s", folder.path + "/cups-files.conf"]
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    for _ in 0..<200 where !FileManager.default.fileExists(atPath: folder.path + "/run/cups.sock") { usleep(50_000) }
    let device = "file:\(folder.path)/out/office.pdf"
    #expect(
      Glibc.system(
        "CUPS_SERVER='\(folder.path)/run/cups.sock' lpadmin -p office -E -v '\(device)' -P '\(folder.path)/office.ppd' 2>/dev/null"
      )
        == 0)
  }

  deinit {
    // It inherits the signal mask of the tests, in which softer signals may be blocked.
    kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
    try? FileManager.default.removeItem(at: folder)
  }

  var environment: [String: String] { ["CUPS_SERVER": folder.path + "/run/cups.sock"] }

  /// The bytes that the queue printed, once there are so many.
  func printed(_ count: Int) throws -> Data {
    let file = folder.appending(path: "out/office.pdf")
    for _ in 0..<200 {
      if let data = try? Data(contentsOf: file), data.count >= count { return data }
      usleep(50_000)
    }
    return (try? Data(contentsOf: file)) ?? Data()
  }

  /// A driver with two trays that hands PDF on as it is.
  private static func driver(filter: String) -> String {
    """
    *PPD-Adobe: "4.3"
    *FormatVersion: "4.3"
    *FileVersion: "1.0"
    *LanguageVersion: English
    *LanguageEncoding: ISOLatin1
    *PCFileName: "OFFICE.PPD"
    *Product: "(Office)"
    *PSVersion: "(3010.000) 0"
    *Manufacturer: "Test"
    *ModelName: "Office"
    *ShortNickName: "Office"
    *NickName: "Office"
    *cupsFilter: "application/pdf 0 \(filter)"
    *OpenUI *PageSize/Size: PickOne
    *DefaultPageSize: A4
    *PageSize A4/A4: ""
    *CloseUI: *PageSize
    *OpenUI *PageRegion/Size: PickOne
    *DefaultPageRegion: A4
    *PageRegion A4/A4: ""
    *CloseUI: *PageRegion
    *DefaultImageableArea: A4
    *ImageableArea A4/A4: "0 0 595 842"
    *DefaultPaperDimension: A4
    *PaperDimension A4/A4: "595 842"
    *OpenUI *InputSlot/Source: PickOne
    *DefaultInputSlot: Tray1
    *InputSlot Tray1/Tray 1: ""
    *InputSlot Tray2/Tray 2: ""
    *CloseUI: *InputSlot

    """
  }
}

@Suite(
  "A CUPS queue",
  .enabled("needs cups-daemon, cups-client and root") {
    geteuid() == 0 && FileManager.default.isExecutableFile(atPath: "/usr/sbin/cupsd")
      && FileManager.default.isExecutableFile(atPath: "/usr/bin/lp")
  })
struct QueueTests {
  @Test("A run comes out of the queue byte for byte, from the tray and on the media that the recipe names")
  func queue() throws {
    let scheduler = try Scheduler()
    try PrintRoomCommandTests.inChamber { folder in
      let result = try PrintRoomCommandTests.print(
        [
          "--set", "print.printer=office", "--set", "print.media=iso_a4_210x297mm", "--set", "print.tray=tray-2",
        ], in: folder, environment: scheduler.environment)
      #expect(result.code == 0, "\(result.err)")
      let run = try Data(contentsOf: folder.appending(path: "ws/batches/20261124-01/print-runs/run-001.pdf"))
      #expect(try scheduler.printed(run.count) == run)
      let options = try String(contentsOf: scheduler.folder.appending(path: "out/options"), encoding: .utf8)
      for option in [
        "certmill 20261124-01/1 ", "print-scaling=none", "sides=one-sided", "PageSize=A4", "InputSlot=Tray2",
      ] {
        #expect(options.contains(option), "\(option) in \(options)")
      }
    }
  }

  @Test("A queue that is not there is told by name, and nothing is entered as printed")
  func unknownQueue() throws {
    let scheduler = try Scheduler()
    try PrintRoomCommandTests.inChamber { folder in
      let result = try PrintRoomCommandTests.print(
        ["--set", "print.printer=nobody"], in: folder, environment: scheduler.environment)
      #expect(result.code == 3)
      let report = try String(
        contentsOf: folder.appending(path: "ws/batches/20261124-01/report.csv"), encoding: .utf8)
      #expect(report.contains("printer nobody: the queue refused"))
    }
  }
}
