/* A table of pointers, which the test of the tables must find. Whoever may look at it keeps a compiler from undoing it. */
extern const char *const smtpcodes_planted[];

__attribute__((visibility("default"))) const char *const smtpcodes_planted[] = {"one", "two", "three"};
