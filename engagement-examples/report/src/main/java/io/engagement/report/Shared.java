package io.engagement.report;

import io.engagement.customerbase.CustomerBaseModel;
import io.engagement.dialogue.Dialogue;
import io.engagement.dialogue.InitiativeSummary;
import io.engagement.dialogue.answers.AnswerPolicy;
import io.engagement.dialogue.answers.Answers;
import io.engagement.dialogue.answers.ResponseRates;
import io.engagement.dialogue.answers.Waste;
import io.engagement.history.LogView;
import io.engagement.measure.Filter;
import io.engagement.measure.PurchaseDefinition;
import io.engagement.score.ScoreTable;
import io.engagement.setup.ScoringSetup;
import io.engagement.strategy.lifecycle.Lifecycle;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What several sections read: each is made once, whoever asks first. Thread-safe. */
final class Shared {
    /** With more customers, what takes long is told of a random sample. */
    static final int SAMPLE = 5_000;

    private final Lazy<LogView> sample;
    private final PurchaseDefinition purchases;
    private final Lazy<Optional<ScoreTable>> scores;
    private final Lazy<List<Integer>> atRisk;
    private final Lazy<InitiativeSummary> initiative;
    private final Lazy<ResponseRates> rates;
    private final Lazy<Waste> waste;
    private final Lazy<ContactedGroups> contacted;
    private final Lazy<Time> time;
    private final Lazy<Interactions> interactions;
    private final Lazy<ComingAndGoing> lifecycle;

    Shared(LogView view, ScoringSetup setup, ZoneId zone) {
        this.sample = new Lazy<>(() -> view.sample(SAMPLE, 1));
        this.purchases = setup.purchases().map(CustomerBaseModel::definition).orElseGet(PurchaseDefinition::standard);
        this.scores = new Lazy<>(() -> setup.scorers().isEmpty()
                ? Optional.empty()
                : Optional.of(setup.plan().score(view)));
        this.atRisk = new Lazy<>(() -> scores().map(PeopleSection::atRisk).orElseGet(List::of));
        this.initiative = new Lazy<>(() -> Dialogue.of(view).base());
        Lazy<Answers> answers = new Lazy<>(() -> Answers.of(sample(), AnswerPolicy.withDefaults()));
        this.rates = new Lazy<>(() -> answers.get().rates());
        this.waste = new Lazy<>(() -> answers.get().waste());
        this.contacted = new Lazy<>(() -> ContactedGroups.of(rates(), waste()));
        this.time = new Lazy<>(() -> Time.of(view, zone));
        this.interactions = new Lazy<>(() -> Interactions.of(view, purchases.filter()));
        this.lifecycle = new Lazy<>(
                () -> ComingAndGoing.of(Lifecycle.of(view, activity(), time().calendar()), view.customers()));
    }

    /** Before the sections are, so that none of them waits for another; what takes longest comes first. */
    void prepare() {
        scores();
        Stream.<List<Lazy<?>>>of(
                        List.of(rates, waste, contacted), List.of(initiative), List.of(atRisk, interactions, lifecycle))
                .parallel()
                .forEach(each -> each.forEach(Lazy::get));
    }

    /** The base, or some of its customers if there are many. */
    LogView sample() {
        return sample.get();
    }

    /** What counts as a purchase. */
    PurchaseDefinition purchases() {
        return purchases;
    }

    /** Empty where there is no score. */
    Optional<ScoreTable> scores() {
        return scores.get();
    }

    /** Rows of those who are worth much and may be leaving, the highest risk first; none where it cannot be said. */
    List<Integer> atRisk() {
        return atRisk.get();
    }

    /** Whose initiative the whole dialogue is. */
    InitiativeSummary initiative() {
        return initiative.get();
    }

    /** Of the sample. */
    ResponseRates rates() {
        return rates.get();
    }

    /** Of the sample. */
    Waste waste() {
        return waste.get();
    }

    /** Of the sample. */
    ContactedGroups contacted() {
        return contacted.get();
    }

    Time time() {
        return time.get();
    }

    Interactions interactions() {
        return interactions.get();
    }

    ComingAndGoing lifecycle() {
        return lifecycle.get();
    }

    /** Purchases, or where there are none what they do of their own accord. */
    private Filter activity() {
        return interactions().buyers() > 0 ? purchases.filter() : Filter.ownInitiative();
    }
}
