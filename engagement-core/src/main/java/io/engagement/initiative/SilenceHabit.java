package io.engagement.initiative;

import io.engagement.domain.Registry;
import io.engagement.domain.TimeScale;
import io.engagement.fit.Family;
import io.engagement.fit.FitException;
import io.engagement.fit.Fitted;
import io.engagement.fit.Maximum;
import io.engagement.fit.MaximumLikelihood;
import io.engagement.fit.ModelText;
import io.engagement.fit.Parameter;
import io.engagement.fit.Provenance;
import io.engagement.fit.StatisticalModel;
import io.engagement.history.LogView;
import io.engagement.internal.base.OwnGaps;
import io.engagement.internal.index.HashSample;
import io.engagement.internal.math.Checks;
import io.engagement.measure.Filter;
import io.engagement.measure.PurchaseDefinition;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * How long customers rest as a rule: the logarithms of the times between days on which a customer acted of their own accord are
 * normal with the customer's own mean and standard deviation s; the means are normal over customers with mean m and standard
 * deviation t. A customer's own mean is drawn to m the more, the fewer gaps are known, so that one silence can be judged against
 * the habit of talkative and of silent customers alike. Immutable.
 *
 * <p>An alarm by this habit alone finds fewer of those who leave than a rule of 90 days of silence does, at equal false alarms
 * (measured on online_retail): use it beside recency and count, or to tell customers why they were called.
 */
public final class SilenceHabit implements StatisticalModel {
    static final String NAME = "silence-habit";

    /** How its texts are read, alone and fitted. */
    public static final Family<SilenceHabit> FAMILY = Family.of(NAME, 1, SilenceHabit::ofText);

    private static final int SAMPLE = 100_000;
    private static final double LONGEST = 1e3;
    private static final double LEAST = 1e-6;

    private final double m;
    private final double t;
    private final double s;
    private final PurchaseDefinition days;
    private final OwnGaps kernel;

    private SilenceHabit(double m, double t, double s, PurchaseDefinition days) {
        this.m = Checks.within("m", m, -LONGEST, LONGEST);
        this.t = Checks.within("t", t, LEAST, LONGEST);
        this.s = Checks.within("s", s, LEAST, LONGEST);
        this.days = Objects.requireNonNull(days, "days");
        this.kernel = OwnGaps.ofDeviations(m, t, s);
    }

    /**
     * A model from its parameters, of days in UTC on which customers act of their own accord.
     *
     * @param m mean over customers of their mean logarithm of a gap in days
     * @param t standard deviation of these means over customers, from 1e-6 to 1000
     * @param s standard deviation of a customer's logarithms, from 1e-6 to 1000
     * @return the model
     * @throws IllegalArgumentException if a parameter is out of its range
     */
    public static SilenceHabit of(double m, double t, double s) {
        return new SilenceHabit(m, t, s, days(ZoneOffset.UTC));
    }

    private static PurchaseDefinition days(ZoneId zone) {
        return new PurchaseDefinition(Filter.ownInitiative(), zone);
    }

    /**
     * Estimates the model by maximum likelihood, of days on which customers act of their own accord; of a large base from 100,000
     * customers, chosen by hashes of their ids.
     *
     * @param view the interactions as of an instant
     * @param zone in which days begin
     * @return the model
     * @throws FitException if fewer than two customers acted on two days, or none on three
     */
    public static Fitted<SilenceHabit> fit(LogView view, ZoneId zone) {
        return fit(view, days(Objects.requireNonNull(zone, "zone")));
    }

    /**
     * Estimates the model of other days, such as those on which customers buy.
     *
     * @param view the interactions as of an instant
     * @param days which interactions break a silence, and whose days
     * @return the model
     * @throws FitException if fewer than two customers acted on two days, or none on three
     * @throws IllegalArgumentException if the definition is by calendar periods
     */
    public static Fitted<SilenceHabit> fit(LogView view, PurchaseDefinition days) {
        int[] rows = HashSample.of(view.customers(), view::customerId, SAMPLE);
        double[] counts = new double[rows.length];
        double[] means = new double[rows.length];
        double squares = 0;
        int size = 0;
        boolean repeats = false;
        for (int row : rows) {
            double[] logs = logGaps(days.starts(view, row));
            if (logs.length > 0) {
                double mean = Arrays.stream(logs).sum() / logs.length;
                counts[size] = logs.length;
                means[size++] = mean;
                squares += Arrays.stream(logs)
                        .map(each -> (each - mean) * (each - mean))
                        .sum();
                repeats |= logs.length > 1;
            }
        }
        if (size < 2 || !repeats) {
            throw FitException.of(
                    NAME,
                    size + " customers acted on two days, and " + (repeats ? "some" : "none") + " on three",
                    List.of(
                            "Is it known who began interactions?",
                            "Is the period long enough for customers to come back?"));
        }
        HabitLikelihood likelihood =
                new HabitLikelihood(Arrays.copyOf(counts, size), Arrays.copyOf(means, size), squares);
        Maximum maximum = MaximumLikelihood.withDefaults()
                .maximize(
                        NAME,
                        List.of(
                                Parameter.real("m"),
                                Parameter.positive("t").within(LEAST, LONGEST),
                                Parameter.positive("s").within(LEAST, LONGEST)),
                        likelihood,
                        new double[] {3, 1, 1},
                        new double[] {1, 0.3, 0.5},
                        new double[] {5, 1, 2});
        SilenceHabit model = new SilenceHabit(maximum.estimate(0), maximum.estimate(1), maximum.estimate(2), days);
        return Fitted.of(
                model,
                maximum,
                new double[] {1, 1, 1},
                maximum.logLikelihood(),
                List.of(),
                Provenance.of(NAME, size, size)
                        .withPeriod(Optional.empty(), Optional.of(view.asOf()))
                        .withInteractions(Optional.of(view.initiators())));
    }

    private static double[] logGaps(long[] starts) {
        double[] logs = new double[Math.max(0, starts.length - 1)];
        Arrays.setAll(logs, i -> Math.log(TimeScale.DAYS.ofMillis((double) (starts[i + 1] - starts[i]))));
        return logs;
    }

    private static SilenceHabit ofText(ModelText text, Registry registry) {
        return new SilenceHabit(
                text.number("m"),
                text.number("t"),
                text.number("s"),
                PurchaseDefinition.read(text.word("days"), registry));
    }

    @Override
    public ModelText modelText() {
        return ModelText.of(NAME, 1).with("m", m).with("t", t).with("s", s).with("days", days.toText());
    }

    /**
     * Mean over customers of their mean logarithm of a gap in days.
     *
     * @return m
     */
    public double m() {
        return m;
    }

    /**
     * By how much customers differ.
     *
     * @return t, the standard deviation of the means over customers
     */
    public double t() {
        return t;
    }

    /**
     * By how much a customer's gaps differ.
     *
     * @return s, the standard deviation of a customer's logarithms
     */
    public double s() {
        return s;
    }

    /**
     * Which interactions break a silence, and whose days.
     *
     * @return the definition of the days between which gaps lie
     */
    public PurchaseDefinition days() {
        return days;
    }

    /**
     * How unusual a silence is for a customer: the probability that the next gap would have been shorter.
     *
     * @param gaps number of gaps between days, not negative
     * @param geometricMean of the gaps in days; ignored if there is none
     * @param silence since the last act, in days, not negative
     * @return from 0 to 1
     * @throws IllegalArgumentException if an argument is out of its range
     */
    public double unusualness(double gaps, double geometricMean, double silence) {
        checkGaps(gaps, geometricMean);
        Checks.notNegative("silence", silence);
        return unusual(gaps, geometricMean, silence);
    }

    double unusual(double gaps, double geometricMean, double silence) {
        return kernel.shorter(gaps, sumOfLogarithms(gaps, geometricMean), silence);
    }

    private static double sumOfLogarithms(double gaps, double geometricMean) {
        return gaps > 0 ? gaps * Math.log(geometricMean) : 0;
    }

    /**
     * From how long a silence on it is unusual for a customer: where {@link #unusualness} reaches a share. By it stages, exits and
     * departures are judged.
     *
     * @param share of the customer's gaps that are shorter, between 0 and 1: 0.9 for who is at risk, 0.99 for who is lapsed
     * @param gaps number of gaps between days, not negative
     * @param geometricMean of the gaps in days; ignored if there is none
     * @return days; infinite where it is too long for a {@code double}
     * @throws IllegalArgumentException if an argument is out of its range
     */
    public double longestSilence(double share, double gaps, double geometricMean) {
        if (!(share > 0 && share < 1)) {
            throw new IllegalArgumentException("share must be between 0 and 1, such as 0.9, was " + share);
        }
        checkGaps(gaps, geometricMean);
        return kernel.at(share).days(gaps, sumOfLogarithms(gaps, geometricMean));
    }

    private static void checkGaps(double gaps, double geometricMean) {
        Checks.notNegative("gaps", gaps);
        if (gaps > 0) {
            Checks.positive("geometricMean", geometricMean);
        }
    }

    /**
     * The gap that a customer of whom nothing is known has as a rule.
     *
     * @return the median over customers and gaps, in days
     */
    public double typicalGap() {
        return Math.exp(m);
    }

    /**
     * A score of how unusual each customer's present silence is.
     *
     * @return a scorer {@code unusual_silence}
     */
    public SilenceScorer scorer() {
        return new SilenceScorer(this);
    }

    /**
     * The parameters.
     *
     * @return one line
     */
    @Override
    public String toString() {
        return NAME + "[m=" + m + ", t=" + t + ", s=" + s + "]";
    }
}
