#pragma once
// Loaded at run time by its path, as a token's library is: nothing to include.
