// SPDX-License-Identifier: GPL-3.0-or-later

import PDF
import Settings
import Typography

/// All that can be told of a template with its files at once: what is wrong, and what it has.
///
/// Reads a PDF, pictures and fonts of unknown origin: to be made in a worker process.
public struct TemplateInspection: Sendable {
  /// Errors and warnings, in the order of the file as far as they have a line.
  public private(set) var faults: [TemplateFault] = []
  /// Nil where not even the layout can be read.
  public private(set) var facts: TemplateFacts?

  /// Artwork beyond this is told: every certificate's file bears it.
  private static let manyObjects = 10_000
  private static let manyBytes = 8 << 20

  public var isGood: Bool { !faults.contains { $0.severity == .error } }

  /// What a worker process found.
  public init(faults: [TemplateFault], facts: TemplateFacts?) {
    self.faults = faults
    self.facts = facts
  }

  /// Of the YAML alone, for where its files cannot be looked at.
  public init(layout yaml: [UInt8], file: String) {
    let reading = Self.reading(of: yaml, file: file)
    faults = reading.faults.map { TemplateFault($0) } + (reading.value?.faults(unread: reading.mended) ?? [])
    facts = reading.value.map { TemplateFacts($0) }
  }

  public init(_ source: TemplateSource) {
    let reading = Self.reading(of: source.yaml, file: source.name)
    faults = reading.faults.map { TemplateFault($0) }
    guard let template = reading.value else { return }
    facts = TemplateFacts(template)
    faults += template.faults(unread: reading.mended)
    inspectFonts(of: template, source: source, isWhole: reading.mended.isEmpty)
    inspectArtwork(of: template, source: source, knowsSize: !reading.mended.contains("page"))
    inspectBack(of: template, source: source, knowsSize: !reading.mended.contains("page"))
    inspectPictures(of: template, source: source)
    if isGood { inspectWhole(source) }
    faults.sort { ($0.line, $0.place) < ($1.line, $1.place) }
  }

  /// The names of files that a template gives as far as it can be read.
  public static func files(
    of yaml: [UInt8], file: String
  ) -> (artwork: String?, back: String?, images: [String], fonts: [String]) {
    let template = reading(of: yaml, file: file).value
    return (template?.artworkFile, template?.back?.file, template?.imageFiles ?? [], template?.fontFiles ?? [])
  }

  private static func reading(of yaml: [UInt8], file: String) -> SettingsReading<Template> {
    SettingsReading(
      parsing: yaml, file: file, standIns: Array(TemplateReader.standIns.utf8)
    ) { root throws(SettingsError) in try TemplateReader.read(root) }
  }

  // MARK: - Files

  private mutating func inspectFonts(of template: Template, source: TemplateSource, isWhole: Bool) {
    var isWhole = isWhole
    for name in template.fontFiles {
      guard let path = source.fontPaths[name] else {
        isWhole = false
        add(.missing(template: template.file, line: template.fontsLine, kind: "the font", file: name), of: template)
        continue
      }
      do {
        _ = try FontFile(path: path)
      } catch {
        isWhole = false
        add(.font(template: template.file, problem: "\(name): \(error)"), of: template)
      }
    }
    guard isWhole else { return }
    do throws(PrintingError) {
      var fonts = try Stamper.stack(of: template, source: source)
      faults += template.glyphFaults(fonts: fonts)
      faults += try template.markFaults(fonts: &fonts)
      faults += try template.roomFaults(fonts: &fonts)
    } catch {
      add(error, of: template)
    }
  }

  private mutating func inspectArtwork(of template: Template, source: TemplateSource, knowsSize: Bool) {
    do throws(PrintingError) {
      guard let artwork = try Artwork.front(of: template, source: source, hasSize: false),
        let file = template.artworkFile
      else { return }
      facts?.artwork = TemplateFacts.Artwork(
        file: file, pages: artwork.pageCount, objects: artwork.objectCount, spotColours: artwork.spotColours)
      for notice in artwork.notices { warn(notice, line: template.artworkLine, of: template) }
      if artwork.objectCount > Self.manyObjects {
        warn(
          "\(file): \(artwork.objectCount) objects, which every certificate's file bears; simplify the drawing, "
            + "or let its program flatten it", line: template.artworkLine, of: template)
      }
      if knowsSize { try artwork.checkSize(file: file, of: template) }
    } catch {
      add(error, of: template)
    }
  }

  /// The pages beside the first sheet's.
  private mutating func inspectBack(of template: Template, source: TemplateSource, knowsSize: Bool) {
    guard knowsSize else { return }
    do throws(PrintingError) {
      _ = try Artwork.continuation(of: template, source: source)
    } catch {
      // The file as such is judged with its first page.
      if source.artwork != nil { add(error, of: template) }
    }
    do throws(PrintingError) {
      _ = try Artwork.back(of: template, source: source)
    } catch {
      if case .artwork(_, let file, let problem) = error {
        faults.append(
          TemplateFault(
            file: template.file, line: template.back?.line ?? 0, place: "back",
            problem: "cannot use \(file): \(problem)"))
      } else {
        add(error, of: template)
      }
    }
  }

  private mutating func inspectPictures(of template: Template, source: TemplateSource) {
    for picture in template.pictures {
      guard let bytes = source.images[picture.file] else {
        add(
          .missing(
            template: template.file, line: picture.line, kind: "the \(picture.kind)'s picture", file: picture.file),
          of: template)
        continue
      }
      var scratch = ObjectWriter(first: 1, start: 0)
      if case .failure(let fault) = PictureObjects.append(bytes, to: &scratch) {
        add(.picture(template: template.file, file: picture.file, problem: fault.words), of: template)
      }
    }
  }

  /// As a run would: what passes here is what a run takes.
  private mutating func inspectWhole(_ source: TemplateSource) {
    do {
      let stamper = try Stamper(source)
      facts?.prefixBytes = stamper.prefix.count
      if stamper.prefix.count > Self.manyBytes {
        warn(
          "every certificate's file begins with \(stamper.prefix.count >> 20) MB of artwork and fonts; "
            + "make the artwork's pictures smaller", line: stamper.template.artworkLine, of: stamper.template)
      }
    } catch {
      faults.append(TemplateFault(file: source.name, line: 0, place: "", problem: error.description))
    }
  }

  // MARK: - Faults

  private mutating func warn(_ problem: String, line: Int, of template: Template) {
    faults.append(
      TemplateFault(severity: .warning, file: template.file, line: line, place: "artwork", problem: problem))
  }

  private mutating func add(_ error: PrintingError, of template: Template) {
    let (line, place, problem) =
      switch error {
      case .missing(_, let line, let kind, let file):
        (line, "", "\(kind) \(file) is not there; put it beside the template or correct the name")
      case .artwork(_, let file, let problem): (template.artworkLine, "artwork", "cannot use \(file): \(problem)")
      case .font(_, let problem): (template.fontsLine, "fonts", problem)
      case .picture(_, let file, let problem):
        (template.pictures.first { $0.file == file }?.line ?? 0, "picture", "cannot use \(file): \(problem)")
      default: (0, "", error.description)
      }
    faults.append(TemplateFault(file: template.file, line: line, place: place, problem: problem))
  }
}
