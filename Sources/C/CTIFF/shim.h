#pragma once
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <tiffio.h>

/// A file in memory as libtiff reads it, and the first thing that libtiff found wrong with it.
typedef struct {
  const uint8_t *start;
  uint64_t count;
  uint64_t position;
  char fault[200];
} ctiff_source;

static inline tmsize_t ctiff_read(thandle_t handle, void *target, tmsize_t wanted) {
  ctiff_source *source = (ctiff_source *)handle;
  if (wanted <= 0 || source->position >= source->count) return 0;
  uint64_t left = source->count - source->position;
  uint64_t count = (uint64_t)wanted < left ? (uint64_t)wanted : left;
  memcpy(target, source->start + source->position, count);
  source->position += count;
  return (tmsize_t)count;
}

static inline tmsize_t ctiff_write(thandle_t handle, void *bytes, tmsize_t count) {
  (void)handle, (void)bytes, (void)count;
  return 0;
}

static inline toff_t ctiff_seek(thandle_t handle, toff_t offset, int whence) {
  ctiff_source *source = (ctiff_source *)handle;
  uint64_t base = whence == SEEK_CUR ? source->position : whence == SEEK_END ? source->count : 0;
  return source->position = base + offset;
}

static inline int ctiff_close(thandle_t handle) {
  (void)handle;
  return 0;
}

static inline toff_t ctiff_size(thandle_t handle) { return ((ctiff_source *)handle)->count; }

static inline int ctiff_map(thandle_t handle, void **base, toff_t *size) {
  ctiff_source *source = (ctiff_source *)handle;
  *base = (void *)source->start;
  *size = source->count;
  return 1;
}

static inline void ctiff_unmap(thandle_t handle, void *base, toff_t size) { (void)handle, (void)base, (void)size; }

static inline int ctiff_error(TIFF *tiff, void *source, const char *part, const char *format, va_list words) {
  (void)tiff, (void)part;
  ctiff_source *kept = (ctiff_source *)source;
  if (!kept->fault[0]) vsnprintf(kept->fault, sizeof kept->fault, format, words);
  return 1;
}

static inline int ctiff_warning(TIFF *tiff, void *source, const char *part, const char *format, va_list words) {
  (void)tiff, (void)source, (void)part, (void)format, (void)words;
  return 1;
}

/// Opens a TIFF in memory, which must outlive it. No single piece of memory may be larger than `limit` bytes.
static inline TIFF *ctiff_open(ctiff_source *source, int64_t limit) {
  TIFFOpenOptions *options = TIFFOpenOptionsAlloc();
  if (!options) return NULL;
  TIFFOpenOptionsSetMaxSingleMemAlloc(options, (tmsize_t)limit);
  TIFFOpenOptionsSetErrorHandlerExtR(options, ctiff_error, source);
  TIFFOpenOptionsSetWarningHandlerExtR(options, ctiff_warning, NULL);
  TIFF *tiff = TIFFClientOpenExt("TIFF", "r", (thandle_t)source, ctiff_read, ctiff_write, ctiff_seek, ctiff_close,
                                 ctiff_size, ctiff_map, ctiff_unmap, options);
  TIFFOpenOptionsFree(options);
  return tiff;
}

static inline uint16_t ctiff_u16(TIFF *tiff, uint32_t tag) {
  uint16_t value = 0;
  return TIFFGetFieldDefaulted(tiff, tag, &value) ? value : 0;
}

static inline uint32_t ctiff_u32(TIFF *tiff, uint32_t tag) {
  uint32_t value = 0;
  return TIFFGetFieldDefaulted(tiff, tag, &value) ? value : 0;
}

static inline float ctiff_float(TIFF *tiff, uint32_t tag) {
  float value = 0;
  return TIFFGetField(tiff, tag, &value) ? value : 0;
}

static inline int ctiff_palette(TIFF *tiff, uint16_t **red, uint16_t **green, uint16_t **blue) {
  return TIFFGetField(tiff, TIFFTAG_COLORMAP, red, green, blue);
}

static inline int ctiff_set(TIFF *tiff, uint32_t tag, int value) { return TIFFSetField(tiff, tag, value); }
