package io.engagement.dialogue;

import io.engagement.history.InteractionLog;
import io.engagement.history.LogView;
import io.engagement.measure.EngagementDefinition;
import io.engagement.measure.MeasureTable;
import io.engagement.score.RowScorer;
import java.time.Instant;
import java.util.OptionalInt;

/** Scores at an instant against what the horizon after it brought. */
final class PackedInteractionOutTime {
    private PackedInteractionOutTime() {}

    static ReliabilityTable judge(EngagementScorer scorer, InteractionLog log, Instant cut) {
        LogView past = log.asOf(cut);
        LogView later = log.asOf(cut.plus(scorer.definition().horizon()));
        RowScorer scores = scorer.prepare(MeasureTable.of(past, scorer.model().timeScale(), scorer.inputs()));
        ReliabilityTable table = new ReliabilityTable();
        for (int row = 0; row < past.customers(); row++) {
            OptionalInt then = later.row(past.customerId(row));
            boolean acted = then.isPresent() && acts(later, then.getAsInt(), cut, scorer.definition());
            table.add(scores.score(row) / 100, acted);
        }
        return table;
    }

    private static boolean acts(LogView later, int row, Instant cut, EngagementDefinition definition) {
        for (int p = later.start(row); p < later.end(row); p++) {
            if (later.epochMilli(p) > cut.toEpochMilli()
                    && definition.effort(later.kinds().get(later.kindIndex(p))) > 0) {
                return true;
            }
        }
        return false;
    }
}
