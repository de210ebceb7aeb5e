/* The library and its data. The version comes from the build, so that it stands in one place. */
#include "internal.h"
#include "tables.h"

SMTPCODES_API int32_t smtpcodes_version(void)
{
    return SMTPCODES__VERSION;
}

SMTPCODES_API const char *smtpcodes_version_string(void)
{
    return SMTPCODES__VERSION_STRING;
}

SMTPCODES_API int32_t smtpcodes_data_date(void)
{
    return SMTPCODES__DATA_DATE;
}
