/**
 * Figures in columns, for people and programs. Open {@link io.engagement.table.Table} first:
 *
 * <pre>{@code
 * Table table = lifecycle.table();
 * System.out.println(table); // aligned
 * table.toCsv();
 * }</pre>
 */
@NullMarked
package io.engagement.table;

import org.jspecify.annotations.NullMarked;
