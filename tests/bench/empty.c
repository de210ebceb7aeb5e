/* A call that does nothing: what a look-up is measured against. */
#include <stdint.h>

int32_t bench_empty(int32_t code);

int32_t bench_empty(int32_t code)
{
    return code;
}
