// SPDX-License-Identifier: GPL-3.0-or-later
import DurableFiles
import Signing

/// Forms that came in one year and were decided in a later one: they go with the year of their decision, and until then
/// the journals keep what was recorded of them, or the state could not be made again.
struct CarriedForms {
  /// Their ids in the ledger.
  private(set) var docs: Set<String> = []

  /// Those received in `year` or before and decided later.
  init(of workspace: Workspace, beyond year: Int) throws {
    let secrets = YearSecrets(
      workspace, mayMake: [], random: { _ in preconditionFailure("a secret that is not there is never made here") })
    for (later, names) in try Workspace.years(of: workspace.batches) where later > year {
      for name in names {
        let folder = workspace.batch(name)
        guard DurableFile.exists(folder.configuration), DurableFile.exists(folder.inputs),
          try FrozenPrintRoom.kind(of: DurableFile.read(folder.configuration, limit: 1 << 20), batch: name) == .issuance
        else { continue }
        for input in try InputList(reading: folder.inputs, batch: name).items {
          guard let received = Int(input.received(in: name).prefix(4)), received <= year,
            DurableFile.exists(workspace.secretPath(received))
          else { continue }
          docs.insert(try secrets.keys(of: input, in: name).docID)
        }
      }
    }
  }
}
