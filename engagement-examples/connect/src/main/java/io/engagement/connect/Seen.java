package io.engagement.connect;

/**
 * What all that read the rows of one source share, and tell each other of them. Thread-safe.
 *
 * @param currencies of amounts, where nobody told which one is meant
 * @param rates of other currencies
 * @param merges whose ids are those of others
 * @param staff who acts for the company
 */
record Seen(CurrenciesSeen currencies, Rates rates, MergeTable merges, Staff staff) {}
