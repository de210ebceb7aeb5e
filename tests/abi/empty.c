/* What any shared library has: the measure for ours. */
int smtpcodes_empty(void);

__attribute__((visibility("default"))) int smtpcodes_empty(void)
{
    return 0;
}
