// SPDX-License-Identifier: GPL-3.0-or-later

extension HandmadePDF {
  /// Bytes that only a copy leaves as they are.
  public static let brokenProfile: [UInt8] = [0x78, 0x9C, 0x00, 0xFF, 0x0A, 0x0D, 0x25]

  /// A page that uses what print rooms care for: a spot colour whose name needs escaping, CMYK, an ICC profile
  /// stream, overprint, transparency with a group, a nested form, a layer.
  public static func rich(
    page: String = "/MediaBox [0 0 200 100]", scale: (x: Double, y: Double) = (1, 1), profile: [UInt8] = brokenProfile
  ) -> HandmadePDF {
    var pdf = HandmadePDF()
    pdf.version = "1.6"
    pdf.add(
      "<< /Type /Catalog /Pages 2 0 R /OCProperties << /OCGs [10 0 R 11 0 R] /D << /ON [10 0 R] /OFF [11 0 R] >> >>"
        + " /OutputIntents [ << /Type /OutputIntent /S /GTS_PDFX /OutputConditionIdentifier (FOGRA39)"
        + " /DestOutputProfile 9 0 R >> ] >>")
    pdf.add("<< /Type /Pages /Kids [3 0 R] /Count 1 >>")
    pdf.add(
      "<< /Type /Page /Parent 2 0 R \(page) /Contents 4 0 R /Resources 5 0 R"
        + " /Group << /S /Transparency /CS /DeviceRGB >> /PieceInfo << /Private (secret) >> >>")
    pdf.add(
      stream:
        "\(scale.x) 0 0 \(scale.y) 0 0 cm /Profile cs 0.9 0.3 0.1 scn 2 2 8 90 re f /Spot cs 0.8 scn 10 10 50 50 re f /Over gs 0.2 0 0.9 0 k 40 30 60 40 re f "
        + "/OC /Shown BDC 1 0 0 rg 120 10 30 30 re f EMC /OC /Hidden BDC 0 1 0 rg 150 50 40 40 re f EMC /Nested Do")
    pdf.add(
      "<< /ColorSpace << /Spot [/Separation /PANTONE#20286#20C /DeviceCMYK 6 0 R] /Profile [/ICCBased 9 0 R] >>"
        + " /ExtGState << /Over << /Type /ExtGState /OP true /op true /OPM 1 /ca 0.5 /BM /Multiply >> >>"
        + " /XObject << /Nested 7 0 R >> /Properties << /Shown 10 0 R /Hidden 11 0 R >> >>")
    pdf.add("<< /FunctionType 2 /Domain [0 1] /N 1 /C0 [0 0 0 0] /C1 [1 0.66 0 0.02] >>")
    pdf.add(
      stream: "0 0 1 rg 0 0 10 10 re f",
      "/Type /XObject /Subtype /Form /BBox [0 0 20 20] /Matrix [1 0 0 1 170 10] /StructParents 3"
        + " /Resources << /XObject << /Again 7 0 R >> /Properties << /Back << /P 3 0 R >> >> >>")
    pdf.add("<< /Unused true >>")
    pdf.add(stream: profile, "/N 3 /Alternate /DeviceRGB\(profile == brokenProfile ? " /Filter /FlateDecode" : "")")
    pdf.add("<< /Type /OCG /Name (Shown) >>")
    pdf.add("<< /Type /OCG /Name (Hidden) >>")
    return pdf
  }
}
