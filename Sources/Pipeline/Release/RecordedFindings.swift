// SPDX-License-Identifier: GPL-3.0-or-later
import CanonicalJSON
import DurableFiles
import Submissions
import Trade

/// What a batch's journal says of the validation of its forms, by place in the list of inputs from 0.
struct RecordedFindings {
  private(set) var findings: [Int: [Finding]] = [:]
  /// What came with the forms.
  private(set) var papers: [Int: [Enclosure]] = [:]
  /// The exporters' own references, of forms with a finding and of those in `wanted`.
  private(set) var references: [Int: String] = [:]

  init(of folder: BatchFolder, wanted: Set<Int> = []) throws {
    var reader = try LineReader(folder.events)
    // Only validations with a finding begin so, and those with papers name them; the others need not be parsed.
    let some = Array(#"{"event":{"findings":[{"#.utf8)
    let any = Array(#"{"event":{"findings":["#.utf8)
    let papers = Array(#","papers":[{"name":"#.utf8)
    while let bytes = try reader.next() {
      guard bytes.starts(with: any), !wanted.isEmpty || bytes.starts(with: some) || Self.holds(bytes, papers),
        let line = JournalLine(parsing: bytes), let input = line.input,
        let event = try? JSONValue(parsing: line.event, limits: JSONLimits(bytes: 1 << 29))
      else { continue }
      findings[input] = event.object?["findings"]?.array?.compactMap(Finding.init)
      self.papers[input] = Enclosure.all(of: event.object)
      if let reference = event.object?["form"]?.object?["reference"]?.string, !reference.isEmpty {
        references[input] = reference
      }
    }
  }

  /// Whether some bytes stand in others; every form of a night is looked through.
  private static func holds(_ bytes: [UInt8], _ part: [UInt8]) -> Bool {
    guard let first = part.first, bytes.count >= part.count else { return false }
    for index in 0...(bytes.count - part.count) where bytes[index] == first {
      if bytes[index...].starts(with: part) { return true }
    }
    return false
  }

  /// The references of forms that an officer has decided: an earlier batch had them validated. By place from 0.
  static func references(ofDecided inputs: [(place: Int, input: BatchInput)], in workspace: Workspace) throws
    -> [Int: String]
  {
    var references: [Int: String] = [:]
    var byBatch: [String: [(place: Int, input: BatchInput)]] = [:]
    for entry in inputs {
      if case .decided(let batch, _) = entry.input.origin { byBatch[batch, default: []].append(entry) }
    }
    for (batch, entries) in byBatch {
      let folder = workspace.batch(batch)
      // An older night whose files are gone takes the reference with it, not the letter.
      guard DurableFile.exists(folder.inputs), DurableFile.exists(folder.events) else { continue }
      let list = try InputList(reading: folder.inputs, batch: batch)
      var earlier: [Int: Int] = [:]
      for entry in entries {
        earlier[entry.place] = list.items.firstIndex { $0.digest == entry.input.digest && $0.name == entry.input.name }
      }
      let recorded = try RecordedFindings(of: folder, wanted: Set(earlier.values))
      for (place, there) in earlier { references[place] = recorded.references[there] }
    }
    return references
  }
}
