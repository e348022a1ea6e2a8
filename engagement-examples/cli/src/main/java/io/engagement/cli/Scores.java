package io.engagement.cli;

import io.engagement.score.Explanation;
import io.engagement.score.ScoreTable;
import java.util.List;
import java.util.Map;

/**
 * All scores of a base.
 *
 * @param table the scores that there are
 * @param missing why there is no score of a name, for scores whose model could not be fitted
 */
record Scores(ScoreTable table, Map<String, String> missing) {
    static final String ENGAGEMENT = "engagement";
    static final String MOMENTUM = "momentum";
    static final String RISK = "retention_risk";
    static final String ALIVE = "p_alive";
    static final String EXPECTED = "expected_purchases";
    static final String VALUE = "lifetime_value";

    /** In the order of the output's columns. */
    static final List<String> NAMES = List.of(ENGAGEMENT, MOMENTUM, RISK, ALIVE, EXPECTED, VALUE);

    double get(int row, String name) {
        return missing.containsKey(name) ? Double.NaN : table.get(row, name);
    }

    String reason(int row, String name) {
        String why = missing.get(name);
        return why == null ? table.explain(row, name).reason() : why;
    }

    Explanation explain(int row, String name) {
        String why = missing.get(name);
        return why == null ? table.explain(row, name) : Explanation.undefined(name, why);
    }
}
