package io.engagement.initiative;

import io.engagement.domain.TimeScale;
import io.engagement.fit.Family;
import io.engagement.fit.FitException;
import io.engagement.fit.Fitted;
import io.engagement.fit.ModelText;
import io.engagement.history.LogView;
import io.engagement.measure.ActDefinition;
import io.engagement.measure.Measure;
import io.engagement.measure.MeasureTable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * Will a customer act within the horizon, of their own accord or by buying, as the definition says? An additive logistic model (Hastie
 * and Tibshirani 1986, Statistical Science 1(3), 297-310) of what they have done: how often lately and over all, how long they have
 * been silent, and how long that is against their own rhythm.
 *
 * <pre>  ln(p/(1-p)) = level + sum over terms f(term)</pre>
 *
 * <p>Every f is a straight line in the standardised term, those of silence, habit and two rates with bends at the quartiles. The
 * terms are readings of {@link #inputs()}, mergeable measures of own acts alone: what the company does changes no score. Coefficients
 * come from the base's own past, see {@link #fit(LogView, ActDefinition)}; the level is a forecast, whose error is part of
 * {@link CustomerActs#interval}. A {@link DiscountedGammaPoisson} stands beside it: its log-odds are half of the sum where there are few
 * customers, and all of it where there is no past.
 *
 * <p>Who has not acted yet has the log-odds at which such customers began; those of the gamma-Poisson where nobody was known before
 * their first act. Immutable, thread-safe.
 */
public final class AdditiveLogistic implements EngagementModel {
    static final String KIND = "additive-logistic";
    private static final int VERSION = 1;

    /** How its texts are read. */
    public static final Family<AdditiveLogistic> FAMILY =
            Family.of(KIND, VERSION, (text, registry) -> new AdditiveLogistic(AdditiveParts.read(text, registry)));

    private final AdditiveParts parts;
    private final AdditiveKernel kernel;
    private final List<Measure> inputs;

    AdditiveLogistic(AdditiveParts parts) {
        this.parts = parts;
        kernel = parts.kernel();
        List<Measure> all = new ArrayList<>(ActReading.measures(parts.definition()));
        parts.own().forEach(term -> all.add(term.measure()));
        if (parts.share() > 0) {
            all.add(effort(parts.gammaPoisson()));
        }
        inputs = List.copyOf(all);
    }

    /** What the gamma-Poisson reads of a customer, beside the time known. */
    static Measure effort(DiscountedGammaPoisson model) {
        return model.inputs().get(0);
    }

    /**
     * Estimates the model from a view's past, in days.
     *
     * <p>It is a logistic regression on the past. There are up to thirteen origins, half a horizon apart, from one to seven horizons
     * ago. At each, at most 6,000 customers, those of a {@link FitSample}, are described by what they had done by then; the outcome is
     * whether they acted within the horizon that followed. An origin weighs half as much as one a horizon later. Each origin has a
     * level of its own; the coefficients are common to all. The ridge is the usual one, unless two backtests, one a horizon ago and
     * one two horizons ago, agree on a better one. The level of the coming horizon is 0.75 of the newest and 0.25 of the mean of all
     * levels, plus half of the change of level that followed at this time a year ago, if the log reaches back so far.
     *
     * <p>Below 1,000 customers half of the log-odds is that of a gamma-Poisson, fitted to the customers drawn today; with 1,000 or
     * more none is. If no origin has twenty customers, all of it is.
     *
     * @param view what is known at its as-of instant
     * @param definition what counts, for how much, and within what time
     * @return the fitted model; {@code diagnostics()} say if the level has left the band in which it was expected, and what was kept
     * @throws FitException if nobody ever acted, of which nothing is learnt: no interaction counts, the initiators of all are unknown,
     *     or there is no purchase; if the view has no past: no act before its as-of instant; or, of retention by own gaps, if fewer
     *     than twenty customers had bought a horizon ago
     * @throws IllegalArgumentException if what counts depends on quantities such as values, and not on kinds alone
     */
    public static Fitted<AdditiveLogistic> fit(LogView view, ActDefinition definition) {
        return fit(view, definition, TermChoices.withDefaults());
    }

    /**
     * Estimates the model with other terms.
     *
     * @param view what is known at its as-of instant
     * @param definition what counts, for how much, and within what time
     * @param choices further terms, or signs that they must have
     * @return the fitted model
     * @throws FitException if nobody ever acted, or the view has no past
     */
    public static Fitted<AdditiveLogistic> fit(LogView view, ActDefinition definition, TermChoices choices) {
        return fit(view, definition, choices, TimeScale.DAYS);
    }

    /**
     * Estimates the model in another unit of time.
     *
     * @param view what is known at its as-of instant
     * @param definition what counts, for how much, and within what time
     * @param choices further terms, or signs that they must have
     * @param timeScale unit of the readings and of the gamma-Poisson; coefficients have none
     * @return the fitted model
     * @throws FitException if nobody ever acted, or the view has no past
     */
    public static Fitted<AdditiveLogistic> fit(
            LogView view, ActDefinition definition, TermChoices choices, TimeScale timeScale) {
        return new AdditiveFit(view, definition, timeScale, choices).fit();
    }

    AdditiveParts parts() {
        return parts;
    }

    AdditiveKernel kernel() {
        return kernel;
    }

    @Override
    public ModelText modelText() {
        return parts.text(KIND, VERSION);
    }

    /**
     * What the model was fitted to.
     *
     * @return what counts, for how much, and within what time
     */
    @Override
    public ActDefinition definition() {
        return parts.definition();
    }

    /**
     * The unit in which the model counts time.
     *
     * @return the unit
     */
    @Override
    public TimeScale timeScale() {
        return parts.timeScale();
    }

    /**
     * What the model reads of a customer.
     *
     * @return measures of own acts, the number of acts first; then the user's own
     */
    @Override
    public List<Measure> inputs() {
        return inputs;
    }

    /**
     * The model of habits that stands beside it.
     *
     * @return fitted to the same past
     */
    @Override
    public DiscountedGammaPoisson gammaPoisson() {
        return parts.gammaPoisson();
    }

    /**
     * How much of the log-odds is the gamma-Poisson's.
     *
     * @return 0, one half or 1
     */
    public double gammaPoissonShare() {
        return parts.share();
    }

    /**
     * The typical customer, from whom explanations start: medians of those who have acted.
     *
     * @return the customer, without acts if nobody has acted
     */
    public CustomerActs typical() {
        return customer(parts.typical());
    }

    /**
     * Terms beside the model's own that were kept.
     *
     * @return those of {@link #inputs()} that a {@link TermChoices} asked for
     */
    public List<Measure> furtherTerms() {
        return parts.own().stream().map(OwnTerm::measure).toList();
    }

    /**
     * A customer.
     *
     * @param readings of {@link #inputs()}, in their order, times in the model's unit
     * @return the customer
     * @throws IllegalArgumentException if there are not as many readings as inputs
     */
    public CustomerActs customer(double... readings) {
        if (readings.length != inputs.size()) {
            throw new IllegalArgumentException(
                    "readings must be of the " + inputs.size() + " inputs, were " + readings.length);
        }
        double[] workspace = kernel.workspace();
        System.arraycopy(readings, 0, workspace, 0, readings.length);
        return new CustomerActs(this, workspace);
    }

    /**
     * The customers of a table.
     *
     * @param table with columns of {@link #inputs()}, in any unit of time
     * @return its rows
     */
    public ActRows rows(MeasureTable table) {
        return new ActRows(this, table);
    }

    /**
     * The log-odds that parts add up to.
     *
     * @param addends as {@link CustomerActs#parts()} gives them
     * @return the level plus all of them, in order: the same bits as {@link CustomerActs#logOdds()}
     */
    public double logOddsOf(double... addends) {
        return kernel.logOddsOf(addends);
    }

    /**
     * The level that is expected for the horizon to come.
     *
     * @return log-odds
     */
    public double level() {
        return parts.level();
    }

    /**
     * Standard error of that.
     *
     * @return log-odds
     */
    public double levelError() {
        return parts.levelError();
    }

    /**
     * Levels of the past, all else being equal.
     *
     * @return one for each origin, the newest first
     */
    public List<Level> levels() {
        return IntStream.range(0, parts.levels().length)
                .mapToObj(i -> new Level(parts.origins().get(i), parts.levels()[i]))
                .toList();
    }

    /**
     * How willing the base was to act, all else being equal.
     *
     * @param origin since when
     * @param logOdds the level
     */
    public record Level(Instant origin, double logOdds) {
        /**
         * Checks that nothing is missing.
         *
         * @param origin since when
         * @param logOdds the level
         */
        public Level {
            Objects.requireNonNull(origin, "origin");
        }
    }

    /**
     * Whether the newest level is where those before it let expect it: an alarm if not, as something happened that the terms do
     * not know.
     *
     * @return false outside of the band of 95 %
     */
    public boolean isLevelInBand() {
        return parts.levels().length == 0 || (parts.levels()[0] >= parts.lower() && parts.levels()[0] <= parts.upper());
    }

    /** What it reads, and the level. */
    @Override
    public String toString() {
        return KIND + "[" + parts.definition().describe() + ", level " + parts.level() + " +- " + parts.levelError()
                + "]";
    }
}
