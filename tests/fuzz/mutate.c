/* Give a fuzz target a file, and the file with every byte changed in several ways and every end cut off. */
#include "promise.h"

#include <stdint.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static uint8_t *read_file(const char *path, size_t *size)
{
    FILE *file = fopen(path, "rb");
    uint8_t *data = malloc(1 << 20);

    if (file == NULL || data == NULL) {
        perror(path);
        exit(1);
    }
    *size = fread(data, 1, 1 << 20, file);
    fclose(file);
    return data;
}

/* Some values that mean trouble for numbers of any width. */
static void change_bytes(uint8_t *data, size_t size)
{
    static const uint8_t values[] = {0x00, 0x01, 0x7F, 0x80, 0xFF};
    size_t place, index;

    for (place = 0; place < size; place++) {
        uint8_t kept = data[place];

        for (index = 0; index < sizeof values; index++) {
            data[place] = values[index];
            LLVMFuzzerTestOneInput(data, size);
        }
        for (index = 0; index < 8; index++) {
            data[place] = (uint8_t)(kept ^ 1u << index);
            LLVMFuzzerTestOneInput(data, size);
        }
        data[place] = kept;
    }
}

static void change_words(uint8_t *data, size_t size)
{
    static const uint32_t values[] = {0, 1, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFC, 0xFFFFFFFF};
    size_t place, index;
    uint32_t kept;

    for (place = 0; place + 4 <= size; place += 4) {
        memcpy(&kept, data + place, 4);
        for (index = 0; index < sizeof values / sizeof *values; index++) {
            memcpy(data + place, &values[index], 4);
            LLVMFuzzerTestOneInput(data, size);
        }
        memcpy(data + place, &kept, 4);
    }
}

int main(int argc, char **argv)
{
    int index;

    for (index = 1; index < argc; index++) {
        size_t size, cut;
        uint8_t *data = read_file(argv[index], &size);

        LLVMFuzzerTestOneInput(data, size);
        change_bytes(data, size);
        change_words(data, size);
        for (cut = 0; cut < size; cut++) {
            LLVMFuzzerTestOneInput(data, cut);
        }
        free(data);
    }
    return argc > 1 ? 0 : 2;
}
