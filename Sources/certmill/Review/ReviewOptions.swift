// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
import CanonicalJSON
import Pipeline
import Trade

/// Which held forms are meant.
struct FilterOptions: ParsableArguments {
  @Option(help: "A part of the exporter's name, or the registration number.") var exporter: String?
  @Option(help: "Country of destination, such as NL.") var destination: String?
  @Option(help: "A part of the reason why they are held.") var held: String?
  @Option(help: "The batch that held them.") var batch: String?
  @Option(help: "Held for more than so many days.") var olderThan: Int?

  func validate() throws {
    if let days = olderThan, !(0...36_500).contains(days) {
      throw ValidationError("--older-than \(days): expected days, such as 7")
    }
    for (name, value) in [("exporter", exporter), ("destination", destination), ("held", held), ("batch", batch)]
    where value?.isEmpty == true {
      throw ValidationError("--\(name): is empty, which would fit every form; leave it away or fill it in")
    }
  }

  var isEmpty: Bool { filter(at: Timestamp(seconds: 0)).isEmpty }

  func filter(at time: Timestamp) -> ReviewFilter {
    ReviewFilter(
      exporter: exporter, destination: destination, reason: held, batch: batch,
      before: olderThan.map { Timestamp(seconds: time.seconds - $0 * 86_400) })
  }
}

/// What `review grant` and `review refuse` have in common.
struct DecisionOptions: ParsableArguments {
  @OptionGroup var place: WorkspaceOption
  @OptionGroup var moment: MomentOption
  @Argument(help: "Ids of held forms, or how they begin; or give a filter.") var ids: [String] = []
  @OptionGroup(title: "Filter (decides all forms that fit, after asking)") var filter: FilterOptions
  @Option(help: "Number of forms that the filter must find: decides without asking.") var yes: Int?
  @Option(help: "The officer's private key: a PEM file, or its PKCS#11 URI.") var officer: String
  @Option(help: "Why; part of the signed decision.") var reason: String?
  @Flag(help: "Prints one JSON document.") var json = false

  func validate() throws {
    if ids.isEmpty && filter.isEmpty {
      throw ValidationError("give ids, or a filter such as --exporter NAME; nothing is decided without either")
    }
    if !ids.isEmpty && !filter.isEmpty { throw ValidationError("give ids or a filter, not both") }
    if yes != nil && filter.isEmpty { throw ValidationError("--yes belongs to a filter") }
  }

  func decide(grant: Bool) throws {
    let desk = try moment.reviewDesk(of: place)
    let chosen = try filter.isEmpty ? ids : found(by: desk, grant: grant)
    var done: [ReviewDesk.Item] = []
    var left = 0
    for id in chosen {
      let item: ReviewDesk.Item
      let name: String
      do {
        let (decided, officer) = try desk.decide(id, grant: grant, keyPath: officer, reason: reason)
        (item, name) = (decided, officer.name)
      } catch let error as ReviewError where error.isOfForm && chosen.count > 1 {
        // One form that cannot be decided keeps no other from it.
        Terminal.message("certmill: \(error)")
        left += 1
        continue
      }
      done.append(item)
      guard !json else { continue }
      let what = grant ? "granted" : "refused"
      Terminal.out(
        "\(item.held.doc): \(what) by \(name); "
          + (item.isDecided ? "the next run carries it out" : "it waits for a second officer"))
    }
    if json { Terminal.out(.array(done.map { $0.json() })) }
    if left > 0 { throw ExitCode(ExitStatus.usage.rawValue) }
  }

  /// The forms that fit, shown and asked for.
  private func found(by desk: ReviewDesk, grant: Bool) throws -> [String] {
    let items = try desk.list(filter.filter(at: desk.time))
    guard !items.isEmpty else { throw ValidationError("no held form fits; see `certmill review list`") }
    for item in items { item.summary.forEach { Terminal.message($0) } }
    if let yes {
      guard yes == items.count else { throw ReviewError.otherCount(asked: yes, found: items.count) }
    } else {
      let forms = items.count == 1 ? "this form" : "these \(items.count) forms"
      Terminal.message("\(grant ? "Grant" : "Refuse") \(forms)? Type yes:")
      guard readLine() == "yes" else { throw ValidationError("not confirmed; nothing was decided") }
    }
    return items.map(\.held.doc)
  }
}
