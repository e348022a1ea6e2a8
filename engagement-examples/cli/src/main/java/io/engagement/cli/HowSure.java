package io.engagement.cli;

/** How pages of text tell how sure they are: the same words under each table with an interval or an error. */
final class HowSure {
    static final String WORDS =
            "Lower and upper, or numbers from and to, are a 95 % interval; +- is half as wide, a standard_error about a"
                    + " quarter.\n";

    private HowSure() {}
}
