// SPDX-License-Identifier: GPL-3.0-or-later
import Archives
import Signing

/// One application and its supporting documents in a ZIP archive.
///
/// Which file is the application is told from the contents, never from names: the only one that can be one. A CSV counts
/// if its first row names a column of the form, an XML document if its root is CertificateOfOrigin, a PDF if it has the
/// fields of an application. All others are enclosures: hashed, never parsed further.
struct ApplicationPackage {
  var findings = FindingList()
  private(set) var application: PackedFile?
  private(set) var kind = SubmissionKind.unknown
  private(set) var enclosures: [Enclosure] = []

  static let mostFiles = 100

  init(_ bytes: [UInt8], limits: SubmissionLimits, dialect: CSVDialect) {
    let files: [PackedFile]
    do {
      files = try ZipPackage.files(of: bytes, mostFiles: Self.mostFiles, limit: limits.bytes)
    } catch {
      findings.addPackage(error)
      return
    }
    if let nested = files.first(where: Self.isNestedArchive) {
      findings.add(
        "zip.nested",
        "\(quoted(nested.name)) in the ZIP file is a ZIP file itself: put its files into the outer one, side by side.")
      return
    }
    var found: [(file: PackedFile, kind: SubmissionKind)] = []
    for file in files {
      if let kind = SubmissionKind(application: file.bytes, dialect: dialect) {
        found.append((file, kind))
      }
    }
    guard let first = found.first else {
      findings.add(
        "zip.no-application",
        "No file in the ZIP file (\(files.count)) is an application: JSON, CSV, UBL XML or a filled form of the chamber "
          + "(PDF).")
      return
    }
    guard found.count == 1 else {
      findings.add(
        "zip.several",
        "\(found.count) files in the ZIP file are applications (\(quoted(first.file.name)), "
          + "\(quoted(found[1].file.name))): send a ZIP file for each, with its own documents.")
      return
    }
    application = first.file
    kind = first.kind
    enclosures = files.filter { $0.name != first.file.name }.map {
      Enclosure(name: $0.name, size: $0.bytes.count, digest: Digest(sha256: $0.bytes))
    }
  }

  /// Office documents are archives too, but nobody unpacks them here.
  private static func isNestedArchive(_ file: PackedFile) -> Bool {
    guard ZipArchive.isArchive(file.bytes), file.bytes.count > 60 else { return false }
    let name = String(decoding: file.bytes[30..<60], as: UTF8.self)
    return !["[Content_Types].xml", "mimetype", "_rels/", "docProps/", "word/", "xl/"].contains { name.hasPrefix($0) }
  }
}

extension FindingList {
  mutating func addPackage(_ error: PackageError) {
    switch error {
    case .noEnd:
      add("zip.damaged", "The ZIP file does not end as one: it was cut off: send it again whole.")
    case .unsupported(let what):
      add("zip.unsupported", "The ZIP file has \(what): pack the files again with the usual program of your system.")
    case .malformed(let what):
      add("zip.malformed", "The ZIP file has \(what): pack the files again.")
    case .encrypted(let file):
      add("zip.encrypted", "File \(file) in the ZIP file is encrypted: pack the files without a password.")
    case .unsafeName(let file):
      add(
        "zip.name",
        "The name of file \(file) in the ZIP file leads out of its folder or has characters that no name has (\"..\", a "
          + "colon): rename it and pack the files again.")
    case .duplicateName(let name):
      add("zip.duplicate-name", "\(quoted(name)) stands in the ZIP file twice: leave one of them.")
    case .tooManyFiles(let found, let limit):
      add("zip.too-many-files", "The ZIP file has \(found) files, at most \(limit) are taken.")
    case .tooLarge(let bytes, let limit):
      add(
        "zip.too-large",
        "The files in the ZIP file have \(bytes) bytes together, at most \(limit) are taken; nothing was unpacked.")
    case .damaged(let name):
      add("zip.damaged", "\(quoted(name)) in the ZIP file is damaged: pack the files again.")
    }
  }
}
