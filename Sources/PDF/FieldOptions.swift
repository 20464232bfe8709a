// SPDX-License-Identifier: GPL-3.0-or-later

/// What the items of a choice, or the states of buttons, stand for (ISO 32000-1 12.7.4.2.3, 12.7.4.4).
struct FieldOptions {
  private var exports: [String] = []
  private var known: Set<String> = []
  private var byShown: [String: String] = [:]

  mutating func add(exported: String, shown: String?) {
    exports.append(exported)
    known.insert(exported)
    if let shown, byShown[shown] == nil { byShown[shown] = exported }
  }

  /// What is exported for a chosen item; programs that fill in forms also write what the item shows.
  func exported(_ chosen: String) -> String {
    known.contains(chosen) ? chosen : byShown[chosen] ?? chosen
  }

  /// What a button exports in a state: the state's name, or the item that the name counts from 0.
  func state(_ name: String) -> String {
    guard let index = Int(name), exports.indices.contains(index) else { return name }
    return exports[index]
  }
}

/// What a widget shows of its field.
enum ShownValue: Equatable {
  case text(String)
  /// A check box or radio button; `state` is what it exports when it is on.
  case button(state: String?, isOn: Bool)
}
