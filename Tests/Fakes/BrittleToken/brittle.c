// SPDX-License-Identifier: GPL-3.0-or-later
// A token's library that hands everything on to SoftHSM, but for signatures: BRITTLE_TOKEN says what goes wrong with
// them. `gone 20`: it is taken out behind the twentieth. `lies 20`: from then on they are wrong. Or with its PIN: `last` one
// try is left, or it is `locked`.
#include <dlfcn.h>
#include <p11-kit/pkcs11.h>
#include <stdlib.h>
#include <string.h>

static CK_FUNCTION_LIST list;
static CK_C_Sign sign;
static CK_C_GetTokenInfo token_info;
static long count;

static CK_RV brittle_token_info(CK_SLOT_ID slot, CK_TOKEN_INFO_PTR info) {
  CK_RV answer = token_info(slot, info);
  const char *trouble = getenv("BRITTLE_TOKEN");
  if (trouble && !strcmp(trouble, "last")) info->flags |= CKF_USER_PIN_FINAL_TRY;
  if (trouble && !strcmp(trouble, "locked")) info->flags |= CKF_USER_PIN_LOCKED;
  return answer;
}

static CK_RV brittle_sign(
    CK_SESSION_HANDLE session, CK_BYTE_PTR data, CK_ULONG length, CK_BYTE_PTR signature, CK_ULONG_PTR signature_length) {
  const char *trouble = getenv("BRITTLE_TOKEN");
  const char *space = trouble ? strchr(trouble, ' ') : NULL;
  int now = trouble && ++count > (space ? atol(space) : 0);
  if (now && !strncmp(trouble, "gone", 4)) return CKR_DEVICE_REMOVED;
  CK_RV answer = sign(session, data, length, signature, signature_length);
  if (answer == CKR_OK && now) signature[0] ^= 1;
  return answer;
}

CK_RV C_GetFunctionList(CK_FUNCTION_LIST_PTR_PTR out) {
  void *library = dlopen("/usr/lib/softhsm/libsofthsm2.so", RTLD_NOW);
  CK_C_GetFunctionList get = library ? (CK_C_GetFunctionList)dlsym(library, "C_GetFunctionList") : NULL;
  CK_FUNCTION_LIST_PTR real = NULL;
  if (!get || get(&real) != CKR_OK) return CKR_GENERAL_ERROR;
  list = *real;
  sign = real->C_Sign;
  list.C_Sign = brittle_sign;
  token_info = real->C_GetTokenInfo;
  list.C_GetTokenInfo = brittle_token_info;
  *out = &list;
  return CKR_OK;
}
