// SPDX-License-Identifier: GPL-3.0-or-later

/// Why nothing could be done to an issued certificate; it stands as it stood.
public enum AfterIssueError: Error, Equatable, CustomStringConvertible {
  case reason(OrderReason, OfficerOrder.Kind)
  case order
  case severalApplications(path: String, count: Int)
  case brokenOrder(batch: String)

  public var description: String {
    switch self {
    case .reason(let reason, let kind):
      "--reason \(reason.rawValue): is no reason to \(kind.rawValue) a certificate; expected one of "
        + OrderReason.valid(for: kind).map(\.rawValue).joined(separator: ", ")
    case .order: "the order could not be signed: its text is not one line of JSON"
    case .severalApplications(let path, let count):
      "\(path): holds \(count) applications, where one is expected: that of the certificate that takes the other's place"
    case .brokenOrder(let batch):
      "batch \(batch): the officer's order in the store cannot be read; restore store/ from a backup"
    }
  }
}
