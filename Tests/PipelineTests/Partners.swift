// SPDX-License-Identifier: GPL-3.0-or-later
import DurableFiles
import Foundation
import Pipeline
import Trade

/// A chamber in Singapore that has issued two certificates for Belgium, and one in Belgium; they trust each other.
final class Partners {
  let singapore: TestChamber
  let belgium: Workspace
  let mail: String
  let numbers: [String]

  init(trusting: Bool = true) throws {
    singapore = try TestChamber()
    try singapore.receive("clean-pepper-singapore.json")
    try singapore.receive(
      "clean-pepper-singapore.json", replacing: "SSH 26/88231", with: "SSH 26/88232", as: "second-for-belgium.json")
    try singapore.receive("clean-japanese-tea.json")
    try singapore.run()
    let folder = singapore.folder.path
    mail = folder + "/mail"
    try DurableFile.makeFolder(mail)
    let settings = WorkspaceSettings(
      chamber: "BE-CC1", name: "Chambre des Deux Rives", country: "BE", host: "CO.RIVES.EXAMPLE",
      timeZone: "Europe/Brussels")
    var next: UInt8 = 100
    _ = try WorkspaceSetup.make(
      folder + "/belgium", settings, today: CalendarDate(daysSinceEpoch: 20_000),
      random: { count in
        next += 1
        return [UInt8](repeating: next, count: count)
      })
    belgium = try Workspace(opening: folder + "/belgium")
    if trusting {
      _ = try TrustDesk(belgium).add(singapore.workspace.trust + "/SG-CC1.json")
      _ = try TrustDesk(singapore.workspace).add(belgium.trust + "/BE-CC1.json")
    }
    numbers = try BundleExport(singapore.workspace).export(to: "BE", [], into: mail + "/bundle.zip").numbers
  }

  var bundle: String { mail + "/bundle.zip" }

  @discardableResult
  func export(_ wishes: [String] = [], to: String = "BE", since: Int? = nil, as name: String) throws -> String {
    _ = try BundleExport(singapore.workspace).export(to: to, wishes, since: since, into: mail + "/" + name)
    return mail + "/" + name
  }

  /// Belgium imports a file, or Singapore does.
  func take(
    _ path: String, in workspace: Workspace? = nil, at time: String = "2026-11-24T08:00:00Z"
  ) throws -> ImportReport {
    guard let time = Timestamp(rfc3339: time) else { throw RunError.batchTime(time) }
    let desk = Desk(workspace ?? belgium, time: time, random: { [UInt8](repeating: 79, count: $0) })
    return try ExchangeDesk(desk, executable: TestChamber.executable, jobs: 2).take(path)
  }

  /// A bundle changed in one way; `sealed` makes its manifest fit again.
  func altered(sealed: Bool = true, as name: String = "altered.zip", _ change: (inout Bundle) throws -> Void) throws
    -> String
  {
    var bundle = try Bundle(bundle)
    try change(&bundle)
    if sealed { bundle.sealManifest() }
    try bundle.write(to: mail + "/" + name)
    return mail + "/" + name
  }
}
