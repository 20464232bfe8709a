// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Glibc

/// A CUPS queue by its own commands, lp(1) and cancel(1): a job is handed over held, and released once the ledger has
/// it, so that nothing is on paper that is not entered, and nothing is entered that the queue refused.
struct Spooler {
  let printer: Printer
  /// Longest time that a command may take, seconds: a queue on another machine may be gone.
  private let limit = 120.0

  init(_ printer: Printer) {
    self.printer = printer
  }

  enum Paper { case sheets, banner }

  /// Hands a file over as a held job; gives the job's id, `co-office-12`.
  func hold(_ path: String, title: String, sides: PrintRecipe.Sides, paper: Paper) throws(SpoolError) -> String {
    var arguments = ["-d", printer.name, "-t", title, "-H", "hold", "-o", "print-scaling=none"]
    if paper == .sheets {
      arguments += ["-o", "sides=" + (sides == .duplex ? "two-sided-long-edge" : "one-sided")]
    }
    if let media = printer.media { arguments += ["-o", "media=" + media] }
    if let tray = paper == .sheets ? printer.tray : printer.bannerTray {
      arguments += ["-o", "media-col={media-source=\(tray)}"]
    }
    for option in printer.options { arguments += ["-o", option] }
    let answer = try run("lp", arguments + ["--", path])
    // `request id is co-office-12 (1 file(s))`, the same in every version under the C locale.
    let words = answer.split(whereSeparator: \.isWhitespace)
    guard words.count > 3, words.starts(with: ["request", "id", "is"]) else {
      throw .unexpected(printer: printer.name, answer: answer)
    }
    return String(words[3])
  }

  /// Lets a held job be printed.
  func release(_ job: String) throws(SpoolError) {
    _ = try run("lp", ["-i", job, "-H", "resume"])
  }

  /// Takes a job back; one that is gone already is no error.
  func cancel(_ job: String) {
    _ = try? run("cancel", [job])
  }

  private func run(_ command: String, _ arguments: [String]) throws(SpoolError) -> String {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = [command] + arguments
    var environment = ProcessInfo.processInfo.environment
    environment["LC_ALL"] = "C.UTF-8"
    environment["LANGUAGE"] = nil
    process.environment = environment
    let output = Pipe()
    let errors = Pipe()
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = output
    process.standardError = errors
    do { try process.run() } catch { throw .notStarted(command: command, reason: "\(error.localizedDescription)") }
    let deadline = Date(timeIntervalSinceNow: limit)
    while process.isRunning {
      guard Date() < deadline else {
        kill(process.processIdentifier, SIGKILL)
        throw .timedOut(printer: printer.name, seconds: Int(limit))
      }
      Thread.sleep(forTimeInterval: 0.005)
    }
    func text(_ pipe: Pipe) -> String {
      String(decoding: (try? pipe.fileHandleForReading.readToEnd()) ?? Data(), as: UTF8.self)
    }
    switch process.terminationStatus {
    case 0: return text(output)
    case 127: throw .notStarted(command: command, reason: "it is not installed; on Debian it is in cups-client")
    default:
      let words = text(errors).split(separator: "\n").joined(separator: "; ")
      throw .refused(printer: printer.name, reason: words.isEmpty ? "\(command) gave no reason" : words)
    }
  }
}

/// Why a queue did not take a job, release or command.
enum SpoolError: Error, Equatable, CustomStringConvertible {
  case notStarted(command: String, reason: String)
  case refused(printer: String, reason: String)
  case timedOut(printer: String, seconds: Int)
  case unexpected(printer: String, answer: String)
  /// The job could not be noted, and was taken back.
  case notNoted(printer: String, reason: String)

  var description: String {
    switch self {
    case .notStarted(let command, let reason): "cannot start \(command): \(reason)"
    case .refused(let printer, let reason):
      "printer \(printer): the queue refused: \(reason); see `lpstat -p \(printer)`, then give the same command again"
    case .timedOut(let printer, let seconds):
      "printer \(printer): no answer within \(seconds) s; see `lpstat -r`, then give the same command again"
    case .notNoted(let printer, let reason):
      "printer \(printer): the job was taken back, as it could not be noted: \(reason)"
    case .unexpected(let printer, let answer):
      "printer \(printer): lp gave no job id but \"\(String(answer.prefix(80)).visible)\""
    }
  }
}
