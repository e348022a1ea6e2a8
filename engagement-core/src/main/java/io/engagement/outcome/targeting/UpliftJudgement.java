package io.engagement.outcome.targeting;

import io.engagement.fit.Interval;
import io.engagement.internal.math.Checks;
import io.engagement.internal.math.RandomStreams;
import io.engagement.outcome.effect.Effect;
import io.engagement.table.Table;
import io.engagement.table.Tabular;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * How well a ranking tells who gains more by a contact, on rows that had no part in making it. Figures are in money a contacted
 * customer, before the contact's cost, and 0 for a ranking that tells nothing; standard errors are those of resampled customers.
 * Nothing is normalised by a perfect ranking, which nobody knows. Immutable.
 *
 * <ul>
 *   <li>{@link #qini()}: the area between incremental gains per contacted over share targeted and the diagonal: Radcliffe (2007),
 *       Direct Marketing Analytics Journal 1, 14-21.
 *   <li>{@link #autoc()} and {@link #rateQini()}: rank-weighted average treatment effects: Yadlowsky, Fleming, Shah, Brunskill and Wager
 *       (2025), Journal of the American Statistical Association 120(549), 38-51, from doubly robust scores.
 * </ul>
 */
public final class UpliftJudgement implements Tabular {
    private static final double LEVEL = 0.95;
    /** Keeps these draws independent of other draws from the same seed. */
    private static final int USE = 36;

    private final String arm;
    private final int rows;
    private final int resamples;
    private final RankCurves.Figures figures;
    private final RankCurves.Figures[] drawn;
    private final TopShares tops;

    private UpliftJudgement(
            String arm, int resamples, RankCurves.Figures figures, RankCurves.Figures[] drawn, TopShares tops) {
        this.arm = arm;
        this.rows = tops.size();
        this.resamples = resamples;
        this.figures = figures;
        this.drawn = drawn;
        this.tops = tops;
    }

    /**
     * Judges scores.
     *
     * @param trial the rows
     * @param arm against the hold-out
     * @param scores by row, the highest to be contacted first
     * @param with what is expected of a row if contacted
     * @param without what is expected of it if not
     */
    static UpliftJudgement of(
            Trial trial, int arm, double[] scores, double[] with, double[] without, int resamples, long seed) {
        int[] pair = IntStream.range(0, trial.size())
                .filter(row -> trial.arm(row) == 0 || trial.arm(row) == arm)
                .toArray();
        double[] shares = trial.propensities();
        double share = shares[arm] / (shares[arm] + shares[0]);
        int n = pair.length;
        boolean[] contacted = ArmEffects.contacted(trial, arm, pair);
        double[] outcome = Arrays.stream(pair)
                .mapToDouble(row -> trial.worth() * trial.outcome(row))
                .toArray();
        double[] robust = ArmEffects.scores(
                outcome, contacted, share, TrialRows.picked(with, pair), TrialRows.picked(without, pair));
        int[] customer = numbered(trial, pair);
        double[] picked = TrialRows.picked(scores, pair);
        RankCurves curves = new RankCurves(contacted, outcome, robust, customer, picked);
        return new UpliftJudgement(
                trial.arms().get(arm),
                resamples,
                curves.once(),
                drawn(curves, customer[n - 1] + 1, resamples, seed),
                new TopShares(contacted, outcome, customer, picked));
    }

    /** Customers of the pair from 0. */
    private static int[] numbered(Trial trial, int... pair) {
        int[] customer = new int[pair.length];
        for (int i = 1; i < pair.length; i++) {
            boolean same = trial.rows().customer[pair[i]] == trial.rows().customer[pair[i - 1]];
            customer[i] = customer[i - 1] + (same ? 0 : 1);
        }
        return customer;
    }

    private static RankCurves.Figures[] drawn(RankCurves curves, int customers, int resamples, long seed) {
        return IntStream.range(0, resamples)
                .parallel()
                .mapToObj(i -> {
                    UniformRandomProvider random = RandomStreams.of(seed, i, USE);
                    int[] times = new int[customers];
                    for (int draw = 0; draw < customers; draw++) {
                        times[random.nextInt(customers)]++;
                    }
                    return curves.at(times);
                })
                .toArray(RankCurves.Figures[]::new);
    }

    private Effect effect(ToDoubleFunction<RankCurves.Figures> figure) {
        double[] values = Arrays.stream(drawn).mapToDouble(figure).toArray();
        double mean = Arrays.stream(values).average().orElse(Double.NaN);
        double squares =
                Arrays.stream(values).map(each -> (each - mean) * (each - mean)).sum();
        return Effect.normal(figure.applyAsDouble(figures), Math.sqrt(squares / (values.length - 1)));
    }

    /**
     * Which contact.
     *
     * @return the arm
     */
    public String arm() {
        return arm;
    }

    /**
     * How many rows judge: those of the arm and of the hold-out.
     *
     * @return the number of rows
     */
    public int rows() {
        return rows;
    }

    /**
     * What a contact gains on average, whoever is chosen.
     *
     * @return the difference of means
     */
    public Effect difference() {
        return effect(RankCurves.Figures::difference);
    }

    /**
     * The area between incremental gains per contacted customer and the diagonal.
     *
     * @return positive if the ranking is better than chance
     */
    public Effect qini() {
        return effect(RankCurves.Figures::qini);
    }

    /**
     * The area under incremental gains per contacted customer, diagonal included.
     *
     * @return half the difference of means for a ranking that tells nothing
     */
    public Effect area() {
        return effect(RankCurves.Figures::area);
    }

    /**
     * What those at the top gain more than all, averaged over shares from the top: the first count most.
     *
     * @return positive if the ranking is better than chance
     */
    public Effect autoc() {
        return effect(RankCurves.Figures::autoc);
    }

    /**
     * The same with each share weighted by itself.
     *
     * @return positive if the ranking is better than chance
     */
    public Effect rateQini() {
        return effect(RankCurves.Figures::rateQini);
    }

    /**
     * What a contact gains of those ranked highest.
     *
     * @param share of the rows, above 0, at most 1; at the bound, ties are taken in by a fraction each
     * @return the difference of means with Welch's standard error, by customer where one has several rows; undefined with fewer than ten rows of either arm
     * @throws IllegalArgumentException if the share is out of its range
     */
    public Effect gainOfTop(double share) {
        return tops.gain(Checks.positive("share", Checks.share("share", share)));
    }

    /**
     * Whether the ranking tells who gains, by the 95 % interval of {@link #qini()}.
     *
     * @return 1 if better than chance, -1 if worse, 0 if that cannot be told
     */
    public int verdict() {
        Interval interval = qini().interval(LEVEL);
        return interval.lower() > 0 ? 1 : interval.upper() < 0 ? -1 : 0;
    }

    /**
     * The figures.
     *
     * @return a row a figure: {@code figure, estimate, standard_error, lower, upper}
     */
    @Override
    public Table table() {
        Table.Builder table = Table.builder()
                .column("figure")
                .column("estimate")
                .column("standard_error")
                .column("lower")
                .column("upper");
        add(table, "difference", difference());
        add(table, "qini", qini());
        add(table, "rate_autoc", autoc());
        add(table, "rate_qini", rateQini());
        for (int tenths = 1; tenths <= 10; tenths++) {
            add(table, String.format(Locale.ROOT, "gain_of_top_%d0", tenths), gainOfTop(tenths / 10.0));
        }
        return table.build();
    }

    static void add(Table.Builder table, String name, Effect effect) {
        Interval interval = effect.interval(LEVEL);
        table.row(name, effect.estimate(), effect.standardError(), interval.lower(), interval.upper());
    }

    /**
     * In a sentence.
     *
     * @return whether the ranking tells who gains more, with its Qini
     */
    public String sentence() {
        String told =
                switch (verdict()) {
                    case 1 -> "tells who gains more by ";
                    case -1 -> "is worse than chance at telling who gains more by ";
                    default -> "does not tell clearly who gains more by ";
                };
        Interval interval = qini().interval(LEVEL);
        return String.format(
                Locale.ROOT,
                "The ranking %s%s: Qini %.4g (%.4g to %.4g) on %,d rows that had no part in it, by %,d resamples.",
                told,
                arm,
                figures.qini(),
                interval.lower(),
                interval.upper(),
                rows,
                resamples);
    }

    /** The sentence and the figures. */
    @Override
    public String toString() {
        return sentence() + "\n" + table();
    }
}
