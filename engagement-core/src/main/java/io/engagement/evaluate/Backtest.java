package io.engagement.evaluate;

import io.engagement.customerbase.CountDistribution;
import io.engagement.customerbase.CustomerBaseModel;
import io.engagement.customerbase.LevelCorrection;
import io.engagement.fit.FitException;
import io.engagement.history.LogView;
import io.engagement.internal.calendar.Millis;
import io.engagement.score.Scorer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Tries scorers on a log's own past: at each of several origins a scorer is made of what was known then, scores all customers,
 * and is judged by what they did after it. Open this first. Immutable.
 *
 * <pre>{@code
 * Outcome outcome = Outcome.nothing(Filter.purpose(Purpose.PURCHASE), Duration.ofDays(90));
 * BacktestResult result = Backtest.of(outcome)
 *         .with("retention_risk", known -> ScoringSetup.fit(known).scorer("retention_risk"))
 *         .with("silence", known -> Scorer.of("silence", Scale.COUNT, sinceLast, days -> days))
 *         .run(log.asOf(today));
 * System.out.println(result);                          // the table
 * result.differences("retention_risk", "silence");     // paired, with their standard errors
 * }</pre>
 *
 * <p>Nobody can look ahead: what makes a scorer is handed the log as of the origin, in which nothing later can be seen. A horizon
 * that the log does not wholly cover is dropped, never guessed; the log is taken to be complete up to its own as-of instant. Only
 * what has no time, such as a registered customer's attributes, is as it is today.
 * Origins less than a horizon apart judge customers by overlapping times; standard errors, which are clustered by customer, allow
 * for that.
 */
public final class Backtest {
    private static final int USUAL_ORIGINS = 3;

    private final Outcome outcome;
    private final List<Instant> at;
    private final int count;
    private final Duration step;
    private final List<Contestant> contestants;

    private Backtest(Outcome outcome, List<Instant> at, int count, Duration step, List<Contestant> contestants) {
        this.outcome = outcome;
        this.at = at;
        this.count = count;
        this.step = step;
        this.contestants = contestants;
    }

    /** Makes what scores as of an origin. */
    record Contestant(String name, Function<LogView, Candidate> make) {}

    /** A scorer, and what makes the distributions behind its expectations, if anything does. */
    record Candidate(Scorer scorer, Optional<Function<LogView, Distributions>> distributions) {}

    /** Of a row of a view, the distribution of the count that comes. */
    @FunctionalInterface
    interface Distributions {
        CountDistribution of(int row);
    }

    /**
     * A backtest at three origins, each a horizon before the next, the last one a horizon before the log's end.
     *
     * @param outcome by which scores are judged
     * @return the backtest, without scorers
     */
    public static Backtest of(Outcome outcome) {
        return new Backtest(outcome, List.of(), USUAL_ORIGINS, outcome.horizon(), List.of());
    }

    /**
     * This with other origins, the last one a horizon before the log's end.
     *
     * @param number how many, from 1; from 5 on the spread over origins is told
     * @param apart from one to the next, positive
     * @return the changed copy
     * @throws IllegalArgumentException if a number is out of its range
     */
    public Backtest withOrigins(int number, Duration apart) {
        if (number < 1 || apart.isZero() || apart.isNegative()) {
            throw new IllegalArgumentException(
                    "there must be an origin, and a positive time between two, were " + number + " and " + apart);
        }
        return new Backtest(outcome, List.of(), number, apart, contestants);
    }

    /**
     * This with chosen origins. Those whose horizon the log does not wholly cover are dropped, with a note.
     *
     * @param origins one or more
     * @return the changed copy
     * @throws IllegalArgumentException if there is none
     */
    public Backtest withOrigins(Instant... origins) {
        if (origins.length == 0) {
            throw new IllegalArgumentException("there must be an origin");
        }
        return new Backtest(outcome, Arrays.stream(origins).sorted().distinct().toList(), 0, step, contestants);
    }

    /**
     * This with another scorer, made anew as of each origin, such as by fitting a model.
     *
     * @param name under which it is judged, of another name than the others
     * @param make of the log as of an origin; what it throws as a {@link FitException} or {@link IllegalArgumentException} is told
     *     in a note
     * @return the changed copy
     * @throws IllegalArgumentException if there is one of this name
     */
    public Backtest with(String name, Function<LogView, ? extends Scorer> make) {
        Objects.requireNonNull(make, "make");
        return with(new Contestant(name, known -> new Candidate(make.apply(known), Optional.empty())));
    }

    /**
     * This with a scorer that is the same at all origins, as it was not fitted, or to what came before all of them.
     *
     * @param scorer judged under its own name
     * @return the changed copy
     * @throws IllegalArgumentException if there is one of this name
     */
    public Backtest with(Scorer scorer) {
        return with(scorer.name(), known -> scorer);
    }

    /**
     * This with the expected purchases of a model, fitted anew as of each origin, with their distributions: of more than 3,000
     * customers at an origin a fair sample has these computed.
     *
     * @param name under which it is judged, of another name than the others
     * @param fit of the log as of an origin; what it throws as a {@link FitException} or {@link IllegalArgumentException} is told
     *     in a note
     * @return the changed copy
     * @throws IllegalArgumentException if there is one of this name
     */
    public Backtest withModel(String name, Function<LogView, ? extends CustomerBaseModel> fit) {
        Objects.requireNonNull(fit, "fit");
        return with(new Contestant(name, known -> {
            CustomerBaseModel model = fit.apply(known);
            return new Candidate(
                    model.expectedPurchases(outcome.horizon()),
                    Optional.of(view -> PurchaseCounts.of(model, view, outcome.horizon(), 1)));
        }));
    }

    /**
     * This with the expected purchases of a model whose level is corrected, as {@link #withModel(String, Function)}. The distributions
     * are those of a time that is as much longer or shorter as the factor says.
     *
     * @param name under which it is judged, of another name than the others
     * @param fit of the log as of an origin
     * @param level of the log as of an origin
     * @return the changed copy
     * @throws IllegalArgumentException if there is one of this name
     */
    public Backtest withModel(
            String name, Function<LogView, ? extends CustomerBaseModel> fit, Function<LogView, LevelCorrection> level) {
        Objects.requireNonNull(fit, "fit");
        Objects.requireNonNull(level, "level");
        return with(new Contestant(name, known -> {
            CustomerBaseModel model = fit.apply(known);
            LevelCorrection correction = level.apply(known);
            double factor = correction.factor(outcome.horizon());
            return new Candidate(
                    model.expectedPurchases(outcome.horizon(), correction),
                    Optional.of(view -> PurchaseCounts.of(model, view, outcome.horizon(), factor)));
        }));
    }

    private Backtest with(Contestant contestant) {
        Objects.requireNonNull(contestant.name(), "name");
        if (contestants.stream().anyMatch(each -> each.name().equals(contestant.name()))) {
            throw new IllegalArgumentException("names of scorers must differ, two are " + contestant.name());
        }
        List<Contestant> more = new ArrayList<>(contestants);
        more.add(contestant);
        return new Backtest(outcome, at, count, step, List.copyOf(more));
    }

    /**
     * Runs it.
     *
     * @param log complete up to its as-of instant
     * @return how the scorers did; what could not be judged says why
     * @throws IllegalArgumentException if there is no scorer
     */
    public BacktestResult run(LogView log) {
        if (contestants.isEmpty()) {
            throw new IllegalArgumentException("a backtest needs a scorer: see with");
        }
        BacktestRun run = new BacktestRun(outcome, contestants);
        Instant start = start(log);
        Instant last = Millis.before(log.asOf(), outcome.horizon());
        for (Instant origin : origins(log)) {
            if (start.equals(Instant.MAX)) {
                run.drop("origin " + origin + " was dropped: the log is empty");
            } else if (origin.isAfter(last)) {
                run.drop(Words.of(
                        "origin %s was dropped: the log ends at %s, before the %s after it are seen: it can be judged from %s on",
                        origin, log.asOf(), Words.of(outcome.horizon()), Millis.after(origin, outcome.horizon())));
            } else if (origin.isBefore(start)) {
                run.drop(Words.of("origin %s was dropped: the log begins at %s", origin, start));
            } else {
                run.judge(log.asOf(origin), log.asOf(origin.plus(outcome.horizon())));
            }
        }
        return run.result();
    }

    private List<Instant> origins(LogView log) {
        if (!at.isEmpty()) {
            return at;
        }
        List<Instant> origins = new ArrayList<>();
        Instant origin = Millis.before(log.asOf(), outcome.horizon());
        for (int i = 0; i < count; i++) {
            origins.add(origin);
            origin = Millis.before(origin, step);
        }
        Collections.reverse(origins);
        return origins;
    }

    /** When the first interaction happened; {@link Instant#MAX} if there is none. */
    private static Instant start(LogView log) {
        return IntStream.range(0, log.customers())
                .filter(row -> log.start(row) < log.end(row))
                .mapToObj(row -> Instant.ofEpochMilli(log.epochMilli(log.start(row))))
                .min(Comparator.naturalOrder())
                .orElse(Instant.MAX);
    }
}
