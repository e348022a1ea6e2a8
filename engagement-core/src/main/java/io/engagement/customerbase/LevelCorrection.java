package io.engagement.customerbase;

import io.engagement.domain.Registry;
import io.engagement.domain.TimeScale;
import io.engagement.fit.Family;
import io.engagement.fit.FitException;
import io.engagement.fit.ModelText;
import io.engagement.fit.StatisticalModel;
import io.engagement.history.LogView;
import io.engagement.internal.base.Beginning;
import io.engagement.internal.calendar.Millis;
import io.engagement.score.Factor;
import io.engagement.score.Path;
import io.engagement.score.Words;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * By how much a model's level has been missed of late, and what its expectations of purchases are multiplied by therefore: models
 * of a customer base take demand to be constant, and it is not.
 *
 * <pre>{@code
 * Duration quarter = Duration.ofDays(90);
 * LevelCorrection level = LevelCorrection.learn(
 *         view, quarter, known -> BetaGeometricNbd.fit(Purchases.of(known, TimeScale.WEEKS)).model());
 * Scorer expected = model.expectedPurchases(quarter, level);
 * Scorer value = LifetimeValueScorer.of(model, spend, quarter, DiscountRate.annual(0.1)).withLevel(level);
 * }</pre>
 *
 * <p>The model is fitted as of one, two and three horizons ago, and what it then expected of the customers who were known is
 * compared with what they bought: those who have come since take no part, so that a base that grows or shrinks moves nothing. Each
 * ratio of actual to expected purchases is shrunk towards 1 by its credibility (Bühlmann and Straub 1970, "Glaubwürdigkeit für
 * Schadensätze"), {@link LevelMiss#credibleRatio()}.
 *
 * <p>The logarithm m of the last ratio enters by the share rho of a miss that is still there a horizon later: an intercept
 * correction by a part of the last error (Clements and Hendry 1998, "Forecasting Economic Time Series", chapter 8). rho is learned
 * from these misses, m_1 the last, as the regression of one on the one before,
 *
 * <pre>  rho = (n rho_0 tau^2 + m_1 m_2 + m_2 m_3) / (n tau^2 + m_2^2 + m_3^2),   from 0 to 1,</pre>
 *
 * <p>with as much as n = 4 pairs of misses of the usual size tau = 0.1 behind rho_0 = 0.3, which is about what four real bases
 * have in common; single ones are between 0 and 1. The factor of the coming horizon is exp(rho m_1), that of the one after it
 * exp(rho^2 m_1), and so on, so that what lies far ahead is hardly corrected.
 *
 * <p>Where the log reaches back a year and a horizon, half of the miss in the same season a year ago is added to rho m_1.
 *
 * <p>It is the same for all customers and leaves their ranks as they are; probabilities, as of {@code retention_risk}, are not
 * touched. Immutable, thread-safe.
 */
public final class LevelCorrection implements StatisticalModel {
    static final String KIND = "level-correction";
    private static final int VERSION = 1;

    /** How its texts are read. */
    public static final Family<LevelCorrection> FAMILY = Family.of(KIND, VERSION, LevelCorrection::ofText);

    static final Factor FACTOR = Factor.number("level", "the model's level");
    private static final int MOST_MISSES = 3;
    private static final double USUAL_PERSISTENCE = 0.3;
    /** Pairs of misses that the usual persistence is worth. */
    private static final double PAIRS = 4;

    private static final double PERSISTENCE_OF_SEASONS = 0.5;
    /** Whole weeks, so that the days of the week are the same. */
    private static final Duration YEAR = Duration.ofDays(52 * 7);
    /** From then on nothing is corrected. */
    private static final int MOST_HORIZONS = 100;

    private final Duration horizon;
    private final List<LevelMiss> misses;
    private final Optional<LevelMiss> yearAgo;

    private LevelCorrection(Duration horizon, List<LevelMiss> misses, Optional<LevelMiss> yearAgo) {
        if (horizon.isZero() || horizon.isNegative()) {
            throw new IllegalArgumentException("horizon must be positive, was " + horizon);
        }
        if (misses.size() > MOST_MISSES) {
            throw new IllegalArgumentException(
                    "misses must be at most " + MOST_MISSES + ", the last one first, were " + misses.size());
        }
        if (misses.isEmpty() && yearAgo.isPresent()) {
            throw new IllegalArgumentException("where a miss a year ago is known, the last one must be, too");
        }
        this.horizon = horizon;
        this.misses = List.copyOf(misses);
        this.yearAgo = yearAgo;
    }

    /**
     * From values.
     *
     * @param horizon of each miss, positive
     * @param misses none to three: of the last horizon, the one before, and the one before that
     * @return the correction, of seasons that are not known
     * @throws IllegalArgumentException if the horizon is not positive or there are too many misses
     */
    public static LevelCorrection of(Duration horizon, List<LevelMiss> misses) {
        return new LevelCorrection(horizon, misses, Optional.empty());
    }

    /**
     * This with what is known of the season.
     *
     * @param miss of the horizon that began a year ago
     * @return the changed copy
     * @throws IllegalArgumentException if no other miss is known
     */
    public LevelCorrection withYearAgo(LevelMiss miss) {
        return new LevelCorrection(horizon, misses, Optional.of(miss));
    }

    /**
     * Learned from the past of a base. An origin counts if the log reaches back another horizon before it.
     *
     * @param view the base; nothing later is looked at
     * @param horizon over which expectations are compared, such as that of the score
     * @param fit makes the model of what was known then; what it throws as a {@link FitException} or {@link
     *     IllegalArgumentException} leaves that origin out, and those before
     * @return the correction, which changes nothing where the log is too short to tell
     * @throws IllegalArgumentException if the horizon is not positive, or purchases are by period, of which none begins at an
     *     origin
     */
    public static LevelCorrection learn(
            LogView view, Duration horizon, Function<LogView, ? extends CustomerBaseModel> fit) {
        Objects.requireNonNull(fit, "fit");
        LevelCorrection none = of(horizon, List.of());
        Instant start = start(view);
        List<LevelMiss> misses = new ArrayList<>();
        Instant origin = view.asOf();
        while (misses.size() < MOST_MISSES) {
            origin = Millis.before(origin, horizon);
            Optional<LevelMiss> miss = miss(view, start, origin, horizon, fit);
            if (miss.isEmpty()) {
                break;
            }
            misses.add(miss.get());
        }
        Optional<LevelMiss> yearAgo = horizon.compareTo(YEAR) < 0
                ? miss(view, start, Millis.before(view.asOf(), YEAR), horizon, fit)
                : Optional.empty();
        return misses.isEmpty() ? none : new LevelCorrection(horizon, misses, yearAgo);
    }

    private static Instant start(LogView view) {
        OptionalLong began = Beginning.of(view);
        return began.isEmpty() ? Instant.MAX : Instant.ofEpochMilli(began.getAsLong());
    }

    private static Optional<LevelMiss> miss(
            LogView view,
            Instant start,
            Instant origin,
            Duration horizon,
            Function<LogView, ? extends CustomerBaseModel> fit) {
        if (Millis.before(origin, horizon).isBefore(start)) {
            return Optional.empty();
        }
        LogView known = view.asOf(origin);
        CustomerBaseModel model;
        try {
            model = fit.apply(known);
        } catch (FitException | IllegalArgumentException none) {
            return Optional.empty();
        }
        model.definition().period().ifPresent(period -> {
            throw new IllegalArgumentException(
                    "purchases must be by days for a correction of the level, were by " + period);
        });
        double units = model.timeScale().of(horizon);
        return Optional.of(LevelMiss.of(model, known, view.asOf(origin.plus(horizon)), units));
    }

    private static LevelCorrection ofText(ModelText text, Registry registry) {
        LevelCorrection correction = of(
                horizon(text),
                IntStream.range(0, text.count("misses"))
                        .mapToObj(i -> LevelMiss.read(text, "miss." + i))
                        .toList());
        return text.optionalWord("year_ago.expected").isPresent()
                ? correction.withYearAgo(LevelMiss.read(text, "year_ago"))
                : correction;
    }

    private static Duration horizon(ModelText text) {
        try {
            return Duration.parse(text.word("horizon"));
        } catch (DateTimeException none) {
            throw new IllegalArgumentException(
                    "horizon of a " + KIND + " must be a duration such as PT720H, was '" + text.word("horizon") + "'",
                    none);
        }
    }

    @Override
    public ModelText modelText() {
        ModelText text = ModelText.of(KIND, VERSION)
                .with("horizon", horizon.toString())
                .with("misses", Integer.toString(misses.size()));
        for (int i = 0; i < misses.size(); i++) {
            text = misses.get(i).write(text, "miss." + i);
        }
        return yearAgo.isPresent() ? yearAgo.get().write(text, "year_ago") : text;
    }

    /**
     * Over what time each miss was.
     *
     * @return positive
     */
    public Duration horizon() {
        return horizon;
    }

    /**
     * The misses.
     *
     * @return the last one first; empty if the log was too short to tell
     */
    public List<LevelMiss> misses() {
        return misses;
    }

    /**
     * The miss in the same season a year ago.
     *
     * @return empty if the log did not reach back so far
     */
    public Optional<LevelMiss> yearAgo() {
        return yearAgo;
    }

    /**
     * rho: which share of the logarithm of a miss is still there a horizon later.
     *
     * @return from 0 to 1
     */
    public double persistence() {
        double size = LevelMiss.USUAL * LevelMiss.USUAL;
        double products = PAIRS * size * USUAL_PERSISTENCE;
        double squares = PAIRS * size;
        for (int i = 0; i + 1 < misses.size(); i++) {
            double before = misses.get(i + 1).log();
            products += misses.get(i).log() * before;
            squares += before * before;
        }
        return Math.max(0, Math.min(1, products / squares));
    }

    /** The logarithm of the factor of the coming horizon, and of those after it. */
    private double log(int horizonsLater) {
        double lately = misses.isEmpty() ? 0 : misses.get(0).log() * Math.pow(persistence(), horizonsLater + 1);
        double season = yearAgo.map(LevelMiss::log).orElse(0.0) * Math.pow(PERSISTENCE_OF_SEASONS, horizonsLater + 1);
        return lately + season;
    }

    /**
     * What purchases expected within a time are multiplied by.
     *
     * @param length from now, not negative
     * @return positive; the mean of the factors of the horizons in it
     * @throws IllegalArgumentException if the length is negative
     */
    public double factor(Duration length) {
        if (length.isNegative()) {
            throw new IllegalArgumentException("length must not be negative, was " + length);
        }
        return factor(TimeScale.DAYS, TimeScale.DAYS.of(length), 0);
    }

    /**
     * What discounted purchases expected within a time are multiplied by.
     *
     * @param scale the unit of time
     * @param t length of time in the unit, not negative; may be infinite
     * @param delta continuous discount rate per unit, finite, not negative
     * @return positive; the mean of the factors of the horizons in it, each as heavy as its time is after discounting
     * @throws IllegalArgumentException if an argument is out of its range
     */
    public double factor(TimeScale scale, double t, double delta) {
        if (!(t >= 0) || !(delta >= 0 && delta < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "length and discount rate must not be negative, the rate must be finite, were " + t + " and "
                            + delta);
        }
        double step = scale.of(horizon);
        if (t <= step) {
            return Math.exp(log(0));
        }
        if (t == Double.POSITIVE_INFINITY && delta == 0) {
            return Math.exp(log(MOST_HORIZONS));
        }
        double sum = 0;
        double weights = 0;
        double from = 0;
        for (int later = 0; later < MOST_HORIZONS && from < t; later++) {
            double to = Math.min(t, from + step);
            double weight = weight(from, to, delta);
            sum += weight * Math.exp(log(later));
            weights += weight;
            from = to;
        }
        double rest = from < t ? weight(from, t, delta) : 0;
        return (sum + rest * Math.exp(log(MOST_HORIZONS))) / (weights + rest);
    }

    private static double weight(double from, double to, double delta) {
        return delta == 0 ? to - from : Math.exp(-delta * from) * -Math.expm1(-delta * (to - from)) / delta;
    }

    /** The way of an explained score from no correction to this one. */
    Path path(double factor) {
        return Path.of(FACTOR.withFact((own, typical) -> why() + ": x " + Words.figure(own[0])), 1, factor);
    }

    private String why() {
        return "the model expected " + misses.get(0).words() + " in the last " + words(horizon)
                + yearAgo.map(miss -> ", and " + miss.words() + " in this season a year ago")
                        .orElse("");
    }

    private static String words(Duration length) {
        double days = TimeScale.DAYS.of(length);
        return days > 1 && days == Math.rint(days) ? Words.figure(days) + " days" : Words.time(days, TimeScale.DAYS);
    }

    /** For example {@code the model expected 12 % too many in the last 90 days: those of the next 90 days are multiplied by 0.96}. */
    @Override
    public String toString() {
        return misses.isEmpty()
                ? "not corrected: the log is too short to tell what was missed " + words(horizon) + " ago"
                : why() + ": those of the next " + words(horizon) + " are multiplied by "
                        + Words.figure(factor(horizon));
    }
}
