package io.engagement.cli;

import io.engagement.score.Explanation;
import io.engagement.score.ScoreTable;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * All scores of a base.
 *
 * @param table the scores that there are
 * @param names of all columns, in their order
 * @param missing why there is no score of a name, for scores whose model could not be fitted
 */
record Scores(ScoreTable table, List<String> names, Map<String, String> missing) {
    static final String ENGAGEMENT = "engagement";
    static final String MOMENTUM = "momentum";
    static final String RISK = "retention_risk";
    static final String ALIVE = "p_alive";
    static final String EXPECTED = "expected_purchases";
    static final String VALUE = "lifetime_value";

    static final String CHURN = "churn_risk";
    static final String CONTRACT_VALUE = "contract_value";

    /** What every base has, in the order of the output's columns. */
    static final List<String> NAMES = List.of(ENGAGEMENT, MOMENTUM, RISK, ALIVE, EXPECTED, VALUE);

    /** What comes after them where there are contracts to be scored. */
    static final List<String> OF_CONTRACTS = List.of(CHURN, CONTRACT_VALUE);

    Scores {
        names = List.copyOf(names);
    }

    double get(int row, String name) {
        return missing.containsKey(name) ? Double.NaN : table.get(row, name);
    }

    /** By row; NaN where there is no score. */
    double[] column(String name) {
        return missing.containsKey(name) ? none() : table.column(name);
    }

    /** 1 for the highest, by row; NaN where there is no score. */
    double[] ranks(String name) {
        return missing.containsKey(name) ? none() : table.ranks(name);
    }

    /** From 1, the highest, to the count, by row; NaN where there is no score. */
    double[] bands(String name, int count) {
        return missing.containsKey(name) ? none() : table.bands(name, count);
    }

    private double[] none() {
        double[] none = new double[table.size()];
        Arrays.fill(none, Double.NaN);
        return none;
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
