#pragma once
#include <qrencode.h>
#include <stddef.h>

/// Not in the public header, yet exported by Debian's build: encode with a given mask (0-7; -1 chooses).
/// Weak, so that a library without it still links.
extern QRcode *QRcode_encodeMask(QRinput *input, int mask) __attribute__((weak));

/// 1 where the library lets the caller choose the mask.
static inline int certmill_qr_offers_masks(void) { return QRcode_encodeMask != NULL; }

/// A symbol with that mask; NULL with errno set on failure. Call only where masks are offered.
static inline QRcode *certmill_qr_encode_masked(QRinput *input, int mask) { return QRcode_encodeMask(input, mask); }
