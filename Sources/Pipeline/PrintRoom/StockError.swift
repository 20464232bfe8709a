// SPDX-License-Identifier: GPL-3.0-or-later
public import Trade

/// Security paper that a recipe asks for and the workspace does not have.
public enum StockError: Error, Equatable, CustomStringConvertible {
  case unknownKind(String, known: [String])
  case notOfKind(StockSerial, kind: String)
  case short(kind: String, needed: Int, left: Int)

  public var description: String {
    switch self {
    case .unknownKind(let kind, let known):
      "stock \"\(kind)\": no such paper in this workspace (\(known.isEmpty ? "none" : Set(known).sorted().joined(separator: ", "))); "
        + "enter it with `certmill stock add FIRST LAST --kind \(kind)`"
    case .notOfKind(let serial, let kind):
      "serial \(serial): is in no range of the kind \"\(kind)\"; see `certmill stock list`"
    case .short(let kind, let needed, let left):
      "stock \"\(kind)\": \(needed) sheets are needed, \(left) are left; enter new paper with `certmill stock add`, "
        + "or print fewer certificates"
    }
  }
}
