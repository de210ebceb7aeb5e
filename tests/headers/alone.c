/* The header stands alone, twice, as C99 and as C++11: this file is compiled as both. */
#include <smtpcodes.h>
#include <smtpcodes.h>

int smtpcodes_header_alone(void);

int smtpcodes_header_alone(void)
{
    smtpcodes_context context = {0, 0, 0, 0, 0, 0, 0, 0, 0, {0}};

    return (int)sizeof(smtpcodes_classification) + context.stage + SMTPCODES_DISPOSITION_FAIL;
}
