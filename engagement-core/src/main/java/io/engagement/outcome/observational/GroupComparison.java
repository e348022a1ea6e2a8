package io.engagement.outcome.observational;

import io.engagement.internal.index.KeyedHash;
import io.engagement.internal.math.LogOdds;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * The customers of one group beside controls whom weights make like them: propensities by logistic regression on what
 * they had in blocks of the past, each from a fit without the customer's own part.
 */
final class GroupComparison {
    /** Less of its own than this share of a column's variance is rounding: the others tell it. */
    private static final double OWN = 1e-9;

    private final int[] rows;
    private final boolean[] treated;
    private final CrossFit fits;
    private final double[] propensities;
    private final double[] weights;
    private final Overlap overlap;
    private final double[] coefficients;

    /** How propensities are made. */
    record Settings(PastBlocks past, int parts, long seed) {}

    private GroupComparison(
            int[] rows,
            boolean[] treated,
            CrossFit fits,
            double[] propensities,
            double[] weights,
            Overlap overlap,
            double[] coefficients) {
        this.rows = rows;
        this.treated = treated;
        this.fits = fits;
        this.propensities = propensities;
        this.weights = weights;
        this.overlap = overlap;
        this.coefficients = coefficients;
    }

    /**
     * Compares. Who has no like among the others is left out, and the fit is made again without them.
     *
     * @param date the period of the contact, from 0; all blocks of the past lie in the panel
     * @param trim customers with a propensity above 1 - trim are left out
     */
    static GroupComparison of(
            Panel panel, IntPredicate isTreated, IntPredicate isControl, int date, Settings settings, double trim) {
        BitSet sure = new BitSet();
        GroupComparison all = without(sure, panel, isTreated, isControl, date, settings);
        all.addSure(trim, sure);
        return sure.isEmpty() ? all : without(sure, panel, isTreated, isControl, date, settings);
    }

    /** Compares those who are not left out. */
    static GroupComparison without(
            BitSet leftOut, Panel panel, IntPredicate isTreated, IntPredicate isControl, int date, Settings settings) {
        int[] rows = IntStream.range(0, panel.units())
                .filter(row -> isTreated.test(row) || isControl.test(row))
                .toArray();
        int[] kept = Arrays.stream(rows).filter(row -> !leftOut.get(row)).toArray();
        return compared(panel, kept, isTreated, date, settings, rows.length - kept.length);
    }

    /** Adds rows of customers with a propensity above 1 - trim; none if the fit has no maximum. */
    void addSure(double trim, BitSet sure) {
        for (int i = 0; i < rows.length; i++) {
            if (propensities[i] > 1 - trim) {
                sure.set(rows[i]);
            }
        }
    }

    private static GroupComparison compared(
            Panel panel, int[] rows, IntPredicate isTreated, int date, Settings settings, int trimmed) {
        boolean[] treated = new boolean[rows.length];
        byte[] part = new byte[rows.length];
        KeyedHash hash = new KeyedHash(settings.seed, ~settings.seed);
        for (int i = 0; i < rows.length; i++) {
            treated[i] = isTreated.test(rows[i]);
            part[i] = (byte) Math.floorMod(settings.parts == 1 ? 0 : hash.of(panel.unit(rows[i])), settings.parts);
        }
        List<EventWindow> blocks = settings.past.blocks();
        double[][] levels = new double[blocks.size()][rows.length];
        for (int b = 0; b < levels.length; b++) {
            EventWindow block = blocks.get(b).shifted(date);
            fill(levels[b], panel, rows, block);
        }
        double[][] all = settings.past.columns(levels);
        Standard[] standards = new Standard[all.length];
        for (int b = 0; b < all.length; b++) {
            standards[b] = Standard.of(all[b]);
            standards[b].apply(all[b]);
        }
        List<Integer> used = untied(all);
        double[][] columns = used.stream().map(b -> all[b]).toArray(double[][]::new);
        CrossFit fits = new CrossFit(columns, part, settings.parts);
        double[] toAll = fits.logistic(treated);
        double[][] without = fits.logistic(treated, toAll);
        // The gate asks whether weights can make the groups alike, of the fit to all; the effect has weights from other
        // parts.
        double[][] same = new double[settings.parts][];
        Arrays.fill(same, toAll);
        double[] alike = odds(fits, treated, same);
        double[] propensities = new double[rows.length];
        Arrays.setAll(propensities, i -> LogOdds.logistic(fits.predicted(i, same)));
        Overlap overlap = OverlapSums.of(levels, treated, alike, propensities, trimmed);
        double[] weights = odds(fits, treated, without);
        return new GroupComparison(rows, treated, fits, propensities, weights, overlap, raw(toAll, used, standards));
    }

    private static void fill(double[] level, Panel panel, int[] rows, EventWindow block) {
        for (int i = 0; i < rows.length; i++) {
            level[i] = panel.sum(rows[i], block.from(), block.to()) / block.length();
        }
    }

    private static double[] odds(CrossFit fits, boolean[] treated, double[]... beta) {
        double[] odds = new double[treated.length];
        Arrays.setAll(odds, i -> treated[i] ? 1 : Math.exp(fits.predicted(i, beta)));
        return odds;
    }

    /** Mean and standard deviation of a column. */
    private record Standard(double mean, double deviation) {
        static Standard of(double[] column) {
            double mean = Arrays.stream(column).sum() / column.length;
            double squares =
                    Arrays.stream(column).map(v -> (v - mean) * (v - mean)).sum();
            return new Standard(mean, Math.sqrt(squares / column.length));
        }

        void apply(double[] column) {
            for (int i = 0; i < column.length; i++) {
                column[i] = deviation > 0 ? (column[i] - mean) / deviation : 0;
            }
        }
    }

    /** Columns that the later ones do not tell already: the latest past comes first. */
    private static List<Integer> untied(double[][] columns) {
        int k = columns.length;
        double[][] correlation = new double[k][k];
        for (int i = 0; i < k; i++) {
            for (int j = 0; j <= i; j++) {
                double sum = 0;
                for (int r = 0; r < columns[i].length; r++) {
                    sum += columns[i][r] * columns[j][r];
                }
                correlation[i][j] = sum / Math.max(1, columns[i].length);
                correlation[j][i] = correlation[i][j];
            }
        }
        List<Integer> used = new ArrayList<>();
        for (int i = k - 1; i >= 0; i--) {
            // Gauss's elimination: what the used ones leave of this one's variance.
            if (correlation[i][i] > OWN) {
                used.add(0, i);
                eliminate(correlation, i);
            }
        }
        return used;
    }

    private static void eliminate(double[][] matrix, int pivot) {
        double[] line = matrix[pivot].clone();
        for (int i = 0; i < line.length; i++) {
            double factor = line[i] / line[pivot];
            for (int j = 0; j < line.length; j++) {
                matrix[i][j] -= factor * line[j];
            }
        }
    }

    /** Coefficients of the logarithms as they are. */
    private static double[] raw(double[] standardised, List<Integer> used, Standard... standards) {
        double[] raw = new double[standards.length + 1];
        raw[0] = standardised[0];
        for (int u = 0; u < used.size(); u++) {
            Standard own = standards[used.get(u)];
            raw[used.get(u) + 1] = standardised[u + 1] / own.deviation;
            raw[0] -= standardised[u + 1] * own.mean / own.deviation;
        }
        return raw;
    }

    Overlap overlap() {
        return overlap;
    }

    double[] coefficients() {
        return coefficients.clone();
    }

    int treated() {
        return overlap.treated();
    }

    /** Adds to the influence of all contacted customers. */
    void addToTreated(double[] influence, double amount) {
        for (int i = 0; i < rows.length; i++) {
            influence[rows[i]] += treated[i] ? amount : 0;
        }
    }

    /** Of an outcome's change, its doubly robust difference, and what each customer of the panel adds to its influence. */
    double estimate(double[] change, double share, double[] influence) {
        double[] own = Arrays.stream(rows).mapToDouble(row -> change[row]).toArray();
        double[][] beta = fits.linear(own, treated);
        double sumTreated = 0;
        double sumControls = 0;
        double controls = 0;
        for (int i = 0; i < rows.length; i++) {
            own[i] -= fits.predicted(i, beta);
            if (treated[i]) {
                sumTreated += own[i];
            } else {
                sumControls += weights[i] * own[i];
                controls += weights[i];
            }
        }
        double meanControls = sumControls / controls;
        double effect = sumTreated / treated() - meanControls;
        for (int i = 0; i < rows.length; i++) {
            // Contacted customers by their distance to the effect, not to their own mean: no smaller, and the same if
            // weights
            // and regression agree.
            influence[rows[i]] += treated[i]
                    ? share * (own[i] - effect) / treated()
                    : -share * weights[i] * (own[i] - meanControls) / controls;
        }
        return effect;
    }
}
