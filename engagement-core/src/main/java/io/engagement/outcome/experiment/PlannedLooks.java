package io.engagement.outcome.experiment;

import io.engagement.internal.math.Checks;
import io.engagement.internal.math.GaussLegendre;
import io.engagement.outcome.effect.Effect;
import io.engagement.table.Table;
import io.engagement.table.Tabular;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * Bounds for looks that were planned before the first one: an effect is clear if it lies beyond the bound of its look, and the
 * experiment may end there. Over all looks no more false findings come than at one. Symmetric, two-sided; by recursive
 * numerical integration (Armitage, McPherson and Rowe 1969; Jennison and Turnbull 2000, chapter 19). Immutable.
 */
public final class PlannedLooks implements Tabular {
    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);
    /** Beyond so many standard errors nothing is expected, nor looked at: less than what rounding leaves of a level. */
    private static final double FAR = 9;

    private static final int HALVINGS = 50;

    private final double[] times;
    private final double[] bounds;
    private final double[] spent;

    private PlannedLooks(double[] times, double[] bounds, double... spent) {
        this.times = times;
        this.bounds = bounds;
        this.spent = spent;
    }

    /**
     * Bounds by the level that may be spent up to each look (Lan and DeMets 1983), of O'Brien-Fleming type:
     * 4(1 - &Phi;(z(1 - &alpha;/4) / &radic;t)). Hardly anything is spent early; looks need not be equally far apart.
     *
     * @param level of false findings over all looks, above 0 and below 1: 0.05
     * @param shares of the planned customers that will have been seen at each look: above 0, ascending, the last at most 1
     * @return the bounds
     * @throws IllegalArgumentException if the level or the shares are not so
     */
    public static PlannedLooks lanDeMets(double level, double... shares) {
        checkLevel(level);
        for (int i = 0; i < shares.length; i++) {
            if (!(shares[i] > (i == 0 ? 0 : shares[i - 1]) && shares[i] <= 1)) {
                throw new IllegalArgumentException(
                        "shares must be above 0, ascend and end at most at 1, were " + Arrays.toString(shares));
            }
        }
        if (shares.length == 0) {
            throw new IllegalArgumentException("shares must name one look at least");
        }
        double quantile = NORMAL.inverseSurvivalProbability(level / 4);
        double[] spent = Arrays.stream(shares)
                .map(t -> 4 * NORMAL.survivalProbability(quantile / Math.sqrt(t)))
                .toArray();
        Walk walk = new Walk();
        double[] bounds = new double[shares.length];
        for (int i = 0; i < shares.length; i++) {
            double more = spent[i] - (i == 0 ? 0 : spent[i - 1]);
            double t = shares[i];
            bounds[i] = falling(bound -> walk.crossing(t, bound) - more, FAR);
            walk.go(t, bounds[i]);
        }
        return new PlannedLooks(shares.clone(), bounds, spent);
    }

    /**
     * O'Brien and Fleming (1979): equally many customers between looks, bounds c &radic;(K/k).
     *
     * @param level of false findings over all looks, above 0 and below 1
     * @param looks how many, from 1 to 100
     * @return the bounds; the last is c
     * @throws IllegalArgumentException if the level or the number is not so
     */
    public static PlannedLooks obrienFleming(double level, int looks) {
        return equal(level, looks, t -> 1 / Math.sqrt(t));
    }

    /**
     * Pocock (1977): equally many customers between looks, the same bound at each.
     *
     * @param level of false findings over all looks, above 0 and below 1
     * @param looks how many, from 1 to 100
     * @return the bounds
     * @throws IllegalArgumentException if the level or the number is not so
     */
    public static PlannedLooks pocock(double level, int looks) {
        return equal(level, looks, t -> 1);
    }

    private static PlannedLooks equal(double level, int looks, DoubleUnaryOperator shape) {
        checkLevel(level);
        Checks.within("looks", looks, 1, 100);
        double[] times = IntStream.rangeClosed(1, looks)
                .mapToDouble(k -> (double) k / looks)
                .toArray();
        double constant = falling(c -> spent(times, scaled(times, shape, c))[looks - 1] - level, FAR);
        double[] bounds = scaled(times, shape, constant);
        return new PlannedLooks(times, bounds, spent(times, bounds));
    }

    private static double[] scaled(double[] times, DoubleUnaryOperator shape, double constant) {
        return Arrays.stream(times).map(t -> constant * shape.applyAsDouble(t)).toArray();
    }

    private static double[] spent(double[] times, double... bounds) {
        Walk walk = new Walk();
        double[] spent = new double[times.length];
        double sum = 0;
        for (int i = 0; i < times.length; i++) {
            sum += walk.crossing(times[i], bounds[i]);
            spent[i] = sum;
            walk.go(times[i], bounds[i]);
        }
        return spent;
    }

    private static void checkLevel(double level) {
        if (!(level > 0 && level < 1)) {
            throw new IllegalArgumentException("level must be above 0 and below 1, was " + level);
        }
    }

    /** Where a falling function is 0, by halving. */
    private static double falling(DoubleUnaryOperator f, double most) {
        double low = 0;
        double high = most;
        for (int i = 0; i < HALVINGS && high - low > 1e-11; i++) {
            double middle = (low + high) / 2;
            if (f.applyAsDouble(middle) > 0) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return (low + high) / 2;
    }

    /** The density of a Brownian motion that has crossed no bound so far: of its distance from 0, at nodes. */
    private static final class Walk {
        private double time;
        /** Ascending. */
        private double[] at = {0};

        private double[] mass = {1};

        /** The probability to cross a bound now, and none before. */
        double crossing(double t, double bound) {
            double error = Math.sqrt(t - time);
            double end = bound * Math.sqrt(t);
            double sum = 0;
            for (int i = before(end - FAR * error); i < at.length; i++) {
                sum += mass[i]
                        * (NORMAL.survivalProbability((end - at[i]) / error)
                                + NORMAL.survivalProbability((end + at[i]) / error));
            }
            return sum;
        }

        void go(double t, double bound) {
            double step = Math.sqrt(t - time);
            double end = Math.min(bound, FAR) * Math.sqrt(t);
            // Panels of four steps: on that scale twenty nodes see all of a density.
            int panels = Math.max(1, (int) Math.ceil(end / (4 * step)));
            List<double[]> nodes = new ArrayList<>();
            for (int i = 0; i < panels; i++) {
                GaussLegendre.forEach(
                        end * i / panels,
                        end * (i + 1) / panels,
                        (x, weight) -> nodes.add(new double[] {x, weight * density(x, step)}));
            }
            nodes.sort(Comparator.comparingDouble(node -> node[0]));
            at = nodes.stream().mapToDouble(node -> node[0]).toArray();
            mass = nodes.stream().mapToDouble(node -> node[1]).toArray();
            time = t;
        }

        /** Of the distance: from both sides. */
        private double density(double x, double step) {
            double sum = 0;
            int end = before(x + FAR * step);
            for (int i = before(x - FAR * step); i < end; i++) {
                double near = (x - at[i]) / step;
                sum += mass[i] * Math.exp(-near * near / 2);
            }
            int mirrored = before(FAR * step - x);
            for (int i = 0; i < mirrored; i++) {
                double far = (x + at[i]) / step;
                sum += mass[i] * Math.exp(-far * far / 2);
            }
            return sum / step / Math.sqrt(2 * Math.PI);
        }

        /** How many nodes lie before a distance. */
        private int before(double distance) {
            int place = Arrays.binarySearch(at, distance);
            return place < 0 ? -place - 1 : place;
        }
    }

    /**
     * How many looks there are.
     *
     * @return at least 1
     */
    public int looks() {
        return bounds.length;
    }

    /**
     * The share of the planned customers at a look.
     *
     * @param look from 1
     * @return above 0, at most 1
     */
    public double share(int look) {
        return times[checked(look)];
    }

    /**
     * The bound of a look.
     *
     * @param look from 1
     * @return in standard errors
     */
    public double bound(int look) {
        return bounds[checked(look)];
    }

    /**
     * The level that is spent up to a look.
     *
     * @param look from 1
     * @return probability of a false finding there or before
     */
    public double spent(int look) {
        return spent[checked(look)];
    }

    private int checked(int look) {
        if (look < 1 || look > bounds.length) {
            throw new IllegalArgumentException("look must be from 1 to " + bounds.length + ", was " + look);
        }
        return look - 1;
    }

    /**
     * Whether an effect is clear.
     *
     * @param look from 1
     * @param effect as of then
     * @return whether it lies beyond the bound, on either side; false if it is undefined
     */
    public boolean isCrossed(int look, Effect effect) {
        return Math.abs(effect.z()) >= bound(look);
    }

    /**
     * The looks.
     *
     * @return a row each: {@code look, share, z_bound, p_bound, spent}
     */
    @Override
    public Table table() {
        Table.Builder table = Table.builder()
                .column("look")
                .column("share", "%.3f")
                .column("z_bound", "%.4f")
                .column("p_bound", "%.2g")
                .column("spent", "%.4f");
        for (int i = 0; i < bounds.length; i++) {
            table.row(i + 1, times[i], bounds[i], 2 * NORMAL.survivalProbability(bounds[i]), spent[i]);
        }
        return table.build();
    }

    @Override
    public String toString() {
        return table().toString();
    }
}
