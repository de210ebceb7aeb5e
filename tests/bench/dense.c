/* An Aho-Corasick automaton with a row for each state and a column for each byte that phrases have: two loads a byte. */
#include "phrases.h"

#include <stdlib.h>

/* A row holds the next state by column, and in its last place the best phrase that ends there. A state is the place of its row. */
static uint8_t column_of[256];
static uint32_t width, none;
static uint32_t *rows;

/* Column 0 is for bytes of no phrase. */
static void choose_columns(const struct list *phrases)
{
    size_t index, place;
    uint32_t columns = 1;
    unsigned byte;

    for (index = 0; index < phrases->count; index++) {
        for (place = 0; place < phrases->items[index].length; place++) {
            byte = phrases->items[index].bytes[place];
            if (column_of[byte] == 0) {
                column_of[byte] = (uint8_t)columns++;
            }
        }
    }
    for (byte = 'A'; byte <= 'Z'; byte++) {
        column_of[byte] = column_of[byte | 0x20];
    }
    width = columns + 1;
}

static uint32_t *rank_of(uint32_t state)
{
    return &rows[state + width - 1];
}

static int make_rows(const struct list *phrases)
{
    size_t index, most = 1;

    for (index = 0; index < phrases->count; index++) {
        most += phrases->items[index].length;
    }
    rows = calloc(most * width, sizeof *rows);
    return rows != NULL;
}

/* Answers how many states there are. */
static uint32_t add_phrases(const struct list *phrases)
{
    uint32_t states = 1, state, *next;
    size_t index, place;

    *rank_of(0) = none;
    for (index = 0; index < phrases->count; index++) {
        state = 0;
        for (place = 0; place < phrases->items[index].length; place++) {
            next = &rows[state + column_of[phrases->items[index].bytes[place]]];
            if (*next == 0) {
                *next = states++ * width;
                *rank_of(*next) = none;
            }
            state = *next;
        }
        *rank_of(state) = *rank_of(state) < index ? *rank_of(state) : (uint32_t)index;
    }
    return states;
}

/* In the order of their depth, each state gets what the state of its longest end that begins a phrase has. */
static int link_states(uint32_t states)
{
    uint32_t *queue = malloc(states * sizeof *queue), *ends = calloc(states, sizeof *ends);
    uint32_t head = 0, tail = 1, column, state, next, end;
    int made = queue != NULL && ends != NULL;

    for (; made && head < tail; head++) {
        state = head == 0 ? 0 : queue[head];
        for (column = 0; column < width - 1; column++) {
            next = rows[state + column];
            end = state == 0 ? 0 : rows[ends[state / width] + column];
            if (next == 0) {
                rows[state + column] = end;
                continue;
            }
            ends[next / width] = end;
            *rank_of(next) = *rank_of(next) < *rank_of(end) ? *rank_of(next) : *rank_of(end);
            queue[tail++] = next;
        }
    }
    free(queue);
    free(ends);
    return made;
}

static int open_dense(const struct list *phrases)
{
    uint32_t states;

    none = (uint32_t)phrases->count;
    choose_columns(phrases);
    if (!make_rows(phrases)) {
        return 0;
    }
    states = add_phrases(phrases);
    engine_dense.tables = (size_t)states * width * sizeof *rows + sizeof column_of;
    return link_states(states);
}

static uint32_t best_dense(const struct text *text)
{
    uint32_t state = 0, best = none;
    size_t place;

    for (place = 0; place < text->folded.length; place++) {
        state = rows[state + column_of[text->folded.bytes[place]]];
        best = best < rows[state + width - 1] ? best : rows[state + width - 1];
    }
    return best;
}

struct engine engine_dense = {"dense Aho-Corasick", open_dense, best_dense, NULL, 0, 1};
