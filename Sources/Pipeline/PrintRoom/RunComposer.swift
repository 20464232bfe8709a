// SPDX-License-Identifier: GPL-3.0-or-later
import DurableFiles
import Printing
import Signing
import Trade
import Workers

/// Joins the sheets of a run into its file: pages that were stamped under the same template as they are in the store,
/// others stamped anew with the seals that were issued for them, and read back.
struct RunComposer: ~Copyable {
  private var workers: WorkerPool
  private let frame: RunFrame
  private let pages: PageSources

  init(
    store: ByteStore, workspace: Workspace, state: State, agreement: String?, hasBacks: Bool,
    workers: consuming WorkerPool
  ) throws {
    var workers = workers
    frame = try workers.frame(hasBacks: hasBacks)
    pages = PageSources(
      store: store, workspace: workspace, state: state, agreement: agreement, prefix: frame.prefix)
    self.workers = workers
  }

  /// Writes the run's file under its temporary name beside `path`, and that of its banner where security paper must
  /// not be spent on it.
  mutating func compose(
    _ items: [PrintItem], code: String, created: Timestamp, to path: String, banner bannerPath: String,
    stock: inout StockSupply?, each: () -> Void
  ) throws -> RunManifest {
    let seals = try pages.seals(of: items)
    let pages = pages
    var next = 0
    var assembly = try RunAssembly(
      RunFile(path, in: frame, code: code, created: created), code: code, pages: pages, stock: stock)

    // One at a time out of the store, as the workers take them: memory holds a window, not the run.
    try workers.run(
      next: {
        while next < items.count {
          let item = items[next]
          next += 1
          let source = try pages.source(of: item, seals: seals)
          assembly.waiting.append((item, source))
          if case .drawn(let impression) = source { return impression.job }
          try assembly.appendStored(each)
        }
        return nil
      },
      deliver: { _, outcome in
        if let again = try assembly.take(outcome, each) { return .again(again) }
        return .next
      })
    stock = assembly.stock
    let banner = assembly.banner
    let contents = try workers.banner(banner)
    if stock != nil {
      let sheet = try RunFile(bannerPath, in: frame, code: code, created: created)
      _ = try sheet.finish(banner: contents)
    }
    return try assembly.finish(banner: stock == nil ? contents : [])
  }
}

/// A run in the making: its file, its list, and the items that wait for those before them.
private struct RunAssembly: ~Copyable {
  var waiting: [(item: PrintItem, source: PageSources.Source)] = []
  private(set) var stock: StockSupply?
  private var file: RunFile
  private var manifest: RunManifest
  private let pages: PageSources

  init(_ file: consuming RunFile, code: String, pages: PageSources, stock: StockSupply?) {
    self.file = file
    self.pages = pages
    self.stock = stock
    manifest = RunManifest(code: code)
  }

  var banner: RunBanner { file.banner }

  /// Takes a worker's answer for the first item that waits; gives a job where it has to be made again.
  mutating func take(_ outcome: WorkerOutcome, _ each: () -> Void) throws -> WorkerJob? {
    guard case (let item, .drawn(var impression))? = waiting.first else { return nil }
    switch try impression.take(outcome) {
    case .again(let job):
      waiting[0].source = .drawn(impression)
      return job
    case .done(let stamped): try append(item, stamped.tail)
    case .failed(let reason): manifest.failures.append(.init(item: item, reason: reason))
    }
    waiting.removeFirst()
    each()
    try appendStored(each)
    return nil
  }

  /// Appends what needs no worker, up to the next item that does.
  mutating func appendStored(_ each: () -> Void) throws {
    while let (item, source) = waiting.first {
      switch source {
      case .stored(let pdf):
        if let tail = try pages.tail(of: pdf) {
          try append(item, tail)
        } else {
          manifest.failures.append(.init(item: item, reason: "its file in the store is damaged"))
        }
      case .failed(let reason): manifest.failures.append(.init(item: item, reason: reason))
      case .drawn: return
      }
      waiting.removeFirst()
      each()
    }
  }

  private mutating func append(_ item: PrintItem, _ tail: [UInt8]) throws {
    guard let number = CertificateNumber(item.number), let issued = try pages.state.certificate(item.number) else {
      return manifest.failures.append(.init(item: item, reason: "its number is not in the state"))
    }
    let count = item.copies.count * issued.sheets
    var supply = stock
    let serials = supply?.take(count)
    guard supply == nil || serials != nil else {
      return manifest.failures.append(.init(item: item, reason: "no security paper is left"))
    }
    do {
      try file.append(
        tail, number: number, copies: item.copies,
        stock: StockRange.joining(serials ?? []).map(\.description).joined(separator: ", "))
    } catch let error as PrintingError {
      return manifest.failures.append(.init(item: item, reason: "\(error)"))
    }
    stock = supply
    for place in 0..<count {
      manifest.sheets.append(
        .init(
          number: item.number, copy: item.copies.lowerBound + place / issued.sheets,
          sheet: place % issued.sheets + 1, sheets: issued.sheets, stock: serials.map { $0[place].description }))
    }
  }

  consuming func finish(banner: [[UInt8]]) throws -> RunManifest {
    var manifest = manifest
    manifest.checksum = self.banner.checksum
    (manifest.digest, manifest.size) = try file.finish(banner: banner)
    return manifest
  }
}
