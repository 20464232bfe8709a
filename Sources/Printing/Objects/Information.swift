// SPDX-License-Identifier: GPL-3.0-or-later

import Trade

/// The document information of a file (ISO 32000-1, 14.3.3).
enum Information {
  static func append(title: String, created: Timestamp, to writer: inout ObjectWriter) {
    writer.object { body in
      body.put("<</Title")
      body.put(text: title)
      body.put("/Producer(Certmill)/CreationDate(D:")
      // RFC 3339 in UTC without its punctuation is PDF's date (7.9.4).
      body.append(contentsOf: created.description.utf8.filter { (48...57).contains($0) })
      body.put("Z)>>")
    }
  }
}
