package io.engagement.initiative;

import static org.assertj.core.api.Assertions.assertThat;

import io.engagement.SharedData;
import io.engagement.domain.TimeScale;
import io.engagement.fit.Fitted;
import io.engagement.fit.MaximumLikelihood;
import io.engagement.fit.Maximum;
import io.engagement.fit.Parameter;
import io.engagement.history.LogView;
import io.engagement.internal.math.LogOdds;
import io.engagement.measure.EngagementDefinition;
import io.engagement.measure.Measure;
import io.engagement.measure.MeasureTable;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EngagementRowsTest {
    record Row(String data, double origin, double horizon) {
        static Row of(String name) {
            String[] parts = name.split("[_/]");
            return new Row(parts[0], Double.parseDouble(parts[1]), Double.parseDouble(parts[2]));
        }
    }

    record Judged(double auc, double brier, double logLoss, double calibration, double miss, double levelled, double levelledLoss, double half) {}

    @Test
    void rows() throws IOException {
        String names = System.getProperty("rows", "");
        List<String> all = names.isEmpty()
                ? Files.readAllLines(SharedData.file("reference/engagement_rows.csv")).stream().skip(1).map(l -> l.split(",")[0]).toList()
                : List.of(names.split(" "));
        int ll = 0, auc = 0, brier = 0, ce = 0, covered = 0;
        double gain = 0;
        for (String name : all) {
            Row row = Row.of(name);
            RealActs acts = RealActs.of(row.data());
            Duration horizon = Duration.ofMillis((long) (row.horizon() * 86400000));
            Instant origin = acts.dayZero().plus(Duration.ofMillis((long) (row.origin() * 86400000)));
            EngagementDefinition definition = EngagementDefinition.withDefaults().withHorizon(horizon);
            LogView view = acts.log().asOf(origin);
            long t0 = System.nanoTime();
            Fitted<AdditiveLogistic> fitted = AdditiveLogistic.fit(view, definition);
            long t1 = System.nanoTime();
            AdditiveLogistic model = fitted.model();
            MeasureTable table = MeasureTable.of(view, model.timeScale(), model.inputs());
            double[] e = IntStream.range(0, table.size()).mapToDouble(i -> {
                double[] w = model.workspace();
                for (int j = 0; j < model.inputs().size(); j++) w[j] = table.column(model.inputs().get(j)).get(i);
                return model.logOdds(w);
            }).toArray();
            boolean[] y = happened(acts, origin, horizon, view);
            Judged own = judge(e, y);
            Judged rft = judge(rft(acts, origin, horizon), y);
            DiscountedGammaPoisson dgp = DiscountedGammaPoisson.fit(view, definition).model();
            MeasureTable dt = MeasureTable.of(view, dgp.timeScale(), dgp.inputs());
            Judged was = judge(IntStream.range(0, dt.size()).mapToDouble(i -> dgp.logOddsOfAct(dt.column(dgp.inputs().get(0)).get(i), dt.column(dgp.inputs().get(1)).get(i), row.horizon())).toArray(), y);
            ll += own.logLoss() < rft.logLoss() ? 1 : 0; auc += own.auc() > rft.auc() ? 1 : 0; brier += own.brier() < rft.brier() ? 1 : 0;
            gain += rft.logLoss() - own.logLoss();
            covered += Math.abs(own.miss()) < 1.96 * model.levelError() ? 1 : 0;
            ce += own.levelled() <= .03 ? 1 : 0;
            if (System.getProperty("levels") != null) System.out.println(model.levels() + " level " + model.level() + "\n" + fitted.summary());
            System.out.printf("%-15s n %d rft %.4f %.4f %.4f | %.4f %.4f %.4f ce %.3f | was ll %.4f ll0 %.4f auc %.4f | levelled ll %.4f ce %.3f miss %+.2f err %.2f | share %.1f its %d %d ms %s%n", name, y.length, rft.auc(), rft.brier(), rft.logLoss(), own.auc(), own.brier(), own.logLoss(), own.calibration(), was.logLoss(), was.levelledLoss(), was.auc(), own.levelledLoss(), own.levelled(), own.miss(), model.levelError(), model.gammaPoissonShare(), fitted.iterations(), (t1 - t0) / 1000000, fitted.diagnostics());
        }
        System.out.printf("ahead: log loss %d, AUC %d, Brier %d of %d; mean gain %.4f; levelled <= .03 %d; level covered %d%n", ll, auc, brier, all.size(), gain / all.size(), ce, covered);
    }

    static boolean[] happened(RealActs acts, Instant origin, Duration horizon, LogView view) {
        Measure count = Measure.count(EngagementDefinition.withDefaults().acts());
        LogView later = acts.log().asOf(origin.plus(horizon));
        MeasureTable before = MeasureTable.of(view, TimeScale.DAYS, List.of(count));
        MeasureTable after = MeasureTable.of(later, TimeScale.DAYS, List.of(count));
        boolean[] y = new boolean[before.size()];
        for (int i = 0; i < y.length; i++) {
            y[i] = after.column(count).get(later.row(view.customerId(i)).orElseThrow()) > before.column(count).get(i);
        }
        return y;
    }

    /** Log-odds of a logistic on ln(1 + recency), ln(1 + count), ln(1 + tenure), fitted one horizon earlier. */
    static double[] rft(RealActs acts, Instant origin, Duration horizon) {
        LogView before = acts.log().asOf(origin.minus(horizon));
        double[][] x = rftColumns(before);
        boolean[] y = happened(acts, origin.minus(horizon), horizon, before);
        double[] means = IntStream.range(0, 3).mapToDouble(j -> Arrays.stream(x).mapToDouble(r -> r[j]).average().orElseThrow()).toArray();
        for (double[] r : x) for (int j = 0; j < 3; j++) r[j] -= means[j];
        double[] flat = Arrays.stream(x).flatMapToDouble(Arrays::stream).toArray();
        PooledLogistic regression = new PooledLogistic(List.of(new PooledLogistic.Group(1, y, flat)), 1e-9, 1e-9, 1e-9);
        Maximum m = MaximumLikelihood.withDefaults().maximize("rft", List.of(Parameter.real("a"), Parameter.real("b"), Parameter.real("c"), Parameter.real("d")), regression, regression.start());
        return Arrays.stream(rftColumns(acts.log().asOf(origin))).mapToDouble(r -> m.estimate(0) + m.estimate(1) * (r[0] - means[0]) + m.estimate(2) * (r[1] - means[1]) + m.estimate(3) * (r[2] - means[2])).toArray();
    }

    static double[][] rftColumns(LogView view) {
        List<Measure> all = ActReading.measures(EngagementDefinition.withDefaults());
        MeasureTable t = MeasureTable.of(view, TimeScale.DAYS, all.subList(0, 3));
        return IntStream.range(0, t.size()).mapToObj(i -> new double[] {Math.log1p(t.column(all.get(2)).get(i)), Math.log1p(t.column(all.get(0)).get(i)), Math.log1p(t.column(all.get(1)).get(i))}).toArray(double[][]::new);
    }

    static Judged judge(double[] e, boolean[] y) {
        double[] p = Arrays.stream(e).map(LogOdds::logistic).toArray();
        double shift = LevelShift.of(e, y);
        double[] q = Arrays.stream(e).map(v -> LogOdds.logistic(v + shift)).toArray();
        return new Judged(auc(p, y), IntStream.range(0, p.length).mapToDouble(i -> Math.pow(p[i] - (y[i] ? 1 : 0), 2)).average().orElseThrow(), logLoss(p, y), ce(p, y), shift, ce(q, y), logLoss(q, y), 0);
    }

    static double logLoss(double[] p, boolean[] y) {
        return IntStream.range(0, p.length).mapToDouble(i -> y[i] ? -Math.log(p[i]) : -Math.log1p(-p[i])).average().orElseThrow();
    }

    static double ce(double[] p, boolean[] y) {
        Integer[] o = order(p);
        double sum = 0;
        int n = p.length;
        int at = 0;
        for (int b = 0; b < 10; b++) {
            int size = n / 10 + (b < n % 10 ? 1 : 0);
            double d = 0;
            for (int i = 0; i < size; i++, at++) d += p[o[at]] - (y[o[at]] ? 1 : 0);
            sum += Math.abs(d);
        }
        return sum / n;
    }

    static Integer[] order(double[] p) {
        Integer[] o = IntStream.range(0, p.length).boxed().toArray(Integer[]::new);
        Arrays.sort(o, (a, b) -> Double.compare(p[a], p[b]));
        return o;
    }

    static double auc(double[] p, boolean[] y) {
        Integer[] o = order(p);
        double ranks = 0, ones = 0;
        for (int i = 0; i < o.length; ) {
            int j = i;
            while (j < o.length && p[o[j]] == p[o[i]]) j++;
            for (int k = i; k < j; k++) if (y[o[k]]) { ranks += (i + j + 1) / 2.0; ones++; }
            i = j;
        }
        return (ranks - ones * (ones + 1) / 2) / (ones * (o.length - ones));
    }
}
