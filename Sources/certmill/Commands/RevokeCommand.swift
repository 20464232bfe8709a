// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
import Pipeline

struct RevokeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "revoke",
    abstract: "Takes a certificate out of force for good; its codes are told as revoked from then on.",
    discussion: """
      certmill revoke SG-2026-0000009-1 --reason goods-not-exported --officer tan.pem -w /srv/certmill
      """)

  @Argument(help: "The certificate's number.") var number: String
  @OptionGroup var place: WorkspaceOption
  @OptionGroup var order: OrderOptions
  @OptionGroup var moment: MomentOption

  func run() throws {
    let revoked = try Revoking(moment.desk(of: place)).revoke(
      number, reason: order.code(for: .revoke), text: order.text, officer: order.officer)
    Terminal.out(
      "\(revoked.number): revoked by \(revoked.officer)"
        + (revoked.printed > 0 ? "; call back its \(revoked.printed == 1 ? "copy" : "\(revoked.printed) copies")" : ""))
  }
}

/// What an officer gives with an order about an issued certificate.
struct OrderOptions: ParsableArguments {
  @Option(help: ArgumentHelp("Why, a code of docs/after-issue.md, such as issued-in-error.", valueName: "code"))
  var reason: String
  @Option(help: "What the code cannot say; part of the signed order, for the chamber alone.") var text: String?
  @Option(help: "The officer's private key: a PEM file, or its PKCS#11 URI.") var officer: String

  func code(for kind: OfficerOrder.Kind) throws -> OrderReason {
    let valid = OrderReason.valid(for: kind)
    guard let code = OrderReason(rawValue: reason), valid.contains(code) else {
      throw ValidationError(
        "--reason \(reason): expected one of \(valid.map(\.rawValue).joined(separator: ", "))")
    }
    return code
  }
}
