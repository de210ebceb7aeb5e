// RE2::Set in the phrase benchmark. Bytes are Latin-1 to it and letters stand in both cases, so that it folds ASCII alone.
#include "phrases.h"

#include <algorithm>
#include <cctype>
#include <cstdio>
#include <memory>
#include <string>
#include <vector>

#include <re2/set.h>

static std::unique_ptr<RE2::Set> set;
static uint32_t none;

static std::string pattern_of(const item &phrase)
{
    std::string pattern;
    char hex[8];

    for (size_t place = 0; place < phrase.length; place++) {
        const uint8_t byte = phrase.bytes[place];

        if (byte >= 'a' && byte <= 'z') {
            pattern += {'[', static_cast<char>(byte), static_cast<char>(std::toupper(byte)), ']'};
        } else {
            std::snprintf(hex, sizeof hex, "\\x%02X", static_cast<unsigned>(byte));
            pattern += hex;
        }
    }
    return pattern;
}

static int open_re2(const list *phrases)
{
    RE2::Options options(RE2::Latin1);

    none = static_cast<uint32_t>(phrases->count);
    options.set_max_mem(int64_t{256} << 20);
    set.reset(new RE2::Set(options, RE2::UNANCHORED));
    for (size_t index = 0; index < phrases->count; index++) {
        if (set->Add(pattern_of(phrases->items[index]), nullptr) != static_cast<int>(index)) {
            return 0;
        }
    }
    return set->Compile();
}

static uint32_t best_re2(const text *text)
{
    static std::vector<int> found;

    if (!set->Match(re2::StringPiece(reinterpret_cast<const char *>(text->folded.bytes), text->folded.length), &found)) {
        return none;
    }
    return static_cast<uint32_t>(*std::min_element(found.begin(), found.end()));
}

engine engine_re2 = {"RE2::Set", open_re2, best_re2, nullptr, 0, 1};
