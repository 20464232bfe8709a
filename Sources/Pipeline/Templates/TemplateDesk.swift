// SPDX-License-Identifier: GPL-3.0-or-later
import DurableFiles
import Printing
public import Trade
import Workers

/// `certmill template`: checks, previews and calibrates one template, with its files as they lie there.
public struct TemplateDesk {
  /// Larger files are no artwork, bytes.
  private static let longestFile = 1 << 27
  private static let longestYAML = 1 << 22

  private let path: String
  private let fontFolders: [String]
  private let executable: String
  private let limits: WorkerLimits

  /// - Parameters:
  ///   - path: the template's YAML.
  ///   - fontFolders: where its fonts are looked up, after its own folder; empty for Debian's.
  ///   - executable: the program that serves workers when it is called with `worker template`.
  public init(_ path: String, fontFolders: [String] = [], executable: String, seconds: Int = 60) {
    self.path = path
    self.fontFolders = fontFolders.isEmpty ? FontFolders.debian : fontFolders
    self.executable = executable
    limits = WorkerLimits(cpuSeconds: seconds, wallSeconds: Double(3 * seconds))
  }

  /// Everything that is wrong with the template and its files, and what it has.
  public func check() throws -> TemplateReport {
    let (source, lacksFonts) = try source()
    let inspection: TemplateInspection
    switch try outcome(of: TemplateJob(source: source, created: Timestamp(seconds: 0)), .check) {
    case .done(let bytes): inspection = try parsed { try TemplateInspection(parsing: bytes) }
    case .failed(let reason): throw RunError.template(reason)
    case .lost(let loss):
      let layout = TemplateInspection(layout: source.yaml, file: path)
      let fault = TemplateFault(file: path, line: 0, place: "", problem: Self.words(loss))
      inspection = TemplateInspection(faults: layout.faults + [fault], facts: layout.facts)
    }
    return TemplateReport(inspection, fontFolders: lacksFonts ? [FileFinder.folder(of: path)] + fontFolders : [])
  }

  /// Writes `<template>-preview.pdf` and a PNG a page into a folder; gives their paths.
  public func preview(into folder: String, now: Timestamp) throws -> [String] {
    let bytes = try answer(to: TemplateJob(source: source().source, created: now), .preview)
    let preview = try parsed { try TemplatePreview(parsing: bytes) }
    try DurableFile.makeFolder(folder)
    let base = "\(folder)/\(name)-preview"
    // Of an earlier preview that had one.
    if preview.pictures.count < 2 { try DurableFile.remove("\(base)-2.png") }
    var paths: [String] = []
    for (index, picture) in preview.pictures.enumerated() {
      paths.append(index == 0 ? base + ".png" : "\(base)-\(index + 1).png")
      try DurableFile.write(picture, to: paths[index])
    }
    try DurableFile.write(preview.pdf, to: base + ".pdf")
    return [base + ".pdf"] + paths
  }

  /// Writes a calibration sheet; with the name of a printer, one that is moved as that printer's prints are.
  public func calibrationSheet(to sheet: String, printer: String?, now: Timestamp) throws {
    var (source, _) = try source()
    source.printer = printer
    try DurableFile.write(answer(to: TemplateJob(source: source, created: now), .calibrate), to: sheet)
  }

  /// The line for `printers:` of the template that a measured calibration sheet gives; millimetres from the left and
  /// upper edges of the sheet.
  public func calibration(of printer: String, measuredX: Double, measuredY: Double) throws -> String {
    let template = try Template(yaml: DurableFile.read(path, limit: Self.longestYAML), file: path)
    return try template.calibrated(printer, measuredX: measuredX, measuredY: measuredY).yamlLine
  }

  // MARK: - Files and worker

  private var name: String {
    let file = FileFinder.name(of: path)
    for ending in [".yaml", ".yml"] where file.hasSuffix(ending) { return String(file.dropLast(ending.count)) }
    return file
  }

  /// What the template names, as far as it is there.
  private func source() throws -> (source: TemplateSource, lacksFonts: Bool) {
    let yaml = try DurableFile.read(path, limit: Self.longestYAML)
    let names = TemplateInspection.files(of: yaml, file: path)
    let folder = FileFinder.folder(of: path)
    var source = TemplateSource(name: path, yaml: yaml, artwork: nil, fontPaths: [:])
    func found(_ name: String, in folders: [String]) -> String? {
      try? FileFinder(folders: folders).find(name, for: path)
    }
    func bytes(_ name: String) throws -> [UInt8]? {
      try found(name, in: [folder]).map { path throws(FileError) in
        try DurableFile.read(path, limit: Self.longestFile)
      }
    }
    source.artwork = try names.artwork.flatMap { name in try bytes(name) }
    source.back = try names.back.flatMap { name in try bytes(name) }
    for name in names.images { source.images[name] = try bytes(name) }
    for name in names.fonts { source.fontPaths[name] = found(name, in: [folder] + fontFolders) }
    return (source, source.fontPaths.count < names.fonts.count)
  }

  private func outcome(of job: TemplateJob, _ kind: TemplateJob.Kind) throws -> WorkerOutcome {
    var pool = try WorkerPool(
      count: 1, executable: executable, arguments: ["worker", "template"], setUp: [], limits: limits)
    return try pool.outcome(of: WorkerJob(kind: kind.rawValue, payload: job.bytes))
  }

  private func answer(to job: TemplateJob, _ kind: TemplateJob.Kind) throws -> [UInt8] {
    switch try outcome(of: job, kind) {
    case .done(let bytes): return bytes
    case .failed(let reason): throw RunError.template(reason)
    case .lost(let loss): throw RunError.template("\(path): \(Self.words(loss))")
    }
  }

  private func parsed<Value>(_ parse: () throws -> Value) throws -> Value {
    do { return try parse() } catch is PacketReader.Fault {
      throw RunError.template("\(path): its worker process sent an answer that cannot be read")
    }
  }

  /// A worker is tried twice.
  private static func words(_ loss: WorkerLoss) -> String {
    "cannot work on its files: \(loss), twice; its artwork, a picture or a font breaks a library: save the artwork again "
      + "from the program that made it, take the others out one by one"
  }
}
