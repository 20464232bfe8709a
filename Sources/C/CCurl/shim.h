#pragma once
// curl_easy_setopt takes a variable list of arguments, which Swift cannot call: functions that set what
// requests need.
#include <curl/curl.h>

typedef size_t (*certmill_take)(char *bytes, size_t one, size_t count, void *body);

/// Sets what every request has: no redirects, no signals. `take` gets what comes, piece by piece, and `message`,
/// CURL_ERROR_SIZE bytes, why it failed.
static inline void certmill_prepare(
    CURL *handle, const char *address, certmill_take take, void *body, char *message) {
  curl_easy_reset(handle);
  message[0] = 0;
  curl_easy_setopt(handle, CURLOPT_ERRORBUFFER, message);
  curl_easy_setopt(handle, CURLOPT_URL, address);
  curl_easy_setopt(handle, CURLOPT_PROTOCOLS_STR, "http,https");
  curl_easy_setopt(handle, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(handle, CURLOPT_USERAGENT, "certmill");
  curl_easy_setopt(handle, CURLOPT_CONNECTTIMEOUT, 20L);
  curl_easy_setopt(handle, CURLOPT_WRITEFUNCTION, take);
  curl_easy_setopt(handle, CURLOPT_WRITEDATA, body);
}

/// A server that sends less than 1,000 bytes a second for 30 seconds is given up.
static inline void certmill_be_patient(CURL *handle) {
  curl_easy_setopt(handle, CURLOPT_LOW_SPEED_LIMIT, 1000L);
  curl_easy_setopt(handle, CURLOPT_LOW_SPEED_TIME, 30L);
}

/// Makes the request a POST of `count` bytes that may take so many milliseconds; `headers` and `bytes` must outlive it.
static inline void certmill_post(
    CURL *handle, const void *bytes, long count, struct curl_slist *headers, long milliseconds) {
  curl_easy_setopt(handle, CURLOPT_POSTFIELDSIZE, count);
  curl_easy_setopt(handle, CURLOPT_POSTFIELDS, bytes);
  curl_easy_setopt(handle, CURLOPT_HTTPHEADER, headers);
  curl_easy_setopt(handle, CURLOPT_TIMEOUT_MS, milliseconds);
}

/// The status of the server's answer.
static inline long certmill_status(CURL *handle) {
  long status = 0;
  curl_easy_getinfo(handle, CURLINFO_RESPONSE_CODE, &status);
  return status;
}

/// Its Content-Type as long as the handle is not used again; NULL for none.
static inline const char *certmill_content_type(CURL *handle) {
  char *type = NULL;
  curl_easy_getinfo(handle, CURLINFO_CONTENT_TYPE, &type);
  return type;
}
