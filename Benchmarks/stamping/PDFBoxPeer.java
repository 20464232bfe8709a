// SPDX-License-Identifier: GPL-3.0-or-later
import com.google.zxing.EncodeHintType;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.ByteMatrix;
import com.google.zxing.qrcode.encoder.Encoder;
import com.sun.management.OperatingSystemMXBean;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;

/**
 * The peers' work by PDFBox: PDFBoxPeer FOLDER files|combined N. The folder is the one that gen.py filled.
 *
 * The template's page gets the record's text in a subset of the fonts and the code as rectangles appended to its
 * contents; one file a certificate, or all pages in one. Warm: it runs the work for ten seconds before the clock.
 */
public final class PDFBoxPeer {
  /** One text of the layout; points from the lower left. */
  private record Place(float x, float y, float size, int font, float leading) {}

  private static final String[] FONTS = {
    "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf", "/usr/share/fonts/truetype/dejavu/DejaVuSans-Bold.ttf"
  };

  private final Path folder;
  private final byte[] template;
  private final List<Place> places = new ArrayList<>();
  private final List<String[]> records = new ArrayList<>();
  private final TrueTypeFont[] faces = new TrueTypeFont[FONTS.length];
  private final Path out;
  private long written = 0;

  private PDFBoxPeer(Path folder) throws Exception {
    this.folder = folder;
    template = Files.readAllBytes(folder.resolve("template.pdf"));
    for (String line : Files.readAllLines(folder.resolve("layout.txt"))) {
      String[] parts = line.split(" ");
      places.add(new Place(Float.parseFloat(parts[1]), Float.parseFloat(parts[2]), Float.parseFloat(parts[3]),
          Integer.parseInt(parts[4]), Float.parseFloat(parts[5])));
    }
    // A text holds U+001E for its line breaks; the last is the code's.
    for (String line : Files.readAllLines(folder.resolve("records.txt"))) records.add(line.split("\u001f", -1));
    for (int index = 0; index < FONTS.length; index++) faces[index] = new TTFParser().parse(new File(FONTS[index]));
    out = folder.resolve("out/pdfbox");
    Files.createDirectories(out);
  }

  private void draw(PDDocument document, PDPage page, PDFont[] fonts, String[] record) throws Exception {
    try (PDPageContentStream content =
        new PDPageContentStream(document, page, PDPageContentStream.AppendMode.APPEND, true, true)) {
      for (int index = 0; index < places.size(); index++) {
        Place place = places.get(index);
        content.beginText();
        content.setFont(fonts[place.font()], place.size());
        content.setLeading(place.leading());
        content.newLineAtOffset(place.x(), place.y());
        String[] lines = record[index].split("\u001e");
        for (int line = 0; line < lines.length; line++) {
          if (line > 0) content.newLine();
          content.showText(lines[line]);
        }
        content.endText();
      }
      Map<EncodeHintType, Object> hints = new HashMap<>();
      hints.put(EncodeHintType.CHARACTER_SET, "ISO-8859-1");
      ByteMatrix code =
          Encoder.encode(record[places.size()], ErrorCorrectionLevel.M, hints).getMatrix();
      float module = 90f / code.getWidth();
      for (int row = 0; row < code.getHeight(); row++) {
        int column = 0;
        while (column < code.getWidth()) {
          int start = column;
          while (column < code.getWidth() && code.get(column, row) == 1) column++;
          if (column > start) {
            content.addRect(440 + start * module, 180 - (row + 1) * module, (column - start) * module, module);
          }
          column = Math.max(column, start + 1);
        }
      }
      content.fill();
    }
  }

  private PDFont[] fonts(PDDocument document) throws Exception {
    return new PDFont[] {PDType0Font.load(document, faces[0], true), PDType0Font.load(document, faces[1], true)};
  }

  private void save(PDDocument document, String name) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 19);
    document.save(bytes);
    byte[] file = bytes.toByteArray();
    MessageDigest.getInstance("SHA-256").digest(file);
    Files.write(out.resolve(name), file);
    written += file.length;
  }

  private void files(int first, int count) throws Exception {
    for (int index = first; index < first + count; index++) {
      try (PDDocument document = PDDocument.load(template)) {
        draw(document, document.getPage(0), fonts(document), records.get(index % records.size()));
        save(document, index + ".pdf");
      }
    }
  }

  /** Every page shares the template's contents and resources with the others. */
  private void combined(int count) throws Exception {
    try (PDDocument source = PDDocument.load(template); PDDocument document = new PDDocument()) {
      PDPage first = document.importPage(source.getPage(0));
      PDFont[] fonts = fonts(document);
      List<PDPage> pages = new ArrayList<>();
      pages.add(first);
      for (int index = 1; index < count; index++) {
        PDPage page = new PDPage(new COSDictionary(first.getCOSObject()));
        document.addPage(page);
        pages.add(page);
      }
      for (int index = 0; index < count; index++) {
        draw(document, pages.get(index), fonts, records.get(index % records.size()));
      }
      save(document, "run.pdf");
    }
  }

  private static double cpuSeconds() {
    OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    return system.getProcessCpuTime() * 1e-9;
  }

  public static void main(String[] arguments) throws Exception {
    if (arguments.length != 3) {
      System.err.println("usage: PDFBoxPeer FOLDER files|combined N");
      System.exit(1);
    }
    boolean isFiles = arguments[1].equals("files");
    int count = Integer.parseInt(arguments[2]);
    PDFBoxPeer peer = new PDFBoxPeer(Path.of(arguments[0]));
    long warmUntil = System.nanoTime() + 10_000_000_000L;
    while (System.nanoTime() < warmUntil) {
      if (isFiles) peer.files(0, 50); else peer.combined(count);
    }
    peer.written = 0;
    double cpu = cpuSeconds();
    long wall = System.nanoTime();
    if (isFiles) peer.files(0, count); else peer.combined(count);
    cpu = cpuSeconds() - cpu;
    double seconds = (System.nanoTime() - wall) * 1e-9;
    System.out.printf(Locale.ROOT,
        "{\"e\": \"pdfbox\", \"mode\": \"%s\", \"n\": %d, \"cps_cpu\": %.2f, \"cps\": %.2f, \"bytes\": %d}%n",
        arguments[1], count, count / cpu, count / seconds, isFiles ? peer.written / count : peer.written);
  }
}
