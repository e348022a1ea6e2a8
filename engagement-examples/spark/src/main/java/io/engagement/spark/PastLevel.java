package io.engagement.spark;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.pow;
import static org.apache.spark.sql.functions.sum;

import io.engagement.customerbase.LevelCorrection;
import io.engagement.customerbase.LevelMiss;
import io.engagement.fit.FitException;
import io.engagement.fit.Fitted;
import io.engagement.measure.StateLayout;
import io.engagement.setup.ScoringSetup;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What models of purchases missed in the past, as {@link LevelCorrection#learn} has it: at each origin the model is fitted to
 * what was known then, and its expectations are summed where the customers are.
 */
final class PastLevel {
    private static final int MOST_MISSES = 3;
    private static final Duration YEAR = Duration.ofDays(52 * 7);
    private static final String EXPECTED = "expected_purchases";

    private final Dataset<Row> interactions;
    private final BiFunction<Dataset<Row>, StateLayout, Dataset<Row>> way;
    private final PurchaseModel purchases;
    private final StateLayout layout;
    private final Duration horizon;
    /** What was known at each instant: where one horizon ends the later one begins. */
    private final Map<Instant, Dataset<Row>> states = new HashMap<>();

    private PastLevel(
            Dataset<Row> interactions,
            BiFunction<Dataset<Row>, StateLayout, Dataset<Row>> way,
            PurchaseModel purchases,
            Duration horizon) {
        this.interactions = interactions;
        this.way = way;
        this.purchases = purchases;
        this.layout = StateLayout.of(purchases.measures());
        this.horizon = horizon;
    }

    /**
     * Learns from the past.
     *
     * @param interactions rows of {@link Interactions#SCHEMA}
     * @param way to states: a function of {@link CustomerStates}
     * @param purchases which model, of purchases by days
     * @param asOf as of when
     * @param horizon over which expectations are compared
     */
    static LevelCorrection learn(
            Dataset<Row> interactions,
            BiFunction<Dataset<Row>, StateLayout, Dataset<Row>> way,
            PurchaseModel purchases,
            Instant asOf,
            Duration horizon) {
        Dataset<Row> seen = Interactions.asOf(interactions, asOf);
        Row first = seen.agg(min(Interactions.AT)).head();
        if (first.isNullAt(0)) {
            return LevelCorrection.of(horizon, List.of());
        }
        PastLevel past = new PastLevel(seen, way, purchases, horizon);
        try {
            return past.learn(Instant.ofEpochMilli(first.getLong(0)), asOf);
        } finally {
            past.states.values().forEach(Dataset::unpersist);
        }
    }

    private LevelCorrection learn(Instant start, Instant asOf) {
        List<LevelMiss> misses = new ArrayList<>();
        Instant origin = asOf.minus(horizon);
        Optional<LevelMiss> miss = miss(start, origin);
        while (miss.isPresent()) {
            misses.add(miss.get());
            origin = origin.minus(horizon);
            miss = misses.size() < MOST_MISSES ? miss(start, origin) : Optional.empty();
        }
        LevelCorrection level = LevelCorrection.of(horizon, misses);
        return misses.isEmpty() || horizon.compareTo(YEAR) >= 0
                ? level
                : miss(start, asOf.minus(YEAR)).map(level::withYearAgo).orElse(level);
    }

    private Optional<LevelMiss> miss(Instant start, Instant origin) {
        if (origin.minus(horizon).isBefore(start)) {
            return Optional.empty();
        }
        try {
            Fitted<?> model = Fits.of(states(origin), layout, origin).buying(purchases);
            return Optional.of(miss(ScoringSetup.of(model).withHorizon(horizon), origin));
        } catch (FitException | IllegalArgumentException none) {
            return Optional.empty();
        }
    }

    private Dataset<Row> states(Instant instant) {
        return states.computeIfAbsent(instant, at -> way.apply(Interactions.asOf(interactions, at), layout)
                .persist());
    }

    private LevelMiss miss(ScoringSetup setup, Instant origin) {
        Dataset<Row> said = Scores.of(states(origin), layout, SetupPlan.of(setup), origin)
                .where(col(EXPECTED).isNotNull())
                .select(Interactions.CUSTOMER, EXPECTED);
        Column came = col("after").minus(col("before"));
        Row sums = said.join(frequency(origin, "before"), Interactions.CUSTOMER)
                .join(frequency(origin.plus(horizon), "after"), Interactions.CUSTOMER)
                .agg(
                        coalesce(sum(EXPECTED), lit(0.0)),
                        coalesce(sum(came), lit(0.0)),
                        coalesce(sum(pow(came.minus(col(EXPECTED)), 2)), lit(0.0)))
                .head();
        return new LevelMiss(sums.getDouble(0), sums.getDouble(1), sums.getDouble(2));
    }

    private Dataset<Row> frequency(Instant instant, String name) {
        return MeasureRows.byCustomer(
                        states(instant), layout, List.of(purchases.days().frequency()), instant, purchases.scale())
                .withColumnRenamed("m0", name);
    }
}
