#pragma once
#include <png.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/// A PNG in memory that is being read, row by row, as 8 bits a sample. libpng leaves by longjmp, so that every call into
/// it stands here.
typedef struct {
  const uint8_t *next;
  uint64_t left;
  png_structp png;
  png_infop info;
  uint32_t width, height;
  /// Pixels in a metre, across and down; 0 where the file does not say.
  uint32_t across, down;
  int is_interlaced;
  /// Samples of a pixel after the conversions: 1 gray, 3 colours.
  int samples;
  char fault[100];
} cpng_reader;

static inline void cpng_take(png_structp png, png_bytep target, png_size_t count) {
  cpng_reader *reader = (cpng_reader *)png_get_io_ptr(png);
  if (!reader->left) png_error(png, "cut short");
  // libpng asks for more at a time than a row needs: what is there at the end of a cut file is given, then nothing.
  uint64_t there = count < reader->left ? count : reader->left;
  memcpy(target, reader->next, there);
  memset(target + there, 0, count - there);
  reader->next += there;
  reader->left -= there;
}

static inline void cpng_error(png_structp png, png_const_charp words) {
  cpng_reader *reader = (cpng_reader *)png_get_error_ptr(png);
  strncpy(reader->fault, words, sizeof reader->fault - 1);
  longjmp(png_jmpbuf(png), 1);
}

static inline void cpng_warning(png_structp png, png_const_charp words) { (void)png, (void)words; }

/// Reads the header and sets up the conversions; 0 where that fails. `cpng_close` is needed either way.
static inline int cpng_open(cpng_reader *reader, const uint8_t *bytes, uint64_t count, uint32_t side) {
  memset(reader, 0, sizeof *reader);
  reader->next = bytes;
  reader->left = count;
  png_structp png = reader->png = png_create_read_struct(PNG_LIBPNG_VER_STRING, reader, cpng_error, cpng_warning);
  if (!png) return 0;
  if (setjmp(png_jmpbuf(png))) return 0;
  reader->info = png_create_info_struct(png);
  if (!reader->info) png_error(png, "out of memory");
  png_set_read_fn(png, reader, cpng_take);
  // Limits of what is kept beside the pixels: chunks that are no picture are the usual way to fill memory.
  png_set_user_limits(png, side, side);
  png_set_chunk_malloc_max(png, 4 << 20);
  png_set_chunk_cache_max(png, 100);
  png_set_keep_unknown_chunks(png, PNG_HANDLE_CHUNK_NEVER, NULL, 0);
  png_set_crc_action(png, PNG_CRC_WARN_USE, PNG_CRC_WARN_DISCARD);
  png_read_info(png, reader->info);
  reader->width = png_get_image_width(png, reader->info);
  reader->height = png_get_image_height(png, reader->info);
  reader->across = png_get_x_pixels_per_meter(png, reader->info);
  reader->down = png_get_y_pixels_per_meter(png, reader->info);
  png_set_expand(png);
  png_set_scale_16(png);
  if (png_get_color_type(png, reader->info) & PNG_COLOR_MASK_ALPHA || png_get_valid(png, reader->info, PNG_INFO_tRNS)) {
    png_color_16 white = {0, 0xFFFF, 0xFFFF, 0xFFFF, 0xFFFF};
    if (png_get_bit_depth(png, reader->info) < 16) white.red = white.green = white.blue = white.gray = 0xFF;
    png_set_background(png, &white, PNG_BACKGROUND_GAMMA_SCREEN, 0, 1);
  }
  reader->is_interlaced = png_set_interlace_handling(png) > 1;
  png_read_update_info(png, reader->info);
  reader->samples = png_get_channels(png, reader->info);
  if (png_get_bit_depth(png, reader->info) != 8 || png_get_rowbytes(png, reader->info) != (uint64_t)reader->width * reader->samples)
    png_error(png, "samples of an odd size");
  return 1;
}

/// The next row, `width * samples` bytes; 0 where the file ends or breaks.
static inline int cpng_row(cpng_reader *reader, uint8_t *row) {
  if (setjmp(png_jmpbuf(reader->png))) return 0;
  png_read_row(reader->png, row, NULL);
  return 1;
}

/// All rows of an interlaced picture, as far as they are there; 0 where it is cut short or broken.
static inline int cpng_passes(cpng_reader *reader, uint8_t *pixels) {
  if (setjmp(png_jmpbuf(reader->png))) return 0;
  uint64_t length = (uint64_t)reader->width * reader->samples;
  for (int pass = 0; pass < 7; pass++)
    for (uint32_t y = 0; y < reader->height; y++) png_read_row(reader->png, NULL, pixels + y * length);
  return 1;
}

static inline void cpng_close(cpng_reader *reader) { png_destroy_read_struct(&reader->png, &reader->info, NULL); }
