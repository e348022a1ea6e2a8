package io.engagement.report;

/**
 * A number at the head of the page.
 *
 * @param label what it is: {@code Customers}
 * @param value as it is shown: {@code 2,357}
 * @param note what it means or how sure it is, in few words: {@code 1,411 bought within a year}
 */
record KeyFigure(String label, String value, String note) {}
