// swift-tools-version: 6.2
// SPDX-License-Identifier: GPL-3.0-or-later
import PackageDescription

/// One set of rules for every module. Modules that touch C leave strict memory safety off: there it
/// would put `unsafe` on every second line; everywhere else it makes "pointers never leak out" a rule.
let common: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .treatAllWarnings(as: .error),
]
let safe = common + [.strictMemorySafety()]
/// Where every pixel of a page is looked at over and over: without it tests of whole pages take minutes.
let quick = safe + [.unsafeFlags(["-O"], .when(configuration: .debug))]

/// A module without C.
func room(
  _ name: String, uses: [Target.Dependency] = [], resources: [Resource]? = nil, settings: [SwiftSetting] = safe
) -> Target {
  .target(name: name, dependencies: uses, resources: resources, swiftSettings: settings)
}

/// A module that wraps C libraries: no pointer leaves it.
func wrapper(_ name: String, uses: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: uses, swiftSettings: common)
}

/// A C library from Debian: module map and shim only.
func library(_ name: String, _ pkgConfig: String, apt: String) -> Target {
  .systemLibrary(name: name, path: "Sources/C/\(name)", pkgConfig: pkgConfig, providers: [.apt([apt])])
}

func tests(_ name: String, uses: [Target.Dependency]) -> Target {
  .testTarget(name: name, dependencies: uses + ["Seeded"], swiftSettings: common)
}

// The floors, top to bottom. An arrow only goes down; `Tests/HouseTests` holds the sources to this table.
let package = Package(
  name: "certmill",
  products: [
    .executable(name: "certmill", targets: ["certmill"]),
    .library(name: "BrittleToken", type: .dynamic, targets: ["BrittleToken"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
    // Hummingbird's own words for bytes and headers.
    .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
    .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
  ],
  targets: [
    // Arguments, terminal, exit codes.
    .executableTarget(
      name: "certmill",
      dependencies: [
        "Pipeline", "Validation", "Submissions", "WitnessService", "Reconciliation", "Ledger", "Workers",
        "DurableFiles",
        "CanonicalJSON", "Tokens",
        "Signing", "Spelling",
        "Trade", .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "Logging", package: "swift-log"),
      ], swiftSettings: safe),
    // A witness on the network: the only module that is a web server.
    room(
      "WitnessService",
      uses: [
        "Ledger", .product(name: "Hummingbird", package: "hummingbird"),
        .product(name: "HummingbirdCore", package: "hummingbird"),
        .product(name: "HTTPTypes", package: "swift-http-types"), .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "Logging", package: "swift-log"),
      ]),
    // Order, files, concurrency, resume, report.
    room(
      "Pipeline",
      uses: [
        "PaperComparison", "Reconciliation", "Scanning", "Printing", "Letters", "Certificates", "Decisions",
        "Validation",
        "Submissions", "Ledger", "Seals", "Tokens", "Signing", "Workers", "Web", "DurableFiles", "Archives", "Barcodes",
        "TextReading", "PDF", "Pictures", "Settings", "CanonicalJSON", "Paper", "Trade",
        .product(name: "GRDB", package: "GRDB.swift"),
        .product(name: "Logging", package: "swift-log"),
      ], resources: [.embedInCode("Publishing/page")]),

    // The stages: pure functions of values.
    room(
      "PaperComparison",
      uses: ["Reconciliation", "Certificates", "Seals", "TextReading", "PDF", "Paper", "Trade"], settings: quick),
    room("Reconciliation", uses: ["Certificates", "Ledger", "Seals", "Signing", "Spelling", "CanonicalJSON", "Trade"]),
    room("Scanning", uses: ["PDF", "Pictures", "Barcodes", "DurableFiles", "Paper"], settings: quick),
    room(
      "Printing",
      uses: [
        "Letters", "Certificates", "Submissions", "Typography", "PDF", "Barcodes", "Signing", "Settings", "Spelling",
        "Paper", "Trade",
      ]),
    room("Letters", uses: ["Settings", "Trade"]),
    room("Certificates", uses: ["Submissions", "Seals", "Signing", "CanonicalJSON", "Trade"]),
    room("Decisions", uses: ["Submissions", "Validation", "Settings", "CanonicalJSON", "Trade"]),
    room("Validation", uses: ["Submissions", "Settings", "Spelling", "CanonicalJSON", "Trade"]),
    room("Submissions", uses: ["Archives", "PDF", "XML", "Signing", "Spelling", "CanonicalJSON", "Trade"]),

    // Merkle log of bytes; seals.
    room("Ledger", uses: ["Signing", "DurableFiles", "CanonicalJSON"]),
    room("Seals", uses: ["Signing"]),

    // Wrappers: no pointer leaves them.
    wrapper("Workers", uses: ["CProcess"]),
    wrapper("Web", uses: ["CCurl"]),
    wrapper("Typography", uses: ["CPango", "CHarfBuzz", "Paper"]),
    wrapper("PDF", uses: ["CPoppler", "CQPDFObjects", "CDeflate", "DurableFiles", "Paper"]),
    wrapper("Pictures", uses: ["CPNG", "CTIFF", "CTurboJPEG", "DurableFiles", "Paper"]),
    wrapper("Archives", uses: ["CDeflate"]),
    wrapper("XML", uses: ["CXML2"]),
    wrapper("Barcodes", uses: ["CQRencode", "CZBar", "Paper"]),
    wrapper("Tokens", uses: ["CP11Kit", "Signing"]),
    wrapper("TextReading", uses: ["CTesseract", "Paper"]),
    wrapper("Signing", uses: ["CLibcrypto"]),
    wrapper("DurableFiles", uses: ["CLinux", "Signing"]),

    // Words: no outside world.
    room("Settings", uses: ["Spelling", .product(name: "Yams", package: "Yams")]),
    room("Spelling"),
    room("CanonicalJSON"),
    room("Paper"),
    room("Trade"),

    // C.
    library("CPoppler", "poppler-glib", apt: "libpoppler-glib-dev"),
    library("CQPDF", "libqpdf", apt: "libqpdf-dev"),
    library("CDeflate", "libdeflate", apt: "libdeflate-dev"),
    library("CXML2", "libxml-2.0", apt: "libxml2-dev"),
    library("CPNG", "libpng", apt: "libpng-dev"),
    library("CTIFF", "libtiff-4", apt: "libtiff-dev"),
    library("CTurboJPEG", "libturbojpeg", apt: "libturbojpeg0-dev"),
    library("CQRencode", "libqrencode", apt: "libqrencode-dev"),
    library("CZBar", "zbar", apt: "libzbar-dev"),
    library("CTesseract", "tesseract", apt: "libtesseract-dev"),
    library("CPango", "pangoft2", apt: "libpango1.0-dev"),
    library("CHarfBuzz", "harfbuzz-subset", apt: "libharfbuzz-dev"),
    library("CCurl", "libcurl", apt: "libcurl4-openssl-dev"),
    library("CLibcrypto", "libcrypto", apt: "libssl-dev"),
    library("CP11Kit", "p11-kit-1", apt: "libp11-kit-dev"),
    .target(name: "CQPDFObjects", dependencies: ["CQPDF"], path: "Sources/C/CQPDFObjects"),
    .target(name: "CLinux", path: "Sources/C/CLinux"),
    .target(name: "CProcess", path: "Sources/C/CProcess"),

    // A program of the tests: a worker that fails on demand.
    .executableTarget(
      name: "FaultyWorker", dependencies: ["Pipeline", "Workers"], path: "Tests/Fakes/FaultyWorker",
      swiftSettings: common),

    // A token's library for the tests, which fails on demand.
    .target(name: "BrittleToken", dependencies: ["CP11Kit"], path: "Tests/Fakes/BrittleToken"),

    // Random numbers of the tests, the same in every run.
    .target(name: "Seeded", path: "Tests/Fakes/Seeded", swiftSettings: common),

    // PDFs of the tests, written object by object.
    .target(name: "HandmadePDFs", path: "Tests/Fakes/HandmadePDFs", swiftSettings: common),

    // Pictures of the tests, of every kind.
    .target(
      name: "HandmadePictures", dependencies: ["CTIFF", "CTurboJPEG", "PDF"], path: "Tests/Fakes/HandmadePictures",
      swiftSettings: common),

    tests("HouseTests", uses: []),
    tests("TradeTests", uses: ["Trade"]),
    tests("CanonicalJSONTests", uses: ["CanonicalJSON"]),
    tests("SpellingTests", uses: ["Spelling"]),
    tests("SettingsTests", uses: ["Settings"]),
    tests("SigningTests", uses: ["Signing"]),
    tests("TokensTests", uses: ["Tokens"]),
    tests("DurableFilesTests", uses: ["DurableFiles", "Signing"]),
    tests("ArchivesTests", uses: ["Archives"]),
    tests("BarcodesTests", uses: ["Barcodes", "Paper"]),
    tests("PDFTests", uses: ["PDF", "Paper", "HandmadePDFs"]),
    tests("PicturesTests", uses: ["Pictures", "HandmadePictures", "PDF", "DurableFiles", "Paper", "CTIFF"]),
    tests("TypographyTests", uses: ["Typography", "Paper"]),
    tests("WorkersTests", uses: ["Workers", "FaultyWorker"]),
    tests("SealsTests", uses: ["Seals", "Signing"]),
    tests("LedgerTests", uses: ["Ledger", "Signing", "DurableFiles", "CanonicalJSON"]),
    tests("XMLTests", uses: ["XML"]),
    tests("SubmissionsTests", uses: ["Submissions", "Archives", "HandmadePDFs", "CanonicalJSON", "Trade"]),
    tests("ValidationTests", uses: ["Letters", "Validation", "Submissions", "Settings", "CanonicalJSON", "Trade"]),
    tests("DecisionsTests", uses: ["Decisions", "Validation", "Settings", "CanonicalJSON", "Trade"]),
    tests("LettersTests", uses: ["Letters", "Settings", "Trade"]),
    tests(
      "CertificatesTests", uses: ["Certificates", "Submissions", "Seals", "Signing", "CanonicalJSON", "Trade"]),
    tests(
      "PrintingTests",
      uses: [
        "Printing", "Letters", "Certificates", "Submissions", "Typography", "PDF", "Barcodes", "Seals", "Signing",
        "Settings",
        "Paper", "Trade", "CanonicalJSON", "HandmadePDFs",
      ]),
    tests("TextReadingTests", uses: ["TextReading", "PDF", "Paper", "HandmadePDFs"]),
    tests(
      "PaperComparisonTests",
      uses: [
        "PaperComparison", "Reconciliation", "Scanning", "TextReading", "Barcodes", "PDF", "Paper", "HandmadePDFs",
      ]),
    tests(
      "ScanningTests",
      uses: [
        "Scanning", "Barcodes", "PDF", "DurableFiles", "Paper", "Pictures", "HandmadePDFs", "HandmadePictures",
      ]),
    tests(
      "ReconciliationTests",
      uses: ["Reconciliation", "Certificates", "Ledger", "Seals", "Signing", "CanonicalJSON", "Trade"]),
    tests(
      "PipelineTests",
      uses: [
        "Pipeline", "Submissions", "FaultyWorker", "HandmadePDFs", "Archives", "Ledger", "Signing", "Seals", "Workers",
        "CanonicalJSON", "DurableFiles", "PDF", "Paper", "PaperComparison", "Reconciliation",
        "Trade", "Decisions", "Validation",
        .product(name: "Logging", package: "swift-log"),
      ]),
    tests("CommandTests", uses: ["certmill", "Ledger", "Signing", "CanonicalJSON"]),
  ],
  cxxLanguageStandard: .cxx17
)

/// A program of `make bench`, which measures modules of the house alone.
func benchmark(_ name: String, of modules: [Target.Dependency]) -> Target {
  .executableTarget(name: name, dependencies: modules, path: "Benchmarks/Sources/\(name)", swiftSettings: common)
}

// Nobody else waits for them to be linked.
if Context.environment["BENCHMARKS"] != nil {
  package.targets += [
    benchmark("ledger-append", of: ["Ledger", "Signing", "DurableFiles"]),
    benchmark("ledger-check", of: ["Ledger", "Signing"]),
    benchmark(
      "stamp-certificates",
      of: ["Printing", "Certificates", "Submissions", "Seals", "Signing", "PDF", "Barcodes", "Trade"]),
    benchmark("read-scans", of: ["Scanning", "Barcodes", "Paper"]),
    benchmark("read-applications", of: ["Submissions", "Validation", "Signing", "Trade"]),
    benchmark("read-pages", of: ["Scanning", "DurableFiles"]),
  ]
}
