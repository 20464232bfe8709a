// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Loaded at run time by its path, as a token's library is: nothing to include.
