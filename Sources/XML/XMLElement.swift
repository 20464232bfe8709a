// SPDX-License-Identifier: GPL-3.0-or-later

/// An element of an XML document with all that is in it; comments and processing instructions are left out.
public struct XMLElement: Sendable {
  /// Without its prefix.
  public let name: String
  /// Its namespace's name; empty for none.
  public let namespace: String
  /// Line of its start tag, from 1.
  public let line: Int
  public let attributes: [(name: String, value: String)]
  public internal(set) var children: [XMLElement] = []
  /// Characters directly in it, one piece after the other.
  public internal(set) var text = ""

  init(name: String, namespace: String, line: Int, attributes: [(name: String, value: String)]) {
    self.name = name
    self.namespace = namespace
    self.line = line
    self.attributes = attributes
  }

  /// The value of the attribute without a namespace; nil where there is none.
  public func attribute(_ name: String) -> String? {
    attributes.first { $0.name == name }?.value
  }
}
