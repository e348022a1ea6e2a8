package io.engagement.connect;

/** What becomes of rows that repeat another one: have its id, or have none and are the same in every field. */
public enum RepeatedIds {
    /**
     * Of those of one id that are equal in everything one is kept; where they differ, all are rows that cannot be used. Rows
     * without id are kept, as somebody may buy twice at the same time.
     */
    EQUAL,
    /** The same, and of identical rows without id one is kept, as they were exported twice. */
    IDENTICAL,
    /** Of those of one id the first is kept, in the order of the files. */
    FIRST,
    /** Of those of one id the last is kept, in the order of the files. */
    LAST,
    /** None of those of one id can be used. */
    REFUSE;

    /** Whether rows of one id may differ, so that they are to be held together. */
    boolean choosesOne() {
        return this != EQUAL && this != IDENTICAL;
    }
}
