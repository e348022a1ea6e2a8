package io.engagement.internal.metric;

import io.engagement.internal.math.RandomStreams;
import java.util.Arrays;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * Bins of equally many rows in the order of what was said; the first ones take one more where the number is no multiple. A run of
 * equal scores that lies in several bins is shared out evenly, so that no bin depends on the order of rows.
 */
public final class EqualCountBins {
    private static final int USE = 34;
    private static final int SIMULATIONS = 250;

    private final JudgedRows rows;
    private final int[] bounds;
    private final double[] said;
    private final double[] happened;

    /**
     * The bins.
     *
     * @param rows of one origin, or {@linkplain JudgedRows#pooled() pooled}
     * @param most how many bins; as many as rows if these are fewer
     */
    public EqualCountBins(JudgedRows rows, int most) {
        int count = Math.min(most, rows.size());
        this.rows = rows;
        this.bounds = new int[count + 1];
        for (int bin = 0; bin < count; bin++) {
            bounds[bin + 1] = bounds[bin] + rows.size() / count + (bin < rows.size() % count ? 1 : 0);
        }
        this.said = sums(rows::said);
        this.happened = sums(rows::happened);
    }

    public int count() {
        return bounds.length - 1;
    }

    /** How many rows are in a bin. */
    public int size(int bin) {
        return bounds[bin + 1] - bounds[bin];
    }

    /** The mean of what was said in a bin. */
    public double said(int bin) {
        return said[bin] / size(bin);
    }

    /** The mean of what happened in a bin. */
    public double happened(int bin) {
        return happened[bin] / size(bin);
    }

    /** The mean over rows of the distance between the means of their bin. */
    public double error() {
        return error(happened);
    }

    private double error(double[] came) {
        double sum = 0;
        for (int bin = 0; bin < count(); bin++) {
            sum += Math.abs(said[bin] - came[bin]);
        }
        return sum / rows.size();
    }

    /**
     * Errors that sampling alone would give, in rising order: of outcomes drawn with the probabilities that were said, where each
     * customer has one row. Rows of one customer vary together as they are seen to: by chance what happened less what was said
     * changes its sign in all of them (the wild bootstrap of clusters: Cameron, Gelbach and Miller 2008, Review of Economics and
     * Statistics 90(3), 414-427).
     */
    public double[] errorsBySampling(long seed) {
        double[][] apart = Estimate.clusters(rows) < rows.size() ? apartByCustomer() : new double[0][];
        return IntStream.range(0, SIMULATIONS)
                .parallel()
                .mapToObj(simulation -> RandomStreams.of(seed, simulation, USE))
                .mapToDouble(random -> apart.length > 0 ? turned(apart, random) : error(drawn(random)))
                .sorted()
                .toArray();
    }

    private double[] drawn(UniformRandomProvider random) {
        return sums(row -> random.nextDouble() < rows.said(row) ? 1 : 0);
    }

    private double turned(double[][] apart, UniformRandomProvider random) {
        double[] sums = new double[count()];
        for (double[] customer : apart) {
            boolean turns = random.nextBoolean();
            for (int bin = 0; bin < sums.length; bin++) {
                sums[bin] += turns ? -customer[bin] : customer[bin];
            }
        }
        return Arrays.stream(sums).map(Math::abs).sum() / rows.size();
    }

    /** Of each customer and bin, by how much more happened than was said; sorted, so that it does not depend on their numbers. */
    private double[][] apartByCustomer() {
        double[][] apart = new double[rows.customers()][count()];
        int bin = 0;
        for (int i = 0; i < rows.size(); ) {
            int end = rows.tieEnd(i);
            while (bounds[bin + 1] <= i) {
                bin++;
            }
            for (int part = bin; part < count() && bounds[part] < end; part++) {
                for (int row = i; row < end; row++) {
                    apart[rows.customer(row)][part] += share(rows.happened(row) - rows.said(row), i, end, part);
                }
            }
            i = end;
        }
        Arrays.sort(apart, Arrays::compare);
        return apart;
    }

    /**
     * The Brier score in five parts: Murphy (1973), Journal of Applied Meteorology 12, 595-600, with the two terms within bins of
     * Stephenson, Coelho and Jolliffe (2008), Weather and Forecasting 23, 752-757.
     *
     * @return reliability, resolution, uncertainty, variance and covariance within bins: Brier = REL - RES + UNC + WBV - WBC
     */
    public double[] murphy() {
        double[] squares = sums(row -> rows.said(row) * rows.said(row));
        double[] products = sums(row -> rows.said(row) * rows.happened(row));
        double n = rows.size();
        double base = Arrays.stream(happened).sum() / n;
        double[] parts = new double[5];
        for (int bin = 0; bin < count(); bin++) {
            double weight = size(bin) / n;
            parts[0] += weight * square(said(bin) - happened(bin));
            parts[1] += weight * square(happened(bin) - base);
            parts[3] += (squares[bin] - said[bin] * said(bin)) / n;
            parts[4] += 2 * (products[bin] - said[bin] * happened(bin)) / n;
        }
        parts[2] = base * (1 - base);
        return parts;
    }

    private static double square(double x) {
        return x * x;
    }

    /** Of each bin the sum over its rows. */
    private double[] sums(IntToDoubleFunction ofRow) {
        double[] sums = new double[bounds.length - 1];
        int bin = 0;
        for (int i = 0; i < rows.size(); ) {
            int end = rows.tieEnd(i);
            double sum = 0;
            for (int row = i; row < end; row++) {
                sum += ofRow.applyAsDouble(row);
            }
            while (bin < sums.length && bounds[bin + 1] <= end) {
                sums[bin] += share(sum, i, end, bin);
                bin++;
            }
            if (bin < sums.length) {
                sums[bin] += share(sum, i, end, bin);
            }
            i = end;
        }
        return sums;
    }

    /** What of a run of equal scores is a bin's. */
    private double share(double sum, int from, int to, int bin) {
        int common = Math.min(to, bounds[bin + 1]) - Math.max(from, bounds[bin]);
        return common == to - from ? sum : common > 0 ? sum * common / (to - from) : 0;
    }
}
