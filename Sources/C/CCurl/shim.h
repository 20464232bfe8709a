#pragma once
// curl_easy_setopt takes a variable list of arguments, which Swift cannot call: one function that sets all that a
// download needs.
#include <curl/curl.h>

typedef size_t (*certmill_take)(char *bytes, size_t one, size_t count, void *body);

/// Gets `address` over HTTP or HTTPS, without following redirects. `take` gets what comes, piece by piece, and `message`,
/// CURL_ERROR_SIZE bytes, why it failed. `status` is the server's answer.
static inline CURLcode certmill_get(
    CURL *handle, const char *address, certmill_take take, void *body, char *message, long *status) {
  curl_easy_reset(handle);
  message[0] = 0;
  curl_easy_setopt(handle, CURLOPT_ERRORBUFFER, message);
  curl_easy_setopt(handle, CURLOPT_URL, address);
  curl_easy_setopt(handle, CURLOPT_PROTOCOLS_STR, "http,https");
  curl_easy_setopt(handle, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(handle, CURLOPT_USERAGENT, "certmill");
  curl_easy_setopt(handle, CURLOPT_CONNECTTIMEOUT, 20L);
  // A server that sends less than 1,000 bytes a second for 30 seconds is given up.
  curl_easy_setopt(handle, CURLOPT_LOW_SPEED_LIMIT, 1000L);
  curl_easy_setopt(handle, CURLOPT_LOW_SPEED_TIME, 30L);
  curl_easy_setopt(handle, CURLOPT_WRITEFUNCTION, take);
  curl_easy_setopt(handle, CURLOPT_WRITEDATA, body);
  CURLcode code = curl_easy_perform(handle);
  curl_easy_getinfo(handle, CURLINFO_RESPONSE_CODE, status);
  return code;
}
