package io.engagement.evaluate;

import io.engagement.internal.index.FirstResult;
import io.engagement.internal.metric.Estimate;
import io.engagement.internal.metric.JudgedRows;
import io.engagement.internal.metric.MaximumProfit;
import io.engagement.internal.metric.ProbabilityScores;
import io.engagement.internal.metric.Ranking;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * What was said of an event, and whether it happened: ranks, proper scores, calibration, gain and profit. Immutable, thread-safe.
 *
 * <pre>{@code
 * ProbabilityForecasts forecasts = ProbabilityForecasts.of(probabilities, happened);
 * Figure auc = forecasts.auc();                         // 0.855, standard error 0.013
 * forecasts.calibration().corp().miscalibration();                    // what a better map of the same scores would save
 * forecasts.aucDifference(others).pValue();             // DeLong
 * }</pre>
 *
 * <p>No figure depends on the order of rows. Equal scores share what they cannot tell apart.
 */
public final class ProbabilityForecasts {
    /** Below so many of either class an area under the curve is no more than a hint. */
    static final int FEW = 20;

    private final JudgedRows rows;
    private final JudgedRows pooled;
    /** Why the scores are no probabilities; empty if they are. */
    private final Optional<String> order;

    private final Supplier<CalibrationAssessment> calibration;

    private ProbabilityForecasts(JudgedRows rows, Optional<String> order) {
        this.rows = rows;
        this.pooled = rows.pooled();
        this.order = order;
        this.calibration = new FirstResult<>(() -> new CalibrationAssessment(rows, pooled));
    }

    /**
     * Probabilities of different customers at one origin.
     *
     * @param probabilities from 0 to 1
     * @param happened whether it did, one for each
     * @return the forecasts
     * @throws IllegalArgumentException if there are none, the lengths differ, or one is no probability
     */
    public static ProbabilityForecasts of(double[] probabilities, boolean[] happened) {
        return of(probabilities, happened, IntStream.range(0, happened.length).toArray(), new int[happened.length]);
    }

    /**
     * Probabilities of customers at several origins.
     *
     * @param probabilities from 0 to 1
     * @param happened whether it did, one for each
     * @param customers whose row it is, any number for a customer
     * @param origins of which instant it is, any number for an instant
     * @return the forecasts
     * @throws IllegalArgumentException if there are none, the lengths differ, or one is no probability
     */
    public static ProbabilityForecasts of(double[] probabilities, boolean[] happened, int[] customers, int[] origins) {
        for (int i = 0; i < probabilities.length; i++) {
            if (!(probabilities[i] >= 0 && probabilities[i] <= 1)) {
                throw new IllegalArgumentException("probabilities must be from 0 to 1, was " + probabilities[i] + " at "
                        + i + ": of other scores take ofOrder");
            }
        }
        return new ProbabilityForecasts(rows(probabilities, happened, customers, origins), Optional.empty());
    }

    /**
     * Scores that only rank customers, higher for likelier.
     *
     * @param scores any numbers but NaN
     * @param happened whether it did, one for each
     * @return the forecasts, of which only ranks, gain and profit are judged
     * @throws IllegalArgumentException if there are none, the lengths differ, or one is NaN
     */
    public static ProbabilityForecasts ofOrder(double[] scores, boolean[] happened) {
        return new ProbabilityForecasts(
                rows(scores, happened, IntStream.range(0, happened.length).toArray(), new int[happened.length]),
                Optional.of("the scores are no probabilities"));
    }

    private static JudgedRows rows(double[] scores, boolean[] happened, int[] customers, int[] origins) {
        if (scores.length == 0
                || scores.length != happened.length
                || scores.length != customers.length
                || scores.length != origins.length) {
            throw new IllegalArgumentException(
                    "there must be a score, and as many outcomes, customers and origins, were " + scores.length + ", "
                            + happened.length + ", " + customers.length + " and " + origins.length);
        }
        for (int i = 0; i < scores.length; i++) {
            if (Double.isNaN(scores[i])) {
                throw new IllegalArgumentException("scores must be numbers, was NaN at " + i + ": leave such rows out");
            }
        }
        double[] came = new double[happened.length];
        Arrays.setAll(came, i -> happened[i] ? 1 : 0);
        return JudgedRows.of(scores, came, customers, origins);
    }

    static ProbabilityForecasts of(JudgedRows rows, Optional<String> order) {
        return new ProbabilityForecasts(rows, order);
    }

    JudgedRows rows() {
        return rows;
    }

    /**
     * How many rows there are: customers, at each origin anew.
     *
     * @return from 1
     */
    public int size() {
        return rows.size();
    }

    /**
     * The share to which it happened.
     *
     * @return from 0 to 1
     */
    public double baseRate() {
        return rows.happened(0, rows.size()) / rows.size();
    }

    /**
     * The area under the ROC curve: the probability that of two customers of one origin, the one to whom it happened had the
     * higher score; ties count half. DeLong, DeLong and Clarke-Pearson (1988), over several origins Obuchowski (1997).
     *
     * @return undefined if it happened to all or to nobody; with a note below 20 of either
     */
    public Figure auc() {
        return classes("auc", Ranking::auc);
    }

    /**
     * 2 AUC - 1.
     *
     * @return undefined where the AUC is
     */
    public Figure gini() {
        return classes("gini", each -> {
            Estimate auc = Ranking.auc(each);
            return new Estimate(
                    2 * auc.value() - 1,
                    Arrays.stream(auc.influence()).map(part -> 2 * part).toArray());
        });
    }

    /**
     * The mean precision at the scores of those to whom it happened.
     *
     * @return without standard error; undefined if it happened to all or to nobody
     */
    public Figure averagePrecision() {
        return classes("average_precision", Ranking::averagePrecision);
    }

    /**
     * The largest distance between the distributions of scores of those to whom it happened and of the others.
     *
     * @return without standard error; undefined if it happened to all or to nobody
     */
    public Figure kolmogorovSmirnov() {
        return classes("kolmogorov_smirnov", Ranking::kolmogorovSmirnov);
    }

    private Figure classes(String name, Function<JudgedRows, Estimate> kernel) {
        long yes = Math.round(rows.happened(0, rows.size()));
        long no = rows.size() - yes;
        if (yes == 0 || no == 0) {
            return Figure.undefined(name, oneClass());
        }
        Figure figure = Figure.of(name, rows, kernel);
        return Math.min(yes, no) < FEW
                ? figure.withNote(
                        Words.of("too few: it happened to %,d of %,d, wanted are %d of either kind", yes, size(), FEW))
                : figure;
    }

    private String oneClass() {
        return oneClass(rows).orElseThrow();
    }

    /** What keeps classes from being told apart, if it happened to all or to nobody. */
    static Optional<String> oneClass(JudgedRows rows) {
        double yes = rows.happened(0, rows.size());
        return yes == 0
                ? Optional.of(Words.of("it happened to none of %,d", rows.size()))
                : yes == rows.size()
                        ? Optional.of(Words.of("it happened to all of %,d", rows.size()))
                        : Optional.empty();
    }

    /** Where the share of those chosen rises as if by chance, all and nobody gain the same: nothing. */
    private Figure netBenefitAtBaseRate() {
        String name = "net_benefit_at_base_rate";
        double rate = baseRate();
        return rate > 0 && rate < 1
                ? Figure.of(name, rows, each -> ProbabilityScores.netBenefit(each, rate))
                : Figure.undefined(name, oneClass());
    }

    private Figure probabilities(String name, Function<JudgedRows, Estimate> kernel) {
        return order.map(why -> Figure.undefined(name, why)).orElseGet(() -> Figure.of(name, rows, kernel));
    }

    /**
     * The mean squared distance of the probability from what happened (Brier 1950).
     *
     * @return from 0, which is perfect, to 1
     */
    public Figure brier() {
        return probabilities("brier", ProbabilityScores::brier);
    }

    /**
     * The mean of -ln of the probability that was given to what happened. Nothing is clipped.
     *
     * @return not negative; infinite if something happened that had been given no probability, with the count of such rows
     */
    public Figure logLoss() {
        Figure figure = probabilities("log_loss", ProbabilityScores::logLoss);
        return figure.value() < Double.POSITIVE_INFINITY || figure.note().isPresent()
                ? figure
                : figure.withNote(Words.of(
                        "%,d of %,d were given no probability of what happened",
                        ProbabilityScores.impossible(rows), size()));
    }

    /**
     * What is found among those with the highest scores of each origin.
     *
     * @param share of the customers, rounded to whole ones; equal scores at the bound are taken in by a fraction each
     * @return the gain
     * @throws IllegalArgumentException if the share is not above 0 and at most 1
     */
    public Gain gain(double share) {
        if (!(share > 0 && share <= 1)) {
            throw new IllegalArgumentException("share must be above 0 and at most 1, was " + share);
        }
        Figure rate = Figure.of("rate", rows, each -> Ranking.top(each, share));
        long chosen = Ranking.topSize(rows, share);
        return new Gain(chosen, rate, rate.value() / baseRate(), rate.value() * chosen / rows.happened(0, rows.size()));
    }

    /**
     * What is found among the highest scores.
     *
     * @param chosen how many rows
     * @param rate the share of them to which it happened; the standard error takes the choice as given
     * @param lift the rate over that of all; NaN if it happened to nobody
     * @param captured the share of all to whom it happened that is among them; NaN if it happened to nobody
     */
    public record Gain(long chosen, Figure rate, double lift, double captured) {}

    /**
     * Whether the probabilities were right, whatever they tell of one customer against another.
     *
     * @return how far they were off, and why
     * @throws IllegalStateException of scores that are no probabilities
     */
    public CalibrationAssessment calibration() {
        order.ifPresent(why -> {
            throw new IllegalStateException("calibration is of probabilities, and " + why);
        });
        return calibration.get();
    }

    /**
     * What it gains to act on all whose probability is at least a threshold: Vickers and Elkin (2006).
     *
     * @param threshold at which acting just pays, above 0 and below 1
     * @return right choices a row, less wrong ones at the threshold's odds
     * @throws IllegalArgumentException if the threshold is out of its range
     */
    public Figure netBenefit(double threshold) {
        if (!(threshold > 0 && threshold < 1)) {
            throw new IllegalArgumentException("threshold must be between 0 and 1, was " + threshold);
        }
        return probabilities("net_benefit", each -> ProbabilityScores.netBenefit(each, threshold));
    }

    /**
     * What the best campaign by these scores would bring, the share of leavers whom an offer keeps being uncertain: the EMP of
     * Verbraken, Verbeke and Baesens (2013), IEEE Transactions on Knowledge and Data Engineering 25(5). The scores are of leaving.
     *
     * @param terms of the campaign
     * @return profit a customer, and the share of customers to contact; NaN if all or nobody left
     */
    public Profit expectedMaximumProfit(ProfitTerms terms) {
        if (baseRate() == 0 || baseRate() == 1) {
            return new Profit(Double.NaN, Double.NaN);
        }
        MaximumProfit best =
                MaximumProfit.of(pooled, terms.alpha(), terms.beta(), terms.value(), terms.offer(), terms.contact());
        return new Profit(best.profit(), best.fraction());
    }

    /**
     * An expected maximum profit.
     *
     * @param profit a customer of all, in the terms' currency
     * @param fraction of all customers to contact
     */
    public record Profit(double profit, double fraction) {}

    /**
     * The difference of the AUCs of two scorers: DeLong, DeLong and Clarke-Pearson (1988).
     *
     * @param other of the same customers, origins and outcomes
     * @return this less the other
     * @throws IllegalArgumentException if the rows differ
     */
    public PairedDifference aucDifference(ProbabilityForecasts other) {
        return difference("auc", other, Ranking::auc);
    }

    /**
     * The difference of the Brier scores.
     *
     * @param other of the same customers, origins and outcomes
     * @return this less the other: negative if this one is better
     * @throws IllegalArgumentException if the rows differ
     */
    public PairedDifference brierDifference(ProbabilityForecasts other) {
        return difference("brier", other, ProbabilityScores::brier);
    }

    /**
     * The difference of the log losses.
     *
     * @param other of the same customers, origins and outcomes
     * @return this less the other: negative if this one is better
     * @throws IllegalArgumentException if the rows differ
     */
    public PairedDifference logLossDifference(ProbabilityForecasts other) {
        return difference("log_loss", other, ProbabilityScores::logLoss);
    }

    private PairedDifference difference(
            String name, ProbabilityForecasts other, Function<JudgedRows, Estimate> kernel) {
        requireSameRows(other);
        return PairedDifference.of(name, rows, other.rows, kernel);
    }

    private void requireSameRows(ProbabilityForecasts other) {
        if (!rows.isOfSameRows(other.rows)) {
            throw new IllegalArgumentException(
                    "scorers can be compared on the same customers, origins and outcomes only: these" + " have "
                            + size() + " rows, the others " + other.size());
        }
    }

    /**
     * Differences of AUC, Brier score and log loss, by bases that are drawn from this one, customer by customer with replacement:
     * without the normal distribution of the other differences.
     *
     * @param other of the same customers, origins and outcomes
     * @param resamples how many bases are drawn, from 2
     * @param seed the same seed gives the same bits, whatever the number of threads
     * @return this less the other, with the standard deviation over bases and the percentile interval of 95 %
     * @throws IllegalArgumentException if the rows differ, or there are fewer than two resamples
     */
    public List<PairedDifference> bootstrap(ProbabilityForecasts other, int resamples, long seed) {
        requireSameRows(other);
        return PairedBootstrap.of(rows, other.rows, resamples, seed)
                .differences(
                        order.isPresent() || other.order.isPresent()
                                ? List.of(new PairedBootstrap.Kernel("auc", Ranking::auc))
                                : List.of(
                                        new PairedBootstrap.Kernel("auc", Ranking::auc),
                                        new PairedBootstrap.Kernel("brier", ProbabilityScores::brier),
                                        new PairedBootstrap.Kernel("log_loss", ProbabilityScores::logLoss)));
    }

    /** Of leavers, in the terms of the paper. */
    List<Figure> profits() {
        Profit profit = expectedMaximumProfit(ProfitTerms.usual());
        return List.of(
                Figure.of("expected_maximum_profit", profit.profit()),
                Figure.of("expected_maximum_profit_fraction", profit.fraction()));
    }

    /** All figures, in the order in which they are printed. */
    List<Figure> figures() {
        List<Figure> all = new ArrayList<>(List.of(auc(), logLoss(), brier()));
        if (order.isEmpty()) {
            all.addAll(calibration().figures());
            all.add(netBenefitAtBaseRate());
        }
        Gain tenth = gain(0.1);
        all.add(Figure.of("top_10_rate", tenth.rate().value()));
        all.add(Figure.of("top_10_lift", tenth.lift()));
        all.add(Figure.of("top_10_captured", tenth.captured()));
        all.addAll(List.of(averagePrecision(), kolmogorovSmirnov()));
        return List.copyOf(all);
    }
}
