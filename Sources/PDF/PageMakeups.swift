// SPDX-License-Identifier: GPL-3.0-or-later
public import DurableFiles

/// Tells what pages consist of, with libqpdf.
///
/// Not Sendable: owns libqpdf's handle of the file.
public struct PageMakeups: ~Copyable {
  private let reader: QPDFReader

  /// Throws for a file that libqpdf cannot mend, or that is encrypted: its pages can only be drawn.
  public init(_ bytes: FileBytes, name: String) throws(PDFError) {
    reader = try QPDFReader(bytes, file: name)
  }

  /// From 0. Throws `contentsTooLong` for a page that nobody should draw; else a page that cannot be made out is `unknown`.
  public func makeup(ofPage index: Int) throws(PDFError) -> PageMakeup {
    do { return try reader.makeup(ofPage: index) } catch {
      if case .contentsTooLong = error { throw error }
      return .drawn(.unknown)
    }
  }
}
