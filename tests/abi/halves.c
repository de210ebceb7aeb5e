/* Linked with all of what decides and nothing of what says: a reference to a text would not link. */
#include <smtpcodes.h>

int main(void)
{
    return smtpcodes_code_severity(550) == SMTPCODES_SEVERITY_PERMANENT ? 0 : 1;
}
