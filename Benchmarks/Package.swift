// swift-tools-version: 6.2
// SPDX-License-Identifier: GPL-3.0-or-later
import PackageDescription

// Programs that measure modules of the house alone. The modules are links to the house's own sources, compiled with
// the same settings.
let settings: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

func module(_ name: String, uses: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: uses, swiftSettings: settings)
}

func library(_ name: String, _ pkgConfig: String, apt: String) -> Target {
  .systemLibrary(name: name, path: "Sources/C/\(name)", pkgConfig: pkgConfig, providers: [.apt([apt])])
}

let package = Package(
  name: "benchmarks",
  dependencies: [.package(url: "https://github.com/jpsim/Yams", from: "6.2.2")],
  targets: [
    .executableTarget(
      name: "ledger-append", dependencies: ["Ledger", "Signing", "DurableFiles"], swiftSettings: settings),
    .executableTarget(name: "ledger-check", dependencies: ["Ledger", "Signing"], swiftSettings: settings),
    .executableTarget(
      name: "stamp-certificates",
      dependencies: ["Printing", "Certificates", "Submissions", "Seals", "Signing", "PDF", "Barcodes", "Trade"],
      swiftSettings: settings),
    .executableTarget(
      name: "read-scans", dependencies: ["Scanning", "Barcodes", "Paper"], swiftSettings: settings),
    .executableTarget(
      name: "read-applications", dependencies: ["Submissions", "Validation", "Signing", "Trade"],
      swiftSettings: settings),
    .executableTarget(name: "read-pages", dependencies: ["Scanning", "DurableFiles"], swiftSettings: settings),

    module(
      "Printing",
      uses: [
        "Letters", "Certificates", "Submissions", "Typography", "PDF", "Barcodes", "Signing", "Settings", "Paper",
        "Trade",
      ]),
    module("Letters", uses: ["Settings", "Trade"]),
    module("Scanning", uses: ["PDF", "Pictures", "Barcodes", "DurableFiles", "Paper"]),
    module("Certificates", uses: ["Submissions", "Seals", "Signing", "CanonicalJSON", "Trade"]),
    module("Validation", uses: ["Submissions", "Settings", "CanonicalJSON", "Trade"]),
    module("Submissions", uses: ["Archives", "PDF", "XML", "Signing", "CanonicalJSON", "Trade"]),
    module("Archives", uses: ["CDeflate"]),
    module("XML", uses: ["CXML2"]),
    module("Ledger", uses: ["Signing", "DurableFiles", "CanonicalJSON"]),
    module("Seals", uses: ["Signing"]),
    module("Typography", uses: ["CPango", "CHarfBuzz", "Paper"]),
    module("PDF", uses: ["CPoppler", "CQPDFObjects", "CDeflate", "DurableFiles", "Paper"]),
    module("Pictures", uses: ["CPNG", "CTIFF", "CTurboJPEG", "DurableFiles", "Paper"]),
    module("Barcodes", uses: ["CQRencode", "CZBar", "Paper"]),
    module("Signing", uses: ["CLibcrypto"]),
    module("DurableFiles", uses: ["CLinux", "Signing"]),
    module("Settings", uses: [.product(name: "Yams", package: "Yams")]),
    module("CanonicalJSON"),
    module("Paper"),
    module("Trade"),

    library("CPoppler", "poppler-glib", apt: "libpoppler-glib-dev"),
    library("CQPDF", "libqpdf", apt: "libqpdf-dev"),
    library("CDeflate", "libdeflate", apt: "libdeflate-dev"),
    library("CXML2", "libxml-2.0", apt: "libxml2-dev"),
    library("CPNG", "libpng", apt: "libpng-dev"),
    library("CTIFF", "libtiff-4", apt: "libtiff-dev"),
    library("CTurboJPEG", "libturbojpeg", apt: "libturbojpeg0-dev"),
    library("CQRencode", "libqrencode", apt: "libqrencode-dev"),
    library("CZBar", "zbar", apt: "libzbar-dev"),
    library("CPango", "pangoft2", apt: "libpango1.0-dev"),
    library("CHarfBuzz", "harfbuzz-subset", apt: "libharfbuzz-dev"),
    library("CLibcrypto", "libcrypto", apt: "libssl-dev"),
    .target(name: "CQPDFObjects", dependencies: ["CQPDF"], path: "Sources/C/CQPDFObjects"),
    .target(name: "CLinux", path: "Sources/C/CLinux"),
  ],
  cxxLanguageStandard: .cxx17
)
