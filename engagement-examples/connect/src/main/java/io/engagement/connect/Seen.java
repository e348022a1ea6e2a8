package io.engagement.connect;

/**
 * What all that read the rows of one source share. Thread-safe.
 *
 * @param currencies of amounts, where nobody told which one is meant
 * @param merges whose ids are those of others
 * @param staff who acts for the company
 */
record Seen(CurrenciesSeen currencies, MergeTable merges, Staff staff) {}
