// SPDX-License-Identifier: GPL-3.0-or-later

/// Runs that an earlier process entered: they are taken as they are, and what is lost of them is made again.
extension PrintBatch {
  /// Reads what a batch did whose closing entry stands, to write its report again.
  func readBack() throws {
    for (index, group) in try groups().enumerated() {
      let files = files(of: index + 1)
      try takeOver(try files.manifest(), of: group, files)
    }
  }

  /// Takes a run over that was entered and released; a file that is gone is made again, as it was.
  func takeOver(_ done: RunManifest?, of group: [PrintItem], _ files: RunFiles) throws {
    if let done, files.areWhole(done) {
      takeAsItIs(done)
    } else {
      try makeAgain(done, of: group, files)
    }
  }

  private func makeAgain(_ done: RunManifest?, of group: [PrintItem], _ files: RunFiles) throws {
    let known = try entries.entered(group)
    let copies = Set(known.keys.map { "\($0.number)/\($0.copy)" })
    func isPrinted(_ item: PrintItem) -> Bool { copies.contains("\(item.number)/\(item.copies.lowerBound)") }
    let items = group.filter(isPrinted)
    let lost = "it was not printed; why stood in the run's list, which is lost"
    guard !items.isEmpty else { return try leave(group, files, reason: lost) }

    try makeFolder()
    var manifest = try compose(items, files) {}
    let places = Set(manifest.sheets.map { PrintEntries.Place($0) })
    guard places == Set(known.keys),
      manifest.sheets.allSatisfy({ known[PrintEntries.Place($0)]?.stock == $0.stock }),
      done.map({ $0.digest == manifest.digest }) ?? true
    else { throw PrintRoomError.runDiffers(run: manifest.code) }
    manifest.failures = done?.failures ?? group.filter { !isPrinted($0) }.map { .init(item: $0, reason: lost) }
    manifest.printer = done?.printer ?? configuration.recipe.printer?.name
    manifest.jobs = done?.jobs ?? []
    try files.release(manifest)
    try complete(manifest, files)
  }
}
