#pragma once
// SHA256_CTX is a plain struct, so that a copy of it is a midstate; EVP would cost an allocation and a lookup a hash.
#define OPENSSL_SUPPRESS_DEPRECATED
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/pem.h>
#include <openssl/pkcs12.h>
#include <openssl/sha.h>
#include <openssl/x509.h>
