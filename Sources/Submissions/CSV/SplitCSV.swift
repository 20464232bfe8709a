// SPDX-License-Identifier: GPL-3.0-or-later

/// The applications of a CSV file, each with the header; a file of one application, or of rows that cannot be told
/// apart, comes back as the bytes received. `CSVApplications` makes them one at a time.
public func splitCSV(_ bytes: [UInt8], dialect: CSVDialect = .standard) -> [[UInt8]] {
  Array(CSVApplications(bytes, dialect: dialect))
}
