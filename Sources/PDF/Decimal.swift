// SPDX-License-Identifier: GPL-3.0-or-later

/// A number as PDF writes it: no exponent, at most six decimals, no trailing zeros. Up to 10^12 either way.
func decimal(_ value: Double) -> String {
  let millionths = (value * 1_000_000).rounded()
  guard millionths.magnitude < 1e18 else { return "0" }
  let whole = Int(millionths)
  if whole % 1_000_000 == 0 { return String(whole / 1_000_000) }
  var digits = String(whole.magnitude % 1_000_000)
  digits = String(repeating: "0", count: 6 - digits.count) + digits
  while digits.hasSuffix("0") { digits.removeLast() }
  return (whole < 0 ? "-" : "") + "\(whole.magnitude / 1_000_000)." + digits
}
