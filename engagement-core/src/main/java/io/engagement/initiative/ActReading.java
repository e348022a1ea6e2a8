package io.engagement.initiative;

import io.engagement.measure.ActDefinition;
import io.engagement.measure.Filter;
import io.engagement.measure.Measure;
import java.time.Duration;
import java.util.List;

/**
 * What is read of a customer's own acts, in the order of the model's inputs. Nothing that the company does enters any of them,
 * not even the time since it made itself known.
 */
enum ActReading {
    /** How many. */
    COUNT,
    /** Time since the first. */
    TENURE,
    /** Time since the last. */
    SILENCE,
    /** On how many days of the definition's zone. */
    DAYS,
    /** Mean time from one to the next; NaN with fewer than two. */
    MEAN_GAP,
    /** Standard deviation of these times; NaN with fewer than three. */
    GAP_DEVIATION,
    /** How many, halving every quarter of the horizon. */
    FRESH,
    /** How many, halving every horizon. */
    RECENT,
    /** How many, halving every four horizons. */
    LASTING;

    static final int SIZE = values().length;

    /** Where it stands among the readings. */
    @SuppressWarnings("EnumOrdinal") // the order of the constants is that of the readings
    int place() {
        return ordinal();
    }

    /** As measures, in the order of the constants. */
    static List<Measure> measures(ActDefinition definition) {
        Filter acts = definition.acts();
        Duration horizon = definition.horizon();
        return List.of(
                Measure.count(acts),
                Measure.timeSinceFirst(acts),
                Measure.timeSinceLast(acts),
                Measure.distinctDays(acts, definition.zone()),
                Measure.meanGap(acts),
                Measure.gapDeviation(acts),
                Measure.decayed(acts, horizon.dividedBy(4)),
                Measure.decayed(acts, horizon),
                Measure.decayed(acts, horizon.multipliedBy(4)));
    }
}
