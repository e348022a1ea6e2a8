package io.engagement.dialogue;

import io.engagement.fit.Interval;
import io.engagement.history.CustomerHistory;
import io.engagement.measure.Measure;
import io.engagement.measure.MeasureTable;
import io.engagement.score.RowScorer;
import java.util.List;
import java.util.Optional;

/** What an {@link EngagementScorer} asks of its model. */
interface EngagementDoors {
    List<Measure> inputs();

    RowScorer prepare(EngagementScorer scorer, MeasureTable table);

    Optional<Interval> interval(CustomerHistory history, double confidence);

    /** The customer, if they do nothing from now on. */
    Silence silence(CustomerHistory history);

    /** A customer who does nothing from now on. */
    interface Silence {
        double scoreAfter(long millis);

        /** A time in which the score moves little. */
        long step();

        /** By which factor a time is longer than the one before when a crossing is looked for. */
        double stride();

        /** After which the score cannot be told from its limit. */
        long endless();
    }
}
