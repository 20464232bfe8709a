// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
import Pipeline

struct StatusCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status", abstract: "Tells where a workspace, or one of its certificates, stands.")
  @Argument(help: "A certificate's number; default: the whole workspace.") var number: String?
  @OptionGroup var place: WorkspaceOption
  @Flag(help: "Prints one JSON document.") var json = false

  func run() throws {
    let workspace = try place.open()
    if let number {
      let status = try CertificateStatus(number, of: workspace)
      return json ? Terminal.out(status.json) : Terminal.out(status.words)
    }
    let status = try WorkspaceStatus(workspace)
    if json { return Terminal.out(status.json) }
    Terminal.out("\(status.chamber ?? "reader")  \(status.name)")
    Terminal.out("ledger        \(status.ledgerSize) entries, root \(status.ledgerRoot)")
    if status.chamber == nil {
      Terminal.out("read          \(status.sightings) certificates' sheets in \(status.batches) batches")
    } else {
      Terminal.out(
        "certificates  \(status.certificates) in \(status.batches) batches, \(status.void) void, "
          + "\(status.revoked) revoked, \(status.replaced) replaced")
      Terminal.out("held          \(status.held) (certmill review list)")
    }
    if !status.purged.isEmpty {
      Terminal.out("purged        \(status.purged.map(String.init).joined(separator: ", "))")
    }
    Terminal.out("inbox         \(status.waiting) files")
    if let open = status.openBatch {
      Terminal.out("open          batch \(open) was interrupted; the next run finishes it first")
    }
  }
}
