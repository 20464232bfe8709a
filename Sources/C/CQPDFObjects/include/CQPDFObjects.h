// SPDX-License-Identifier: GPL-3.0-or-later

/// The objects of a PDF, by libqpdf's C++ classes. Its own C functions keep every handle in a map and wrap every call in
/// several others: a form of 200 fields took a fifth more time.
///
/// No call throws: what libqpdf throws is kept until `cqpdf_take_error`. Texts that a call gives are good until the
/// next one. An object is 0 where there is none, and is to be given back by `cqpdf_release`; all of them end with the
/// file.
#pragma once
#include <qpdf/Constants.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct cqpdf_file cqpdf_file;
typedef uint32_t cqpdf_object;

/// Reads the tables of a file. The bytes are not copied, and must stay until `cqpdf_close`.
cqpdf_file *cqpdf_open(const void *bytes, size_t count);
void cqpdf_close(cqpdf_file *file);

/// What libqpdf last gave up on, in its words, and forgets it; NULL where it did not.
const char *cqpdf_take_error(cqpdf_file *file, enum qpdf_error_code_e *code);
/// The next thing that it found amiss and mended; NULL where there is none.
const char *cqpdf_take_warning(cqpdf_file *file);

bool cqpdf_is_encrypted(cqpdf_file *file);
const char *cqpdf_version(cqpdf_file *file);
cqpdf_object cqpdf_catalog(cqpdf_file *file);
size_t cqpdf_page_count(cqpdf_file *file);
cqpdf_object cqpdf_page(cqpdf_file *file, size_t index);
cqpdf_object cqpdf_object_by_id(cqpdf_file *file, int number, int generation);
void cqpdf_release(cqpdf_file *file, cqpdf_object object);

enum qpdf_object_type_e cqpdf_kind(cqpdf_file *file, cqpdf_object object);
/// False for an object that stands where it is used.
bool cqpdf_reference(cqpdf_file *file, cqpdf_object object, int *number, int *generation);

/// The value of a key, without its slash, of a dictionary or a stream's dictionary; 0 where it is null or missing.
cqpdf_object cqpdf_value(cqpdf_file *file, cqpdf_object holder, const char *key);
/// The same, where a null is an object too.
cqpdf_object cqpdf_entry(cqpdf_file *file, cqpdf_object holder, const char *key);
/// The keys of a dictionary, or of a stream's dictionary, as an array of names in the order of their bytes.
cqpdf_object cqpdf_keys(cqpdf_file *file, cqpdf_object holder);
cqpdf_object cqpdf_stream_dictionary(cqpdf_file *file, cqpdf_object stream);
bool cqpdf_is_dictionary_of_type(cqpdf_file *file, cqpdf_object object, const char *type);

size_t cqpdf_item_count(cqpdf_file *file, cqpdf_object array);
cqpdf_object cqpdf_item(cqpdf_file *file, cqpdf_object array, size_t index);

/// A name with its slash; NULL for anything else.
const char *cqpdf_name(cqpdf_file *file, cqpdf_object object, size_t *count);
/// A text string as UTF-8; NULL for anything else.
const char *cqpdf_text(cqpdf_file *file, cqpdf_object object, size_t *count);
/// A string of these bytes, in no place of the file.
cqpdf_object cqpdf_new_string(cqpdf_file *file, const void *bytes, size_t count);
bool cqpdf_number(cqpdf_file *file, cqpdf_object object, double *number);
/// A scalar as a file has it.
const char *cqpdf_written(cqpdf_file *file, cqpdf_object object, size_t *count);

/// A stream's bytes, to be freed; false where they could not be had. `is_decoded` tells whether all filters were undone.
bool cqpdf_stream_data(
  cqpdf_file *file, cqpdf_object stream, bool decode, bool *is_decoded, unsigned char **bytes, size_t *count);

#ifdef __cplusplus
}
#endif
