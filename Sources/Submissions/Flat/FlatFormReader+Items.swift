// SPDX-License-Identifier: GPL-3.0-or-later
import CanonicalJSON
import Trade

extension FlatFormReader {
  mutating func items(_ value: JSONValue) -> [GoodsItem] {
    list(value, "items", .form, limit: limits.items, FormPlace(part: "items")) { reader, value, place in
      reader.item(value, place)
    }
  }

  private mutating func item(_ value: JSONValue, _ place: FormPlace) -> GoodsItem {
    var item = GoodsItem()
    guard let members = members(of: value, "items", place) else { return item }
    var met = KeysMet(FormKeys.item)
    for (key, value) in members {
      guard met.insert(key) else {
        unknown(key, FormKeys.item, place)
        continue
      }
      switch key {
      case "no": item.no = count(value, key, place) ?? 0
      case "marks": item.marks = texts(value, key, place)
      case "packages": item.packages = packages(value, place)
      case "description": item.description = text(value, key, place)
      case "hs": item.hs = text(value, key, place)
      case "origin": item.origin = optionalText(value, key, place)
      case "criterion": item.criterion = optionalText(value, key, place)
      case "quantity": if value != .null { item.quantity = quantity(value, place.inside("quantity")) }
      case "grossKg": item.grossKg = text(value, key, place)
      case "netKg": item.netKg = optionalText(value, key, place)
      case "fob": if value != .null { item.fob = amount(value, place.inside("fob")) }
      case "invoice": item.invoice = optionalCount(value, key, place)
      default: break
      }
    }
    for key in met.missing
    where !["origin", "criterion", "quantity", "netKg", "fob", "invoice"].contains(key) {
      missing(key, place)
    }
    return item
  }

  private mutating func packages(_ value: JSONValue, _ place: FormPlace) -> [Packages] {
    list(value, "packages", place, limit: limits.entries, place.inside("packages")) { reader, value, place in
      var packages = Packages(count: 0, kind: "")
      guard let members = reader.members(of: value, "packages", place) else { return packages }
      var met = KeysMet(FormKeys.packages)
      for (key, value) in members {
        guard met.insert(key) else {
          reader.unknown(key, FormKeys.packages, place)
          continue
        }
        switch key {
        case "count": packages.count = reader.count(value, key, place) ?? 0
        case "kind": packages.kind = reader.text(value, key, place)
        default: break
        }
      }
      for key in met.missing { reader.missing(key, place) }
      return packages
    }
  }

  private mutating func quantity(_ value: JSONValue, _ place: FormPlace) -> Quantity {
    let (amount, unit) = pair(value, FormKeys.quantity, place)
    return Quantity(value: amount, unit: unit)
  }

  private mutating func amount(_ value: JSONValue, _ place: FormPlace) -> Amount {
    let (amount, currency) = pair(value, FormKeys.amount, place)
    return Amount(amount: amount, currency: currency)
  }

  /// An object of two mandatory texts, `keys[0]` and `keys[1]`.
  private mutating func pair(_ value: JSONValue, _ keys: [String], _ place: FormPlace) -> (String, String) {
    var pair = ("", "")
    guard let members = members(of: value, place.inner, place) else { return pair }
    var met = KeysMet(keys)
    for (key, value) in members {
      guard met.insert(key) else {
        unknown(key, keys, place)
        continue
      }
      if key == keys[0] {
        pair.0 = text(value, key, place)
      } else {
        pair.1 = text(value, key, place)
      }
    }
    for key in met.missing { missing(key, place) }
    return pair
  }
}
