// swift-tools-version: 6.2
// SPDX-License-Identifier: GPL-3.0-or-later
import PackageDescription

// Programs that measure one module of the house alone. The modules are links to the house's own sources.
let settings: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

let package = Package(
  name: "benchmarks",
  targets: [
    .executableTarget(
      name: "ledger-append", dependencies: ["Ledger", "Signing", "DurableFiles"], swiftSettings: settings),
    .executableTarget(name: "ledger-check", dependencies: ["Ledger", "Signing"], swiftSettings: settings),
    .target(name: "Ledger", dependencies: ["Signing", "DurableFiles", "CanonicalJSON"], swiftSettings: settings),
    .target(name: "DurableFiles", dependencies: ["CLinux", "Signing"], swiftSettings: settings),
    .target(name: "Signing", dependencies: ["CLibcrypto"], swiftSettings: settings),
    .target(name: "CanonicalJSON", swiftSettings: settings),
    .target(name: "CLinux", path: "Sources/C/CLinux"),
    .systemLibrary(
      name: "CLibcrypto", path: "Sources/C/CLibcrypto", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
  ]
)
