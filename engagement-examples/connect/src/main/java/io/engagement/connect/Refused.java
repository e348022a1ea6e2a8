package io.engagement.connect;

/**
 * Rows that cannot be used.
 *
 * @param reason the same for the same kind of fault
 * @param message file, line, column, value and what to do
 * @param rows how many rows it may be
 * @param excerpt what the row says, if it may be one that ends a report
 */
record Refused(String reason, String message, long rows, String excerpt) {}
