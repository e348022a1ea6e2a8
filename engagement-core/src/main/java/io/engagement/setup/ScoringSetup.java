package io.engagement.setup;

import io.engagement.customerbase.CustomerBaseModel;
import io.engagement.customerbase.LevelCorrection;
import io.engagement.domain.Registry;
import io.engagement.evaluate.EvaluationTable;
import io.engagement.fit.FitException;
import io.engagement.fit.Fitted;
import io.engagement.history.LogView;
import io.engagement.initiative.AdditiveLogistic;
import io.engagement.initiative.EngagementModel;
import io.engagement.internal.text.Names;
import io.engagement.measure.Definition;
import io.engagement.score.Calibration;
import io.engagement.score.Composite;
import io.engagement.score.Scorer;
import io.engagement.score.ScoringPlan;
import io.engagement.spend.SpendModel;
import io.engagement.survival.ContractModel;
import io.engagement.value.CostToServe;
import io.engagement.value.DiscountRate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * All that scores a base, as one value: fitted models with the definitions that they carry, cost to serve, margin, discounting,
 * horizons, calibrations, and scores made of scores. Open this first, after {@link io.engagement.history.InteractionLog}.
 *
 * <pre>{@code
 * ScoringSetup setup = ScoringSetup.fit(log.asOf(today)).withMargin(0.3);
 * System.out.println(setup.summary());                  // and whether to trust it
 * ScoreTable scores = setup.plan().score(log.asOf(today));
 * LiveStore store = LiveStore.of(setup.scorers().toArray(Scorer[]::new)).open();
 * }</pre>
 *
 * <p>The scores, where there are models for them: {@code engagement}, {@code momentum}; {@code retention_risk}, {@code p_alive},
 * {@code expected_purchases}; {@code lifetime_value}, of a model of purchases and one of spend; {@code churn_risk}, {@code
 * contract_value}; then others that were added. A fit that fails leaves its scores out, and {@link #missing()} says why.
 *
 * <p>Parts that do not go together, such as a model of use and spend on purchases, are refused by a message that names
 * the difference. Immutable, thread-safe.
 */
public final class ScoringSetup {
    private static final List<String> LEVELLED = List.of("expected_purchases", "lifetime_value");

    private final SetupParts parts;
    private final Optional<EvaluationTable> backtest;
    private final Map<String, Scorer> scorers;

    ScoringSetup(SetupParts parts) {
        this(parts, Optional.empty());
    }

    ScoringSetup(SetupParts parts, Optional<EvaluationTable> backtest) {
        this.parts = parts;
        this.backtest = backtest;
        this.scorers = SetupScorers.of(parts);
    }

    /** The same scores but for some, of which the last backtest then says nothing any more. */
    private ScoringSetup changed(SetupParts others, List<String> scores) {
        return new ScoringSetup(others, SetupBacktest.without(backtest, scores));
    }

    /**
     * Fits the {@linkplain FitChoices#usual() usual} models to a base.
     *
     * @param view the base
     * @return horizons of 90 days for risk and three years for value, margin 1, a discount of 10 % a year, and what it costs to
     *     serve and contact
     * @throws FitException if nothing can be fitted
     */
    public static ScoringSetup fit(LogView view) {
        return fit(view, FitChoices.usual());
    }

    /**
     * Fits chosen models to a base.
     *
     * @param view the base
     * @param choices which models, and to what
     * @return as {@link #fit(LogView)}; by period, the horizon of risk is at least one of them
     * @throws FitException if nothing can be fitted; the exceptions of the single fits are {@linkplain Throwable#getSuppressed()
     *     suppressed} in it, in the order of their subjects
     */
    public static ScoringSetup fit(LogView view, FitChoices choices) {
        PastFits past = new PastFits(choices);
        ScoringSetup setup = new ScoringSetup(Fits.of(view, past));
        return choices.backtestOrigins() == 0 ? setup : setup.backtested(view, past);
    }

    /**
     * Fits one model, of what is chosen.
     *
     * @param view the base
     * @param choices which model, and to what
     * @param subject what it is about
     * @return the fitted model, for {@link #with(Fitted)}
     * @throws FitException if it cannot be fitted
     * @throws java.util.NoSuchElementException if it is one of contracts, and the choices hold no terms; or of retention, and by the
     *     choices risk is by purchases alone, or these are by period
     */
    public static Fitted<?> fit(LogView view, FitChoices choices, Subject subject) {
        return Fits.one(view, new PastFits(choices), subject);
    }

    /**
     * A set-up of models that were fitted elsewhere, without costs.
     *
     * @param models at most one of each subject
     * @return the set-up
     * @throws IllegalArgumentException if two have the same subject, or one has none or does not go with the others
     */
    public static ScoringSetup of(Fitted<?>... models) {
        SetupParts parts = SetupParts.NONE;
        for (Fitted<?> model : models) {
            Subject subject = subject(model);
            Fitted<?> other = parts.fitted().get(subject);
            if (other != null) {
                throw new IllegalArgumentException("there must be one model of " + subject.word() + ", there are "
                        + other.provenance().model() + " and "
                        + model.provenance().model());
            }
            parts = parts.with(subject, model);
        }
        return new ScoringSetup(parts);
    }

    private static Subject subject(Fitted<?> fitted) {
        return Subject.of(fitted.model())
                .orElseThrow(() -> new IllegalArgumentException("no score of a set-up needs a model such as "
                        + fitted.provenance().model() + ": there are those of " + List.of(Subject.values())));
    }

    /**
     * This with another model in the place of the one of its subject.
     *
     * @param model of any {@link Subject}
     * @return the changed copy; costs are as before
     * @throws IllegalArgumentException if it is of none, or does not go with the other parts
     */
    public ScoringSetup with(Fitted<?> model) {
        Subject subject = subject(model);
        List<String> scores = new ArrayList<>(subject.scores());
        if (subject == Subject.PURCHASES) {
            scores.addAll(Subject.SPEND.scores());
        }
        return changed(parts.with(subject, model), scores);
    }

    /**
     * This with another correction of the level, which moves {@code expected_purchases} and {@code lifetime_value}.
     *
     * @param level what the model of purchases has missed of late
     * @return the changed copy
     */
    public ScoringSetup withLevel(LevelCorrection level) {
        return changed(parts.withLevel(Optional.of(Objects.requireNonNull(level, "level"))), LEVELLED);
    }

    /**
     * This with expectations as the model of purchases has them.
     *
     * @return the changed copy
     */
    public ScoringSetup withoutLevel() {
        return changed(parts.withLevel(Optional.empty()), LEVELLED);
    }

    /**
     * This with other costs, which lower {@code lifetime_value}.
     *
     * @param costs per unit of the time of the model of purchases
     * @return the changed copy
     * @throws IllegalArgumentException if they are per another unit
     */
    public ScoringSetup withCosts(CostToServe costs) {
        return changed(parts.withCosts(Optional.of(Objects.requireNonNull(costs, "costs"))), Subject.SPEND.scores());
    }

    /**
     * This without costs.
     *
     * @return the changed copy
     */
    public ScoringSetup withoutCosts() {
        return changed(parts.withCosts(Optional.empty()), Subject.SPEND.scores());
    }

    /**
     * This with other payments behind {@code contract_value}.
     *
     * @param payments what is paid for a period of a contract
     * @return the changed copy
     */
    public ScoringSetup withPayments(Payments payments) {
        return changed(parts.withPayments(Objects.requireNonNull(payments, "payments")), List.of());
    }

    /**
     * This with another margin.
     *
     * @param margin what is left of a purchase or payment after its own cost, from 0 to 1
     * @return the changed copy
     * @throws IllegalArgumentException if the margin is out of its range
     */
    public ScoringSetup withMargin(double margin) {
        return changed(parts.withTerms(parts.terms().withMargin(margin)), Subject.SPEND.scores());
    }

    /**
     * This with another discount.
     *
     * @param discount how much less later money is worth
     * @return the changed copy
     * @throws IllegalArgumentException if it is too small for the value of all future
     */
    public ScoringSetup withDiscount(DiscountRate discount) {
        return changed(parts.withTerms(parts.terms().withDiscount(discount)), Subject.SPEND.scores());
    }

    /**
     * This with another horizon of {@code retention_risk} and {@code expected_purchases}.
     *
     * @param horizon from the as-of instant on, positive
     * @return the changed copy
     * @throws IllegalArgumentException if the model of purchases does not take it
     */
    public ScoringSetup withHorizon(Duration horizon) {
        return changed(
                parts.withHorizon(Objects.requireNonNull(horizon, "horizon")),
                List.of("retention_risk", "expected_purchases", "lifetime_value"));
    }

    /**
     * This with another horizon of {@code lifetime_value} and {@code contract_value}.
     *
     * @param horizon from the as-of instant on, positive
     * @return the changed copy
     * @throws IllegalArgumentException if a model does not take it
     */
    public ScoringSetup withValueHorizon(Duration horizon) {
        return changed(
                parts.withTerms(
                        parts.terms().withValueHorizon(Optional.of(Objects.requireNonNull(horizon, "horizon")))),
                List.of());
    }

    /**
     * This with values of all future.
     *
     * @return the changed copy
     * @throws IllegalArgumentException if the discount is too small to add all up
     */
    public ScoringSetup withValueOfAllFuture() {
        return changed(parts.withTerms(parts.terms().withValueHorizon(Optional.empty())), List.of());
    }

    /**
     * This with another number of renewals for {@code churn_risk}.
     *
     * @param renewals from 1, which is usual
     * @return the changed copy
     * @throws IllegalArgumentException if the number is below 1
     */
    public ScoringSetup withRenewals(int renewals) {
        return changed(parts.withTerms(parts.terms().withRenewals(renewals)), List.of("churn_risk"));
    }

    /**
     * This with a score that is calibrated: the calibration's probability in its place, times 100 on an index.
     *
     * @param score name of one on the PROBABILITY or INDEX scale
     * @param calibration of that score; it takes the place of an earlier one
     * @return the changed copy
     * @throws IllegalArgumentException if there is no such score, or it is on another scale
     */
    public ScoringSetup withCalibration(String score, Calibration calibration) {
        Objects.requireNonNull(score, "score");
        Objects.requireNonNull(calibration, "calibration");
        return changed(parts.with(score, calibration), List.of(score));
    }

    /**
     * This with another score. A {@link Composite} of existing scores follows them when they change, and is saved. For
     * code of your own see {@link #withOwn}.
     *
     * @param scorer of a new name
     * @return the changed copy
     * @throws IllegalArgumentException if there is a score of its name, if it is made of scores that the set-up lacks,
     *     or wants times in another unit
     */
    public ScoringSetup with(Scorer scorer) {
        return changed(parts.with(new Extra(scorer, 0)), List.of());
    }

    /**
     * This with a score of your own. Texts hold its name and version; reading takes it from the registry, by the type
     * {@code Scorer}.
     *
     * @param scorer of a new name; immutable and thread-safe
     * @param version at least 1; if its meaning changes, give it another one
     * @return the changed copy
     * @throws IllegalArgumentException as {@link #with(Scorer)}, or if the version is below 1
     */
    public ScoringSetup withOwn(Scorer scorer, int version) {
        if (version < 1) {
            throw new IllegalArgumentException("version of " + scorer.name() + " must be at least 1, was " + version);
        }
        return changed(parts.with(new Extra(scorer, version)), List.of());
    }

    /**
     * This with another backtest: its models are fitted anew as of origins in the past, and judged by what then came. Engagement is
     * judged by acts within its own horizon, churn risk by the next renewals. Risk, expected purchases and value are judged by
     * what comes within the horizon of risk: value by the profit of that time, with the same margin, costs and discount.
     *
     * @param view the base that the models were fitted to
     * @param choices how they were fitted, and at how many origins they are tried, see {@link FitChoices#withBacktest}; at one if
     *     they say none
     * @return the changed copy; what could not be judged says why
     */
    public ScoringSetup backtested(LogView view, FitChoices choices) {
        return backtested(view, new PastFits(choices));
    }

    private ScoringSetup backtested(LogView view, PastFits past) {
        return new ScoringSetup(parts, Optional.of(SetupBacktest.refitted(parts, view, past)));
    }

    /**
     * How these scores, as they are, have done since: of a set-up that was fitted and saved a quarter ago.
     *
     * @param view a later view of the base
     * @param origins of which the scores are judged, one or more; the usual one is when the models were fitted
     * @return the evaluations; an origin whose horizon the view does not wholly cover is dropped, with a note
     * @throws IllegalArgumentException if there is no origin, or if models were fitted to what came after one
     */
    public EvaluationTable judgedBy(LogView view, Instant... origins) {
        for (Instant origin : origins) {
            fittedAt().filter(origin::isBefore).ifPresent(fitted -> {
                throw new IllegalArgumentException("origin " + origin + " is before " + fitted
                        + ", until when the models were fitted: they would be judged by what they were told");
            });
        }
        return SetupBacktest.asTheyAre(this, parts, view, List.of(origins));
    }

    /**
     * Until when the log was known to the newest of the models.
     *
     * @return empty if no model tells
     */
    public Optional<Instant> fittedAt() {
        return parts.fitted().values().stream()
                .flatMap(model -> model.provenance().periodEnd().stream())
                .max(Comparator.naturalOrder());
    }

    /**
     * The last backtest.
     *
     * @return empty if there was none, or if all that it judged has been changed since
     */
    public Optional<EvaluationTable> backtest() {
        return backtest;
    }

    /**
     * The scorers.
     *
     * @return in the order of the output's columns; empty if there is no model
     */
    public List<Scorer> scorers() {
        return List.copyOf(scorers.values());
    }

    /**
     * A scorer, such as for a composite.
     *
     * @param name of the score
     * @return the scorer
     * @throws IllegalArgumentException if there is none of this name: the message says why, or what there is
     */
    public Scorer scorer(String name) {
        Scorer scorer = scorers.get(name);
        if (scorer == null) {
            String why = missing().get(name);
            throw why == null
                    ? Names.unknown("score", name, scorers.keySet())
                    : new IllegalArgumentException("there is no score '" + name + "', as " + why);
        }
        return scorer;
    }

    /**
     * All scorers as one plan.
     *
     * @return the plan
     * @throws IllegalArgumentException if there is no scorer
     */
    public ScoringPlan plan() {
        return ScoringPlan.of(scorers.values().toArray(Scorer[]::new));
    }

    /**
     * A fitted model of any subject.
     *
     * @param subject what it is about
     * @return the model; empty if there is none
     */
    public Optional<Fitted<?>> fitted(Subject subject) {
        return Optional.ofNullable(parts.fitted().get(subject));
    }

    /**
     * The model of engagement.
     *
     * @return empty if there is none
     */
    public Optional<EngagementModel> engagement() {
        return parts.engagement();
    }

    /**
     * The additive model of who comes back in time.
     *
     * @return empty if there is none, or if {@code retention_risk} is by the model of purchases alone
     */
    public Optional<AdditiveLogistic> retention() {
        return parts.retention();
    }

    /**
     * By which models {@code retention_risk} is, and why.
     *
     * @return the end of a sentence, such as {@code by the mean of bg-nbd and additive-logistic: log loss ...}; empty if nobody chose
     */
    public Optional<String> riskAdvice() {
        return parts.riskAdvice();
    }

    /**
     * The model of purchases.
     *
     * @return empty if there is none
     */
    public Optional<CustomerBaseModel> purchases() {
        return parts.purchases();
    }

    /**
     * The model of what a purchase brings.
     *
     * @return empty if there is none
     */
    public Optional<SpendModel> spend() {
        return parts.spend();
    }

    /**
     * The model of contracts.
     *
     * @return empty if there is none
     */
    public Optional<ContractModel> contracts() {
        return parts.contracts();
    }

    /**
     * Why the model of purchases was chosen.
     *
     * @return a sentence; empty if it was not chosen by a comparison
     */
    public Optional<String> advice() {
        return parts.evidence().purchases();
    }

    /**
     * By what {@code expected_purchases} and {@code lifetime_value} are corrected.
     *
     * @return empty if they are not
     */
    public Optional<LevelCorrection> level() {
        return parts.level();
    }

    /**
     * Why the model of what a purchase brings was chosen.
     *
     * @return a sentence; empty if it was not chosen by a backtest
     */
    public Optional<String> spendAdvice() {
        return parts.evidence().spend();
    }

    /**
     * What the models count.
     *
     * @return the definitions, each once
     */
    public List<Definition> definitions() {
        return scorers.values().stream()
                .flatMap(scorer -> scorer.definitions().stream())
                .distinct()
                .toList();
    }

    /**
     * How far ahead {@code expected_purchases} looks.
     *
     * @return the horizon; empty without a model of purchases
     */
    public Optional<Duration> horizon() {
        return parts.purchases().map(parts.terms()::horizon);
    }

    /**
     * How far ahead {@code retention_risk} looks.
     *
     * @return the horizon; empty without that score, and where risk is by each customer's own gaps
     */
    public Optional<Duration> riskHorizon() {
        return parts.riskHorizon();
    }

    /**
     * How far ahead {@code engagement} looks.
     *
     * @return the horizon; empty without a model of engagement
     */
    public Optional<Duration> engagementHorizon() {
        return parts.engagement().map(model -> model.definition().horizon());
    }

    /**
     * How far ahead {@code lifetime_value} and {@code contract_value} look.
     *
     * @return the horizon; empty if they look at all future
     */
    public Optional<Duration> valueHorizon() {
        return parts.terms().valueHorizon();
    }

    /**
     * What is left of a purchase or payment in {@code lifetime_value} and {@code contract_value}, after its own cost.
     *
     * @return from 0 to 1; 1 unless told otherwise, by which values are revenue less the costs to serve
     */
    public double margin() {
        return parts.terms().margin();
    }

    /**
     * Why scores are not there.
     *
     * @return by their names, in the order of the columns; those of contracts only if a model of them was to be fitted
     */
    public Map<String, String> missing() {
        return SetupReport.missing(parts);
    }

    /**
     * Why models could not be fitted, with what to check.
     *
     * @return by their subjects
     */
    public Map<Subject, String> failures() {
        return SetupReport.failures(parts);
    }

    /**
     * Reasons not to trust the scores: models that could not be fitted, searches that did not end at a maximum, too few
     * customers or purchases for the number of parameters, parameters with very wide intervals, no known initiator.
     *
     * @return plain sentences; empty if all fits can be trusted
     */
    public List<String> doubts() {
        return SetupReport.doubts(parts);
    }

    /**
     * A summary for a person: for each fit whether it can be trusted, the amount of data and the definition; then the
     * terms of the scores.
     *
     * @return several lines, each ended by {@code \n}; the same in every locale
     */
    public String summary() {
        return SetupReport.summary(parts, List.copyOf(scorers.keySet()), backtest);
    }

    /**
     * The text form.
     *
     * @return a text that {@link #read} reads to the same bits
     * @throws IllegalStateException if it holds code of your own without name and version; the message says what to do
     */
    public String toText() {
        return SetupText.write(parts, backtest).toString();
    }

    /**
     * Whether a text holds a set-up rather than a single model.
     *
     * @param text any text
     * @return if {@link #toText()} may have written it
     * @throws IllegalArgumentException if the text does not begin as a saved one
     */
    public static boolean isSetup(String text) {
        return SetupText.isSetup(text);
    }

    /**
     * Reads the text form.
     *
     * @param text what {@link #toText()} wrote
     * @param registry code of your own that the text names: conditions of filters, families of models, functions of
     *     composites, scorers
     * @return the set-up, whose scores have the same bits
     * @throws IllegalArgumentException if the text is something else, was changed, is of an unknown version, incomplete or out of
     *     range, or if the registry lacks what it names
     */
    public static ScoringSetup read(String text, Registry registry) {
        return SetupText.read(text, registry);
    }

    /** The summary. */
    @Override
    public String toString() {
        return summary();
    }
}
