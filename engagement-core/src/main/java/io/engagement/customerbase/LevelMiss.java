package io.engagement.customerbase;

import io.engagement.fit.ModelText;
import io.engagement.history.LogView;
import io.engagement.internal.index.RowSort;
import io.engagement.internal.math.Checks;
import io.engagement.measure.Measure;
import io.engagement.measure.MeasureColumn;
import io.engagement.measure.MeasureTable;
import io.engagement.score.Words;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What a model expected of all customers over a horizon, and what came.
 *
 * @param expected E: purchases that were expected, not negative
 * @param actual A: purchases that were made, not negative
 * @param variance V: the sum over customers of the squared difference of both, the variance of A by chance; not negative
 */
public record LevelMiss(double expected, double actual, double variance) {
    /** The usual size of the logarithm of a true miss; see {@link LevelCorrection}. */
    static final double USUAL = 0.1;

    /** A model that is wrong by more needs no correction but another model. */
    private static final double MOST_RATIO = 1000;

    private static final double MOST = 1e100;

    /**
     * Checks the sums.
     *
     * @param expected E: purchases that were expected, not negative
     * @param actual A: purchases that were made, not negative
     * @param variance V: the sum over customers of the squared difference of both; not negative
     * @throws IllegalArgumentException if one is out of its range
     */
    public LevelMiss {
        Checks.within("expected purchases", expected, 0, MOST);
        Checks.within("actual purchases", actual, 0, MOST);
        Checks.within("variance of purchases", variance, 0, MOST);
    }

    /** Of the customers who were known then. */
    static LevelMiss of(CustomerBaseModel model, LogView known, LogView seen, double units) {
        PurchaseQuantity quantity = PurchaseQuantity.purchasesWithin(model, units);
        MeasureTable table = MeasureTable.of(known, model.timeScale(), quantity.inputs());
        Measure frequency = model.definition().frequency();
        MeasureColumn before = table.column(frequency);
        MeasureColumn after =
                MeasureTable.of(seen, model.timeScale(), List.of(frequency)).column(frequency);
        double[] expected = new double[table.size()];
        quantity.prepare(table).of(0, expected.length, expected);
        int[] rows = IntStream.range(0, expected.length)
                .filter(row -> !Double.isNaN(expected[row]))
                .toArray();
        double[] said = IntStream.of(rows).mapToDouble(row -> expected[row]).toArray();
        double[] came = IntStream.of(rows)
                .mapToDouble(row -> after.get(seen.row(known.customerId(row)).orElseThrow()) - before.get(row))
                .toArray();
        return of(said, came);
    }

    /** The same bits in any order of the customers. */
    private static LevelMiss of(double[] said, double[] came) {
        double expected = 0;
        double actual = 0;
        double variance = 0;
        for (int i : new RowSort(said, came).order()) {
            expected += said[i];
            actual += came[i];
            variance += (came[i] - said[i]) * (came[i] - said[i]);
        }
        return new LevelMiss(expected, actual, variance);
    }

    /**
     * The ratio of actual to expected purchases, shrunk towards 1 by its credibility: (A + K) / (E + K), K = V / (E tau^2), tau = 0.1.
     *
     * @return from 0.001 to 1000; 1 where nothing was expected, as of nobody
     */
    public double credibleRatio() {
        double prior = variance / (USUAL * USUAL);
        double ratio = (actual * expected + prior) / (expected * expected + prior);
        return expected > 0 && !Double.isNaN(ratio) ? Math.max(1 / MOST_RATIO, Math.min(MOST_RATIO, ratio)) : 1;
    }

    double log() {
        return Math.log(credibleRatio());
    }

    /** "12 % too many". */
    String words() {
        double percent = Math.rint(100 * (expected / Math.max(actual, 1) - 1));
        return percent == 0
                ? "as many as came"
                : Words.figure(Math.abs(percent)) + " % too " + (percent > 0 ? "many" : "few");
    }

    ModelText write(ModelText text, String name) {
        return text.with(name + ".expected", expected)
                .with(name + ".actual", actual)
                .with(name + ".variance", variance);
    }

    static LevelMiss read(ModelText text, String name) {
        return new LevelMiss(
                text.number(name + ".expected"), text.number(name + ".actual"), text.number(name + ".variance"));
    }
}
