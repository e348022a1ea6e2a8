package io.engagement.report;

import io.engagement.dialogue.InitiativeSummary;
import io.engagement.dialogue.answers.ResponseRates;
import io.engagement.dialogue.answers.Waste;
import io.engagement.domain.Initiator;
import io.engagement.evaluate.Evaluation;
import io.engagement.history.LogView;
import io.engagement.measure.PurchaseDefinition;
import io.engagement.outcome.OutcomeLedger;
import io.engagement.score.ScoreTable;
import io.engagement.setup.ScoringSetup;
import io.engagement.setup.Subject;
import io.engagement.strategy.objective.Objectives;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a page tells: a base as of an instant and what scores it, with what is known beside it.
 *
 * <pre>{@code
 * ScoringSetup setup = ScoringSetup.fit(today, FitChoices.usual().withBacktest(1));
 * Report page = Analysis.of(today, setup).withReading(Reading.of(log.loadReport())).report("Our customers", Names.byId());
 * }</pre>
 *
 * <p>Figures are the library's; where it has none, the page says in a sentence why, and what would give it. Immutable.
 */
public final class Analysis {
    static final String NOBODY_BOUGHT = "Nobody has bought: a column mapped to purpose, with PURCHASE, tells who did.";
    /** Ten for each of the four parameters of BG/NBD: of fewer {@link ScoringSetup#doubts} says that they are few. */
    private static final int ENOUGH = 40;

    static final Set<String> OF_PURCHASES = Set.of("retention_risk", "p_alive", "expected_purchases", "lifetime_value");

    private final LogView view;
    private final ScoringSetup setup;
    private final Extras extras;
    private final Shared shared;
    private final Names names;

    private Analysis(LogView view, ScoringSetup setup, Extras extras) {
        this(view, setup, extras, new Shared(view, setup, extras.zone()), Names.byId());
    }

    private Analysis(LogView view, ScoringSetup setup, Extras extras, Shared shared, Names names) {
        this.view = view;
        this.setup = setup;
        this.extras = extras;
        this.shared = shared;
        this.names = names;
    }

    /**
     * A base and its scores.
     *
     * @param view the base as of an instant
     * @param setup what scores it; {@linkplain ScoringSetup#backtested backtested}, for the page to say how sure scores are. May be
     *     {@link ScoringSetup#of} where nothing could be fitted
     * @return the analysis, with days in UTC
     */
    public static Analysis of(LogView view, ScoringSetup setup) {
        return new Analysis(
                Objects.requireNonNull(view, "view"),
                Objects.requireNonNull(setup, "setup"),
                Extras.of(setup.missing()));
    }

    /**
     * This with days that begin elsewhere.
     *
     * @param days the zone of days, weeks and months
     * @return the changed copy
     */
    public Analysis withZone(ZoneId days) {
        return with(extras.with(Objects.requireNonNull(days, "days")));
    }

    /**
     * This with the currency of amounts.
     *
     * @param of the log's
     * @return the changed copy
     */
    public Analysis withCurrency(Currency of) {
        return with(extras.with(Objects.requireNonNull(of, "of")));
    }

    /**
     * This with why scores are not there, beyond what the set-up knows of it.
     *
     * @param reasons by the scores' names
     * @return the changed copy
     */
    public Analysis withMissing(Map<String, String> reasons) {
        return with(extras.with(reasons));
    }

    /**
     * This with what became of the rows that were read.
     *
     * @param rows refused, left out, inferred
     * @return the changed copy
     */
    public Analysis withReading(Reading rows) {
        return with(extras.with(Objects.requireNonNull(rows, "rows")));
    }

    /**
     * This with what the company aims at.
     *
     * @param aims by measures, or by scores of the set-up
     * @return the changed copy
     */
    public Analysis withObjectives(Objectives aims) {
        return with(extras.with(Objects.requireNonNull(aims, "aims")));
    }

    /**
     * This with what campaigns did, where it was read with hold-outs or rules of one's own. Without it the page tells of the campaigns
     * that the log names, as of contacts of which nobody was held out.
     *
     * @param ledger of the same log
     * @return the changed copy
     */
    public Analysis withLedger(OutcomeLedger ledger) {
        return with(extras.with(Objects.requireNonNull(ledger, "ledger")));
    }

    private Analysis with(Extras others) {
        return new Analysis(view, setup, others);
    }

    /**
     * The page.
     *
     * @param title whose customers
     * @param names what customers are called on it; one for each page
     * @return the page, with sections from what is seen at a glance to what the data lack
     */
    public Report report(String title, Names names) {
        Objects.requireNonNull(title, "title");
        shared.prepare();
        return Sections.report(
                new Analysis(view, setup, extras, shared, Objects.requireNonNull(names, "names")), title);
    }

    /** What customers are called. Asked by one section at a time. */
    Names names() {
        return names;
    }

    /** A message that may quote customers' ids, as a sentence. */
    String told(@Nullable String message) {
        return Say.sentence(
                names.told(String.valueOf(message), id -> view.row(id).isPresent()));
    }

    /** A message of what was computed from the base, as a sentence. */
    String toldOfBase(@Nullable String message) {
        return Say.sentence(
                names.toldOfBase(String.valueOf(message), id -> view.row(id).isPresent()));
    }

    LogView view() {
        return view;
    }

    /** The base, or some of its customers if there are many. */
    LogView sample() {
        return shared.sample();
    }

    /** To be said of figures of the sample. */
    String sampled() {
        return sample().customers() == view.customers()
                ? ""
                : "Of a random sample of " + Say.count(sample().customers()) + " customers. ";
    }

    /** The time that is told of, as a sentence before others; empty where nothing happened. */
    String period() {
        return time().first()
                .map(at -> "From " + day(at) + " to " + day(asOf()) + ". ")
                .orElse("");
    }

    Instant asOf() {
        return view.asOf();
    }

    ScoringSetup setup() {
        return setup;
    }

    /** Empty where there is no score. */
    Optional<ScoreTable> scores() {
        return shared.scores();
    }

    /** Whether there is such a score. */
    boolean has(String score) {
        return scores().filter(all -> all.names().contains(score)).isPresent();
    }

    /** The first of some scores that there is. */
    Optional<String> first(String... names) {
        return List.of(names).stream().filter(this::has).findFirst();
    }

    /** Why there is no such score. */
    String why(String score) {
        return OF_PURCHASES.contains(score) && !hasPurchases()
                ? NOBODY_BOUGHT
                : told(Scores.inWords(extras.missing().getOrDefault(score, "the models at hand do not give it")));
    }

    /** How a score did in a trial on the past. */
    Optional<Evaluation> evaluation(String score) {
        return setup.backtest().flatMap(table -> table.of(score)).filter(each -> each.rows() > 0);
    }

    /** Why nobody can say how a score did. */
    String unjudged(String score) {
        return setup.backtest()
                .flatMap(table -> table.of(score))
                .flatMap(each -> each.notes().stream().findFirst())
                .filter(why -> !why.startsWith("origin "))
                .map(why -> "No interval: " + told(Scores.inWords(why)))
                .orElse("No interval: the scores were not tried on the past.");
    }

    /** That a model behind a score ran to an end of what it can say, as a sentence after others; empty if none did. */
    String doubt(String score) {
        return Scores.subjects(score).anyMatch(subject -> setup.fitted(subject)
                        .filter(each -> !each.converged())
                        .isPresent())
                ? " A model behind it is in doubt, so that this may contradict other figures: see \"What is in doubt\"."
                : "";
    }

    /** That the models were fitted to too few customers to be judged, as a sentence; empty where there are enough, or no model. */
    Optional<String> tooFew() {
        OptionalDouble customers = Arrays.stream(Subject.values())
                .flatMap(subject -> setup.fitted(subject).stream())
                .mapToDouble(fitted -> fitted.provenance().customers())
                .max();
        if (customers.isEmpty() || customers.getAsDouble() >= ENOUGH) {
            return Optional.empty();
        }
        long number = Math.round(customers.getAsDouble());
        return Optional.of((number == 1 ? "One customer is" : number + " customers are")
                + " too few: nothing that this page expects of customers can be judged. Even the simplest model of purchases wants "
                + ENOUGH + ".");
    }

    /** Whose initiative the whole dialogue is. */
    InitiativeSummary initiative() {
        return shared.initiative();
    }

    ComingAndGoing lifecycle() {
        return shared.lifecycle();
    }

    /** Rows of those who are worth much and may be leaving, the highest risk first; none where it cannot be said. */
    List<Integer> atRisk() {
        return shared.atRisk();
    }

    /** Of the sample. */
    ResponseRates rates() {
        return shared.rates();
    }

    /** Of the sample. */
    Waste waste() {
        return shared.waste();
    }

    Time time() {
        return shared.time();
    }

    ZoneId zone() {
        return extras.zone();
    }

    String day(Instant at) {
        return Say.day(at, extras.zone());
    }

    Optional<Currency> currency() {
        return extras.currency();
    }

    Optional<Reading> reading() {
        return extras.reading();
    }

    Optional<Objectives> objectives() {
        return extras.objectives();
    }

    Optional<OutcomeLedger> ledger() {
        return extras.ledger();
    }

    Interactions interactions() {
        return shared.interactions();
    }

    boolean hasPurchases() {
        return interactions().buyers() > 0;
    }

    /** Whether the data have what the company began: else all initiative is the customers' for want of any other. */
    boolean isCompanyHeard() {
        return interactions().count(kind -> kind.initiator() == Initiator.COMPANY) > 0;
    }

    /** Whether enough customers had such contacts of ours for their answers to be told. */
    boolean isAnswerShown(String purpose, String channel) {
        return shared.contacted().isAnswerShown(purpose, channel);
    }

    /** Whether costs of such contacts of ours are known of enough customers. */
    boolean isCostShown(String purpose, String channel) {
        return shared.contacted().isCostShown(purpose, channel);
    }

    /** In which currency amounts are, as a sentence after others; empty where no amount is known. */
    String currencyTold() {
        if (interactions().purchases() == interactions().withoutAmount()
                && Double.isNaN(waste().all().cost())) {
            return "";
        }
        return extras.currency()
                .map(each -> " Amounts are in " + each.getCurrencyCode() + ".")
                .orElse(" Amounts are as the data have them, in a currency that was not told.");
    }

    /** A name of amounts, with their currency where it is known. */
    String amounts(String name) {
        return name
                + extras.currency()
                        .map(each -> " (" + each.getCurrencyCode() + ")")
                        .orElse("");
    }

    String money(double amount) {
        return extras.currency().map(each -> each.getCurrencyCode() + " ").orElse("") + Say.money(amount);
    }

    /** What counts as a purchase. */
    PurchaseDefinition purchases() {
        return shared.purchases();
    }
}
