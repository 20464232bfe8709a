// SPDX-License-Identifier: GPL-3.0-or-later
#define POINTERHOLDER_TRANSITION 4
#include "CQPDFObjects.h"
#include <optional>
#include <qpdf/Pl_Buffer.hh>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFExc.hh>
#include <qpdf/QPDFObjectHandle.hh>
#include <string>
#include <vector>

struct cqpdf_file {
  QPDF pdf;
  std::optional<QPDFExc> error;
  std::vector<QPDFExc> warnings;
  size_t nextWarning = 0;
  std::string text;
  /// The first is never given out.
  std::vector<QPDFObjectHandle> objects{QPDFObjectHandle()};
  std::vector<cqpdf_object> released;

  cqpdf_object keep(QPDFObjectHandle object) {
    if (released.empty()) {
      objects.push_back(std::move(object));
      return static_cast<cqpdf_object>(objects.size() - 1);
    }
    auto place = released.back();
    released.pop_back();
    objects[place] = std::move(object);
    return place;
  }

  const char *keep(std::string words, size_t *count) {
    text = std::move(words);
    *count = text.size();
    return text.c_str();
  }
};

namespace {

template <typename Result, typename Work>
Result guarded(cqpdf_file *file, Result otherwise, Work work) {
  try {
    return work();
  } catch (QPDFExc const &error) {
    file->error = error;
  } catch (std::exception const &error) {
    file->error = QPDFExc(qpdf_e_internal, "", "", 0, error.what());
  }
  return otherwise;
}

QPDFObjectHandle dictionary(QPDFObjectHandle &holder) {
  return !holder.isDictionary() && holder.isStream() ? holder.getDict() : holder;
}

} // namespace

cqpdf_file *cqpdf_open(const void *bytes, size_t count) {
  cqpdf_file *file = nullptr;
  try {
    file = new cqpdf_file();
  } catch (std::exception const &) {
    return nullptr;
  }
  return guarded(file, file, [&] {
    file->pdf.setSuppressWarnings(true);
    file->pdf.processMemoryFile("PDF", static_cast<const char *>(bytes), count);
    return file;
  });
}

void cqpdf_close(cqpdf_file *file) { delete file; }

const char *cqpdf_take_error(cqpdf_file *file, enum qpdf_error_code_e *code) {
  if (!file->error) return nullptr;
  *code = file->error->getErrorCode();
  file->text = file->error->getMessageDetail();
  file->error.reset();
  return file->text.c_str();
}

const char *cqpdf_take_warning(cqpdf_file *file) {
  return guarded<const char *>(file, nullptr, [&]() -> const char * {
    if (file->nextWarning == file->warnings.size()) {
      file->warnings = file->pdf.getWarnings();
      file->nextWarning = 0;
    }
    if (file->nextWarning == file->warnings.size()) return nullptr;
    return file->warnings[file->nextWarning++].getMessageDetail().c_str();
  });
}

bool cqpdf_is_encrypted(cqpdf_file *file) {
  return guarded(file, false, [&] { return file->pdf.isEncrypted(); });
}

const char *cqpdf_version(cqpdf_file *file) {
  return guarded<const char *>(file, nullptr, [&] {
    file->text = file->pdf.getPDFVersion();
    return file->text.c_str();
  });
}

cqpdf_object cqpdf_catalog(cqpdf_file *file) {
  return guarded(file, cqpdf_object(0), [&] { return file->keep(file->pdf.getRoot()); });
}

size_t cqpdf_page_count(cqpdf_file *file) {
  return guarded(file, size_t(0), [&] { return file->pdf.getAllPages().size(); });
}

cqpdf_object cqpdf_page(cqpdf_file *file, size_t index) {
  return guarded(file, cqpdf_object(0), [&] { return file->keep(file->pdf.getAllPages().at(index)); });
}

cqpdf_object cqpdf_object_by_id(cqpdf_file *file, int number, int generation) {
  return guarded(file, cqpdf_object(0), [&] { return file->keep(file->pdf.getObject(number, generation)); });
}

void cqpdf_release(cqpdf_file *file, cqpdf_object object) {
  if (object == 0) return;
  file->objects[object] = QPDFObjectHandle();
  file->released.push_back(object);
}

enum qpdf_object_type_e cqpdf_kind(cqpdf_file *file, cqpdf_object object) {
  return guarded(file, ot_uninitialized, [&] { return file->objects[object].getTypeCode(); });
}

bool cqpdf_reference(cqpdf_file *file, cqpdf_object object, int *number, int *generation) {
  auto id = file->objects[object].getObjGen();
  *number = id.getObj();
  *generation = id.getGen();
  return id.isIndirect();
}

cqpdf_object cqpdf_value(cqpdf_file *file, cqpdf_object holder, const char *key) {
  return guarded(file, cqpdf_object(0), [&] {
    auto entries = dictionary(file->objects[holder]);
    auto name = std::string("/") + key;
    // Asked first: for a key that is not there `getKey` makes a null with a description of its place.
    if (!entries.isDictionary() || !entries.hasKey(name)) return cqpdf_object(0);
    return file->keep(entries.getKey(name));
  });
}

cqpdf_object cqpdf_entry(cqpdf_file *file, cqpdf_object holder, const char *key) {
  return guarded(file, cqpdf_object(0), [&] {
    return file->keep(dictionary(file->objects[holder]).getKey(std::string("/") + key));
  });
}

cqpdf_object cqpdf_keys(cqpdf_file *file, cqpdf_object holder) {
  return guarded(file, cqpdf_object(0), [&] {
    std::vector<QPDFObjectHandle> names;
    for (auto const &key : dictionary(file->objects[holder]).getKeys()) names.push_back(QPDFObjectHandle::newName(key));
    return file->keep(QPDFObjectHandle::newArray(names));
  });
}

cqpdf_object cqpdf_stream_dictionary(cqpdf_file *file, cqpdf_object stream) {
  return guarded(file, cqpdf_object(0), [&] { return file->keep(file->objects[stream].getDict()); });
}

bool cqpdf_is_dictionary_of_type(cqpdf_file *file, cqpdf_object object, const char *type) {
  return guarded(file, false, [&] { return file->objects[object].isDictionaryOfType(std::string("/") + type); });
}

size_t cqpdf_item_count(cqpdf_file *file, cqpdf_object array) {
  return guarded(file, size_t(0), [&] { return size_t(file->objects[array].getArrayNItems()); });
}

cqpdf_object cqpdf_item(cqpdf_file *file, cqpdf_object array, size_t index) {
  return guarded(file, cqpdf_object(0), [&] {
    return file->keep(file->objects[array].getArrayItem(static_cast<int>(index)));
  });
}

const char *cqpdf_name(cqpdf_file *file, cqpdf_object object, size_t *count) {
  return guarded<const char *>(file, nullptr, [&] {
    auto &name = file->objects[object];
    return name.isName() ? file->keep(name.getName(), count) : nullptr;
  });
}

const char *cqpdf_text(cqpdf_file *file, cqpdf_object object, size_t *count) {
  return guarded<const char *>(file, nullptr, [&] {
    auto &string = file->objects[object];
    return string.isString() ? file->keep(string.getUTF8Value(), count) : nullptr;
  });
}

cqpdf_object cqpdf_new_string(cqpdf_file *file, const void *bytes, size_t count) {
  return guarded(file, cqpdf_object(0), [&] {
    return file->keep(QPDFObjectHandle::newString(std::string(static_cast<const char *>(bytes), count)));
  });
}

bool cqpdf_number(cqpdf_file *file, cqpdf_object object, double *number) {
  return guarded(file, false, [&] { return file->objects[object].getValueAsNumber(*number); });
}

const char *cqpdf_written(cqpdf_file *file, cqpdf_object object, size_t *count) {
  return guarded<const char *>(file, nullptr, [&] {
    return file->keep(file->objects[object].unparseResolved(), count);
  });
}

bool cqpdf_stream_data(
  cqpdf_file *file, cqpdf_object stream, bool decode, bool *is_decoded, unsigned char **bytes, size_t *count) {
  return guarded(file, false, [&] {
    Pl_Buffer buffer("stream");
    auto level = decode ? qpdf_dl_specialized : qpdf_dl_none;
    file->objects[stream].pipeStreamData(&buffer, is_decoded, 0, level, false, false);
    buffer.getMallocBuffer(bytes, count);
    return true;
  });
}
