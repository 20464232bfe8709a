// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
import Trade

extension CalendarDate {
  /// The day that an option was given.
  init(argument text: String, of option: String) throws {
    guard let day = CalendarDate(text) else {
      throw ValidationError("\(option) \(text): expected a day such as 2026-12-31")
    }
    self = day
  }
}

extension CertificateNumber {
  init(argument text: String) throws {
    guard let number = CertificateNumber(text) else {
      throw ValidationError("\(text): expected a certificate's number such as SG-2026-0000001-H")
    }
    self = number
  }
}
