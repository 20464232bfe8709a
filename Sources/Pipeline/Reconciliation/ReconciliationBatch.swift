// SPDX-License-Identifier: GPL-3.0-or-later
import CanonicalJSON
import DurableFiles
import Ledger
import PaperComparison
import Pictures
import Reconciliation
import Signing
import Trade

/// One box of scans on its way: from the frozen list of files to the closing entry. Every step may have been done before
/// a kill; it goes on where the ledger ends.
///
/// First every file is received and decoded, in the order of the list, page by page; then every row is verified and
/// matched in the same order. Between the two, rows are in the journal, not in memory.
final class ReconciliationBatch {
  let id: String
  let list: InputList
  private let workspace: Workspace
  private let store: ByteStore
  private let recorder: Recorder
  private let check: SealCheck
  /// Nil where only codes are looked at.
  private let paper: PaperCheck?
  private let secrets: YearSecrets
  private let progress: Progress
  private var scans: PageStream
  private var matching: Matching

  /// Rows that are judged together: an issuer's ledger is walked once for all of them.
  private static let rowsOfWalk = 8_192
  /// Rows whose paper is compared before they are entered.
  private static let rowsOfComparison = 64

  init(
    id: String, list: InputList, configuration: FrozenReconciliation, workspace: Workspace, store: ByteStore,
    recorder: Recorder, scans: consuming PageStream, paper: PaperCheck?, secrets: YearSecrets, progress: Progress
  ) throws {
    self.id = id
    self.list = list
    self.workspace = workspace
    self.store = store
    self.recorder = recorder
    self.scans = scans
    self.paper = paper
    self.secrets = secrets
    self.progress = progress
    check = SealCheck(
      trust: try configuration.trust(of: workspace, store), now: list.time, freshDays: configuration.recipe.freshDays)
    matching = Matching(state: recorder.state, own: workspace.settings.issuer?.id)
  }

  /// The whole reconciling flow of design.md, in the order of the ledger.
  func run() throws {
    try recorder.enter(batch: id, time: list.time.description)
    let done = try RecordedScans(ScanJournal(of: id, in: workspace))
    try recorder.open(configuration: configuration)
    try receiveAndDecode(behind: done)
    try verifyAndMatch(behind: done)
    try recorder.close(counts())
  }

  private var configuration: [UInt8] {
    get throws { try DurableFile.read(workspace.batch(id).configuration, limit: 1 << 20) }
  }

  // MARK: - receive, decode

  private func receiveAndDecode(behind done: RecordedScans) throws {
    guard !done.isDecoded else { return }
    let places = list.items.indices.filter { place in
      if case .unreadable = list.items[place].origin { return false }
      return place >= done.lastInput ?? 0
    }
    // The last page may have had more rows than were entered: it is looked at again.
    let wishes = places.map { place in
      let isLast = place == done.lastInput
      return PageStream.Wish(
        name: list.items[place].name, firstPage: isLast ? (done.lastRow?.page ?? 1) - 1 : 0,
        pageCount: isLast ? done.lastRow?.pageCount : nil,
        source: .file(path: store.path(of: list.items[place].digest), digest: list.items[place].digest))
    }
    let folder = workspace.reconciliation(id)
    try DurableFile.makeFolder(folder.thumbnails)
    progress.begin(.decoding, total: places.count)
    var received = done.lastInput
    try scans.look(at: wishes) { index, sight in
      let place = places[index]
      if received.map({ $0 < place }) ?? true {
        try receive(place)
        received = place
      }
      var (rows, isEnd) = rows(of: sight, place)
      if place == done.lastInput, let last = done.lastRow, rows.first?.page == last.page {
        rows.removeFirst(min(done.rowsOfLastPage, rows.count))
      }
      for row in rows { try decoded(row, place) }
      if case .page(let page, _, let scan) = sight, !scan.thumbnail.isEmpty {
        try DurableFile.writeUnsynced(scan.thumbnail, to: folder.thumbnail(input: place, page: page + 1))
      }
      if isEnd { progress.advance() }
      if recorder.isGroupFull { try recorder.commit() }
    }
    try recorder.commit()
  }

  /// What stands on a page, one row a code; whether it is the last of its file.
  private func rows(of sight: PageStream.Sight, _ place: Int) -> (rows: [DecodedRow], isEnd: Bool) {
    let input = list.items[place]
    switch sight {
    case .unreadable(let reason):
      let draft = Draft(file: input.name, finding: SealFinding(.unreadable, reason: reason))
      return ([DecodedRow(draft, pageCount: nil)], true)
    case .page(let page, let count, let scan):
      let drafts = scan.drafts(
        file: input.name, digest: input.digest, place: Draft.Place(argument: place, page: page + 1))
      return (
        drafts.withoutForeignBesideSeals(check).map { DecodedRow($0, pageCount: count) }, page + 1 == count
      )
    }
  }

  private func receive(_ place: Int) throws {
    let input = list.items[place]
    let keys = try secrets.keys(of: input, in: id)
    let file = try FileReader(store.path(of: input.digest))
    var offset = 0
    let digest = try HMACSHA256(key: keys.key(EntryStage.receive.rawValue)).code {
      let piece = try file.read(at: offset, upTo: 1 << 20)
      offset += piece.count
      return piece.isEmpty ? nil : piece
    }
    try record(
      .receive, digest, keys, .received(name: input.name, input.digest), place, .received(sha256: input.digest))
  }

  private func decoded(_ row: DecodedRow, _ place: Int) throws {
    let keys = try secrets.keys(of: list.items[place], in: id)
    try record(
      .decode, keys.keyedDigest(stage: EntryStage.decode.rawValue, of: row.hashed), keys, .decoded(row), place, .judged,
      page: row.page ?? 1)
  }

  // MARK: - verify, match

  private func verifyAndMatch(behind done: RecordedScans) throws {
    var journal = try ScanJournal(of: id, in: workspace)
    var first = 0
    progress.begin(.verifying, total: 0)
    while true {
      var rows: [(input: Int, row: DecodedRow)] = []
      while rows.count < Self.rowsOfWalk, let next = try journal.nextDecoded() { rows.append(next) }
      guard !rows.isEmpty else { break }
      let codes = rows.compactMap { place, row in
        row.code.map { PresentedCode(text: $0, file: list.items[place].digest) }
      }
      // The walk's rows are the same after a kill, so that its findings are.
      var findings = check.findings(for: codes)[...]
      var judged = rows.map { place, decoded in
        decoded.row(file: list.items[place].name, decoded.code == nil ? nil : findings.popFirst())
      }
      let shelf = try paper.map { paper in
        try FrozenShelf(
          at: workspace.batch(id).shelf(row: first), for: judged, from: paper.shelf, into: store)
      }
      let new = min(rows.count, max(0, done.matched - first))..<rows.count
      // A group at a time: what is compared is entered soon, and a kill costs little.
      for start in stride(from: new.lowerBound, to: new.upperBound, by: Self.rowsOfComparison) {
        let group = start..<min(new.upperBound, start + Self.rowsOfComparison)
        if let paper, let shelf { try compare(&judged, with: rows, in: group, paper, shelf) }
        for index in group {
          try judge(
            judged[index], rows[index].input, isVerified: first + index == done.matched && done.isNextVerified)
          progress.advance()
          if recorder.isGroupFull { try recorder.commit() }
        }
        try recorder.commit()
      }
      first += rows.count
    }
    progress.end()
    try recorder.commit()
  }

  /// Looks at the paper around good codes of some rows.
  private func compare(
    _ judged: inout [PageRow], with rows: [(input: Int, row: DecodedRow)], in group: Range<Int>,
    _ paper: PaperCheck, _ shelf: FrozenShelf
  ) throws {
    var places: [Int] = []
    var pages: [PaperCheck.Page] = []
    for index in group where judged[index].awaitsComparison {
      guard let page = rows[index].row.page, let code = rows[index].row.code, let claims = judged[index].claims else {
        continue
      }
      let item = list.items[rows[index].input]
      places.append(index)
      pages.append(
        PaperCheck.Page(
          name: item.name, path: store.path(of: item.digest), digest: item.digest, index: page - 1, code: code,
          claims: claims, stamps: judged[index].stamps))
    }
    let folder = workspace.reconciliation(id)
    for (index, finding) in zip(places, try paper.findings(on: pages) { try shelf.find($0.claims) }) {
      judged[index].take(finding)
      for difference in finding.differences {
        guard let picture = difference.picture?.jpeg(quality: 80), let page = judged[index].page else { continue }
        try DurableFile.writeUnsynced(
          picture, to: folder.difference(input: rows[index].input, page: page, box: difference.box))
      }
    }
  }

  private func judge(_ row: PageRow, _ place: Int, isVerified: Bool) throws {
    let input = list.items[place]
    let keys = try secrets.keys(of: input, in: id)
    func record(_ stage: EntryStage, _ event: ScanEvent, of bytes: [UInt8], _ change: StateChange) throws {
      try self.record(
        stage, keys.keyedDigest(stage: stage.rawValue, of: bytes), keys, event, place, change, page: row.page ?? 1)
    }
    if let claims = row.claims, !isVerified {
      try record(.verify, .verified(claims), of: claims.json.canonicalBytes, .judged)
    }
    let matched = try matching.matched(row, in: input.digest)
    try record(.match, .matched(matched), of: matched.json.canonicalBytes, .sighted(Sighting(matched)))
  }

  private func record(
    _ stage: EntryStage, _ digest: Digest, _ keys: DocumentKeys, _ event: ScanEvent, _ place: Int,
    _ change: StateChange, page: Int? = nil
  ) throws {
    try recorder.record(
      stage, digest: digest, doc: keys.docID, page: page,
      line: JournalLine(seq: recorder.nextSeq, input: place, event: event.bytes), change: change)
  }

  // MARK: - Counts

  /// Rows are counted as sheets, files that could not be read as failed.
  private func counts() throws -> BatchCounts {
    var counts = BatchCounts()
    for input in list.items {
      if case .unreadable = input.origin { counts.failed += 1 }
    }
    var journal = try ScanJournal(of: id, in: workspace)
    while let (_, row) = try journal.nextDecoded() {
      if row.page == nil { counts.failed += 1 }
      counts.sheets += 1
    }
    return counts
  }
}
