// SPDX-License-Identifier: GPL-3.0-or-later
import CanonicalJSON
import DurableFiles
import Logging

/// The queue as the runs of one batch use it: jobs are handed over held and noted, and released once the run is entered.
struct RunQueue {
  private let spooler: Spooler
  private let sides: PrintRecipe.Sides
  private let folder: BatchFolder
  private let logger: Logger

  init(_ printer: Printer, sides: PrintRecipe.Sides, folder: BatchFolder, logger: Logger) {
    spooler = Spooler(printer)
    self.sides = sides
    self.folder = folder
    self.logger = logger
  }

  /// Hands a run's files over, held, under their temporary names; of a run that was entered before a kill, gives the
  /// jobs that it was handed over as.
  func hold(
    _ manifest: RunManifest, _ files: RunFiles, isEntered: Bool
  ) throws(SpoolError) -> (printer: String, jobs: [String]) {
    let printer = spooler.printer
    let earlier = notedJobs(files.run)
    if isEntered { return (printer.name, earlier) }
    // Of a kill before the entry: they were never released.
    for job in earlier { spooler.cancel(job) }
    var jobs: [String] = []
    do throws(SpoolError) {
      if manifest.banner != nil, printer.bannerTray != nil {
        jobs.append(
          try spooler.hold(
            files.banner + ".part", title: "certmill \(manifest.code) banner", sides: .simplex, paper: .banner))
      }
      jobs.append(
        try spooler.hold(files.sheets + ".part", title: "certmill \(manifest.code)", sides: sides, paper: .sheets))
    } catch {
      for job in jobs { spooler.cancel(job) }
      throw error
    }
    let note = JSONValue.array(jobs.map { .string($0) }).canonicalBytes
    do { try DurableFile.write(note, to: folder.spool(files.run)) } catch {
      for job in jobs { spooler.cancel(job) }
      throw .notNoted(printer: printer.name, reason: "\(error)")
    }
    return (printer.name, jobs)
  }

  private func notedJobs(_ run: Int) -> [String] {
    guard let bytes = try? DurableFile.read(folder.spool(run), limit: 1 << 16) else { return [] }
    return (try? JSONValue(parsing: bytes))?.array?.compactMap(\.string) ?? []
  }

  /// The sheets are entered: what the queue says now changes nothing of that, it is told.
  func release(_ manifest: RunManifest) {
    for job in manifest.jobs {
      do throws(SpoolError) { try spooler.release(job) } catch {
        logger.warning(
          "run \(manifest.code): job \(job) could not be released: \(error); look at it with `lpstat -W all`, and release it with `lp -i \(job) -H resume`"
        )
      }
    }
  }
}
