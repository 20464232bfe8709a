// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import HandmadePDFs
import PDF
import Testing

/// The same comparison with MuPDF.
@Suite struct SecondRendererTests {
  @Test("MuPDF too draws the form as it draws the page, pixel for pixel")
  func samePixels() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "artwork-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let templates = [
      ArtworkTests.rich.bytes, HandmadePDF.page("/MediaBox [-30 -20 170 80] /CropBox [-10 -10 160 70]").bytes,
      HandmadePDF.page("/MediaBox [10 5 210 105] /Rotate 90").bytes,
      HandmadePDF.page("/MediaBox [10 5 210 105] /Rotate 270 /UserUnit 2").bytes,
    ]
    for (index, template) in templates.enumerated() {
      let made = try sheet(bearing: Artwork(reading: template, file: "template.pdf"))
      #expect(try draw(template, in: folder) == draw(made, in: folder), "template \(index)")
    }
  }

  private func draw(_ pdf: [UInt8], in folder: URL) throws -> Data {
    let source = folder.appending(path: "in.pdf")
    let target = folder.appending(path: "out.ppm")
    try Data(pdf).write(to: source)
    let tool = Process()
    tool.executableURL = URL(filePath: "/usr/bin/mutool")
    tool.arguments = ["draw", "-q", "-r", "144", "-o", target.path(), source.path(), "1"]
    tool.standardError = FileHandle.nullDevice
    try tool.run()
    tool.waitUntilExit()
    #expect(tool.terminationStatus == 0)
    return try Data(contentsOf: target)
  }
}
