// SPDX-License-Identifier: GPL-3.0-or-later
private import Seals
private import Signing

extension TrustEntry.SealKey {
  /// The key's id as seals bear it, 8 hexadecimal digits: to tell keys apart in a list, not to be compared by telephone.
  public var id: String { Seal.keyID(of: key).hex }
}
