/**
 * From the rows of others to interactions and customers: files as programs export them, read right or refused with the remedy.
 * Open {@link io.engagement.connect.Mapping} first: it says how the columns are to be read; {@link
 * io.engagement.connect.Reading} reads.
 *
 * <pre>{@code
 * Mapping shop = Mapping.read(Path.of("shop.toml"));
 * Reading reading = Reading.under(Clock.systemUTC());
 * reading.add(Sources.of(Path.of("orders.csv"), shop.layout()), shop, rows -> {});
 * InteractionLog log = reading.load(Strictness.usual(), report -> report.lines().forEach(System.err::println));
 * }</pre>
 *
 * <p>Messages name what would read a row by the options of the command line; a mapping's own text calls the same without
 * dashes: {@code --decimal ,} is {@code decimal = ","}.
 */
@NullMarked
package io.engagement.connect;

import org.jspecify.annotations.NullMarked;
