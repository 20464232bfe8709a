// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
import Glibc
import Pipeline
import Workers

/// A worker process; started by certmill itself, never by a person.
struct WorkerCommand: ParsableCommand {
  enum Role: String, ExpressibleByArgument, CaseIterable {
    case convert, exchange, issuance, paper, print, split, template, verify
  }

  static let configuration = CommandConfiguration(commandName: "worker", shouldDisplay: false)
  @Argument var role: Role

  func run() throws {
    switch role {
    case .convert: Glibc.exit(ConvertWorker.serve())
    case .exchange: Glibc.exit(ExchangeWorker.serve())
    case .issuance: Glibc.exit(DocumentWorker.serve())
    case .paper: Glibc.exit(PaperWorker.serve())
    case .print: Glibc.exit(PrintWorker.serve())
    case .split: Glibc.exit(SplitWorker.serve())
    case .verify: Glibc.exit(ScanWorker.serve())
    case .template: Glibc.exit(TemplateWorker.serve())
    }
  }
}
