// SPDX-License-Identifier: GPL-3.0-or-later
import CanonicalJSON
import DurableFiles
import Glibc
import Submissions
import Workers

/// `certmill convert`: what the readers understand of files, with nothing issued and nothing kept.
public struct ConvertDesk {
  private let executable: String
  private let setUp: ReadingSetUp

  /// - Parameters:
  ///   - recipe: whose limits and CSV dialect are used; nil for those that a recipe has by itself.
  ///   - executable: the program that serves workers when it is called with `worker convert`.
  public init(recipe: String?, overrides: [Override] = [], executable: String) throws {
    self.executable = executable
    guard let recipe else {
      setUp = ReadingSetUp(maximumBytes: 32 << 20, dialect: .standard)
      return
    }
    let parsed = try IssuanceRecipe(
      yaml: try DurableFile.read(recipe, limit: 1 << 20), file: recipe, overrides: overrides)
    setUp = ReadingSetUp(maximumBytes: parsed.maximumBytes, dialect: parsed.csv)
  }

  /// The applications of a file or of a folder that is one.
  public func convert(_ path: String) throws -> [Conversion] {
    let bytes = try bytes(of: path)
    var pool = try WorkerPool(count: 1, executable: executable, arguments: ["worker", "convert"], setUp: setUp.bytes)
    switch try pool.outcome(of: WorkerJob(kind: 1, payload: bytes)) {
    case .done(let answer):
      var packet = PacketReader(answer)
      do {
        return try (0..<packet.count()).map { _ in
          try Conversion(packet: JSONValue(parsing: packet.field(), limits: JSONLimits(bytes: 1 << 29)))
        }
      } catch { throw RunError.convert("\(path): its worker process sent an answer that cannot be read") }
    case .failed(let reason): throw RunError.convert("\(path): cannot convert: \(reason)")
    case .lost(let loss): throw RunError.convert("\(path): cannot convert: \(loss)")
    }
  }

  private func bytes(of path: String) throws -> [UInt8] {
    var status = stat()
    let name = path.last == "/" ? String(path.dropLast()) : path
    guard unsafe stat(name, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else {
      return try DurableFile.read(path, limit: Intake.keptBytes)
    }
    guard PackedFolder.isOne(name) else {
      throw RunError.convert("\(path): is a folder; one that is an application ends in \(PackedFolder.ending)")
    }
    do throws(PackedFolder.Fault) {
      return try PackedFolder(name).bytes(limit: Intake.keptBytes)
    } catch { throw RunError.convert("\(path): \(error.reason)") }
  }
}
