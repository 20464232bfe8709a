// SPDX-License-Identifier: GPL-3.0-or-later

/// A settlement that cannot be made; nothing was entered.
public enum SettleError: Error, Equatable, CustomStringConvertible {
  case noReconciliation(String)
  case noPage(String, batch: String)
  case settled(String)
  case reasonNeeded

  public var description: String {
    switch self {
    case .noReconciliation(let batch):
      "\(batch): is no finished reconciliation of this workspace; their folders are in reconciliations/"
    case .noPage(let name, let batch):
      "\(name): batch \(batch) has no such page; give FILE:PAGE as its report.csv has them, a file that could not be "
        + "opened by its name alone"
    case .settled(let name): "\(name): an officer has settled it already; that word is final"
    case .reasonNeeded: "a settlement needs a reason, which the report shows; give --reason TEXT"
    }
  }
}
