package io.engagement.cli;

/** What a refused row means. */
enum Strictness {
    /** It is told, and the rest is used. */
    LENIENT,
    /** Nothing is used. */
    STRICT
}
