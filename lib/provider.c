/* Who runs a server, by the name of its host. */
#include "internal.h"
#include "tables.h"

/* The byte of a name, counted from its end, in small letters; a dot before all others; 0 before its beginning. */
static uint8_t from_end(const char *name, size_t length, size_t index)
{
    uint8_t byte = index < length ? (uint8_t)name[length - 1 - index] : 0;

    if (byte == '.') {
        return 1;
    }
    return byte >= 'A' && byte <= 'Z' ? (uint8_t)(byte + 32) : byte;
}

/* <0, 0, >0: how a host stands to a domain that it may lie in, both read from their ends. */
static int host_order(const char *host, size_t length, const struct smtpcodes__host *row)
{
    const char *domain = (const char *)&smtpcodes__hosts_pool + row->name;
    size_t index;

    for (index = 0; index < row->length; index++) {
        uint8_t one = from_end(host, length, index), two = from_end(domain, row->length, index);

        if (one != two) {
            return one < two ? -1 : 1;
        }
    }
    return index == length || host[length - 1 - index] == '.' ? 0 : 1;
}

/* Domains of providers do not lie in one another (the table compiler sees to it), so that their order finds the one. */
SMTPCODES_API int32_t smtpcodes_provider_of_host(const char *host, size_t length)
{
    uint32_t low = 0, high = SMTPCODES__HOSTS;

    if (host == NULL) {
        return length > 0 ? (int32_t)SMTPCODES_ERROR_ARGUMENT : (int32_t)SMTPCODES_PROVIDER_NONE;
    }
    if (length > 0 && host[length - 1] == '.') {
        length--; /* the root */
    }
    while (low < high) {
        uint32_t middle = (low + high) / 2;
        int sign = host_order(host, length, &smtpcodes__hosts[middle]);

        if (sign == 0) {
            return smtpcodes__hosts[middle].provider;
        }
        if (sign < 0) {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    return SMTPCODES_PROVIDER_NONE;
}
