// SPDX-License-Identifier: GPL-3.0-or-later
import CanonicalJSON
import Testing

#if canImport(Glibc)
  import Glibc
#endif

/// Bytes of a file in `Tests/Vectors/submissions`.
func vector(_ name: String, from source: String = #filePath) throws -> [UInt8] {
  let folder = source.split(separator: "/", omittingEmptySubsequences: false).dropLast(2).joined(separator: "/")
  let file = try #require(fopen("\(folder)/Vectors/submissions/\(name)", "r"), "vector \(name) is missing")
  defer { fclose(file) }
  var bytes: [UInt8] = []
  var chunk = [UInt8](repeating: 0, count: 65_536)
  while true {
    let count = fread(&chunk, 1, chunk.count, file)
    if count == 0 { return bytes }
    bytes += chunk[..<count]
  }
}

/// A flat form that has no faults, as an object to spoil.
func wholeForm() throws -> JSONObject {
  try #require(try JSONValue(parsing: vector("batch1-application.json")).object)
}
