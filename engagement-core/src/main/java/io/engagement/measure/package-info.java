/**
 * What happened, as numbers per customer. Open {@link io.engagement.measure.Measure} first.
 *
 * <pre>{@code
 * Measure questions = Measure.count(Filter.purpose(Purpose.QUESTION));
 * MeasureTable table = MeasureTable.of(log.asOf(now), TimeScale.WEEKS, List.of(questions));
 * double first = table.column(questions).get(0);
 * }</pre>
 */
@NullMarked
package io.engagement.measure;

import org.jspecify.annotations.NullMarked;
