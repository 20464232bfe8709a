// SPDX-License-Identifier: GPL-3.0-or-later

/// What a whole settings file says and everything that is wrong in it, not its first fault only.
public struct SettingsReading<Value> {
  /// What was read with the faults mended; nil where one could not be got over.
  public let value: Value?
  /// In the order in which they were met, at most `mostFaults`.
  public let faults: [SettingsError]
  /// Top keys of the file where a value was put in or taken out: what was read there is not the file's own.
  public let mended: Set<String>

  /// A file with more is better written anew.
  public static var mostFaults: Int { 200 }

  /// Tries `read`, and after each fault once more on a copy that is mended as a person would mend it: a mistyped name
  /// becomes the nearest valid one, an unknown key goes, a wrong value gives way to that of `standIns` or goes with its
  /// item of a list. `standIns` is a file that holds the keys which must be there, lists empty or sound.
  public init(
    parsing bytes: [UInt8], file: String, standIns: [UInt8],
    read: (SettingsNode) throws(SettingsError) -> Value
  ) {
    var faults: [SettingsError] = []
    var mended: Set<String> = []
    var value: Value?
    do throws(SettingsError) {
      let mending = SettingsMending(standIns: try SettingsTree(parsing: standIns, file: ""))
      var tree = try SettingsTree(parsing: bytes, file: file)
      reading: while value == nil, faults.count < Self.mostFaults {
        do throws(SettingsError) {
          value = try read(SettingsNode(tree: tree, path: ""))
        } catch {
          faults.append(error)
          switch mending.mend(&tree, after: error) {
          case .stuck: break reading
          case .corrected: break
          case .altered(let top): mended.insert(top)
          }
        }
      }
    } catch {
      faults.append(error)
    }
    self.value = value
    self.faults = faults
    self.mended = mended
  }
}
