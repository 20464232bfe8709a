// SPDX-License-Identifier: GPL-3.0-or-later
import DurableFiles

/// Year secrets, each read once.
final class YearSecrets {
  private let workspace: Workspace
  private let random: (Int) throws -> [UInt8]
  /// Years whose secret may be made.
  private let mayMake: Set<Int>
  /// A rehearsal makes none and does without.
  private let isRehearsal: Bool
  private var known: [Int: [UInt8]] = [:]

  init(
    _ workspace: Workspace, mayMake: Set<Int>, isRehearsal: Bool = false, random: @escaping (Int) throws -> [UInt8]
  ) {
    self.workspace = workspace
    self.mayMake = mayMake
    self.isRehearsal = isRehearsal
    self.random = random
  }

  func secret(of year: Int) throws -> [UInt8] {
    if let secret = known[year] { return secret }
    let exists = DurableFile.exists(workspace.keys + "/secret-\(year).key")
    let secret: [UInt8]
    if exists || !mayMake.contains(year) {
      // Of another year than the batch's own it is never made anew: documents would get other names.
      secret = isRehearsal && !exists ? [UInt8](repeating: 0, count: 32) : try workspace.yearSecret(year)
    } else {
      secret = try workspace.yearSecret(year, making: random)
    }
    known[year] = secret
    return secret
  }
}
