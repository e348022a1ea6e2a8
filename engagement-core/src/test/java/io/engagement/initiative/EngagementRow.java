package io.engagement.initiative;

import io.engagement.domain.TimeScale;
import io.engagement.fit.Maximum;
import io.engagement.fit.MaximumLikelihood;
import io.engagement.fit.Parameter;
import io.engagement.history.InteractionLog;
import io.engagement.history.LogView;
import io.engagement.measure.EngagementDefinition;
import io.engagement.measure.Measure;
import io.engagement.measure.MeasureColumn;
import io.engagement.measure.MeasureTable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A row of {@code engagement_rows.csv}: who of a base acts within the horizon?
 *
 * @param data the base
 * @param origin as of when
 * @param horizon within what time
 */
record EngagementRow(String name, String data, Instant origin, Duration horizon) {
    private static final EngagementDefinition ANY = EngagementDefinition.withDefaults();

    /** Of a name such as {@code college_100/30}: data, day of the origin, days of the horizon. */
    static EngagementRow of(String name) {
        String[] parts = name.split("[_/]", -1);
        Instant origin = RealActs.of(parts[0]).dayZero().plus(Duration.ofDays(Long.parseLong(parts[1])));
        return new EngagementRow(name, parts[0], origin, Duration.ofDays(Long.parseLong(parts[2])));
    }

    EngagementDefinition definition() {
        return ANY.withHorizon(horizon);
    }

    InteractionLog log() {
        return RealActs.of(data).log();
    }

    LogView view() {
        return log().asOf(origin);
    }

    boolean[] happened() {
        return happened(log(), origin, horizon);
    }

    static boolean[] happened(InteractionLog log, Instant origin, Duration horizon) {
        LogView view = log.asOf(origin);
        LogView later = log.asOf(origin.plus(horizon));
        MeasureColumn before = column(view, Measure.count(ANY.acts()));
        MeasureColumn after = column(later, Measure.count(ANY.acts()));
        boolean[] happened = new boolean[view.customers()];
        for (int row = 0; row < happened.length; row++) {
            int then = later.row(view.customerId(row)).orElseThrow();
            happened[row] = after.get(then) > before.get(row);
        }
        return happened;
    }

    static double[] logOdds(AdditiveLogistic model, LogView view) {
        MeasureTable table = MeasureTable.of(view, model.timeScale(), model.inputs());
        double[] logOdds = new double[table.size()];
        model.rows(table).logOdds(0, logOdds.length, logOdds);
        return logOdds;
    }

    static double[] logOdds(DiscountedGammaPoisson model, LogView view) {
        MeasureTable table = MeasureTable.of(view, model.timeScale(), model.inputs());
        MeasureColumn effort = table.column(model.inputs().get(0));
        MeasureColumn exposure = table.column(model.inputs().get(1));
        double horizon = model.timeScale().of(model.definition().horizon());
        return IntStream.range(0, table.size())
                .mapToDouble(row -> model.logOddsOfAct(effort.get(row), exposure.get(row), horizon))
                .toArray();
    }

    /** The rival: a logistic on ln(1 + recency), ln(1 + count) and ln(1 + tenure), fitted one horizon earlier. */
    double[] rftLogOdds() {
        double[] columns = rft(log().asOf(origin.minus(horizon)));
        double[] means = new double[3];
        for (int i = 0; i < columns.length; i++) {
            means[i % 3] += 3 * columns[i] / columns.length;
        }
        for (int i = 0; i < columns.length; i++) {
            columns[i] -= means[i % 3];
        }
        boolean[] happened = happened(log(), origin.minus(horizon), horizon);
        PooledLogistic regression =
                new PooledLogistic(List.of(new PooledLogistic.Group(1, happened, columns)), 1e-9, 1e-9, 1e-9);
        Maximum maximum = MaximumLikelihood.withDefaults()
                .maximize(
                        "rft",
                        List.of(
                                Parameter.real("level"),
                                Parameter.real("recency"),
                                Parameter.real("count"),
                                Parameter.real("tenure")),
                        regression,
                        regression.start());
        double[] now = rft(view());
        return IntStream.range(0, now.length / 3)
                .mapToDouble(row -> maximum.estimate(0)
                        + maximum.estimate(1) * (now[3 * row] - means[0])
                        + maximum.estimate(2) * (now[3 * row + 1] - means[1])
                        + maximum.estimate(3) * (now[3 * row + 2] - means[2]))
                .toArray();
    }

    private static double[] rft(LogView view) {
        MeasureColumn recency = column(view, Measure.timeSinceLast(ANY.acts()));
        MeasureColumn count = column(view, Measure.count(ANY.acts()));
        MeasureColumn tenure = column(view, Measure.timeSinceFirst(ANY.acts()));
        double[] columns = new double[3 * view.customers()];
        for (int row = 0; row < view.customers(); row++) {
            columns[3 * row] = Math.log1p(recency.get(row));
            columns[3 * row + 1] = Math.log1p(count.get(row));
            columns[3 * row + 2] = Math.log1p(tenure.get(row));
        }
        return columns;
    }

    private static MeasureColumn column(LogView view, Measure measure) {
        return MeasureTable.of(view, TimeScale.DAYS, List.of(measure)).column(measure);
    }

    @Override
    public String toString() {
        return name;
    }
}
