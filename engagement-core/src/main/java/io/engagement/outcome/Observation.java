package io.engagement.outcome;

import io.engagement.history.LogView;
import io.engagement.internal.calendar.Millis;
import io.engagement.outcome.effect.Effect;
import io.engagement.outcome.observational.Doubt;
import io.engagement.outcome.observational.EventWindow;
import io.engagement.outcome.observational.FirstContacts;
import io.engagement.outcome.observational.ObservationalEffect;
import io.engagement.outcome.observational.ObservationalEvidence;
import io.engagement.outcome.observational.ObservationalStudy;
import io.engagement.outcome.observational.Panel;
import io.engagement.outcome.observational.PanelOutcome;
import io.engagement.outcome.observational.StudyPlan;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;

/**
 * A campaign of which nobody was held out, by an {@link ObservationalStudy}: periods of a week, or of a day if the short window is
 * shorter; eight of them before the contact are the base. Of customers contacted more than once the first contact counts.
 */
final class Observation {
    private static final int BASE = 8;
    private static final long DAY = 86_400_000;
    private static final long WEEK = 7 * DAY;
    private static final int MOST_PERIODS = 4_000;
    private static final String SHORT = "short";
    private static final String LONG = "long";

    private final Campaign campaign;
    private final int number;
    private final WindowWalk.Base base;
    private final long seen;
    private final Map<String, Instant> first = new HashMap<>();
    private long earliest = Long.MAX_VALUE;
    private Wave wave;

    Observation(Campaign campaign, int number, WindowWalk.Base base, long seen) {
        this.campaign = campaign;
        this.number = number;
        this.base = base;
        this.seen = seen;
        this.wave = campaign.waves().get(0);
        for (Wave each : campaign.waves()) {
            for (int row = 0; row < each.assignments().size(); row++) {
                if (each.part(row) == 1) {
                    contact(each, row);
                }
            }
        }
    }

    private void contact(Wave each, int row) {
        Instant at = each.assignments().at(row);
        first.merge(each.assignments().customer(row), at, (a, b) -> a.isBefore(b) ? a : b);
        if (at.toEpochMilli() < earliest) {
            earliest = at.toEpochMilli();
            wave = each;
        }
        base.windows().check(campaign.name(), each, at.toEpochMilli());
    }

    Candidate candidate() {
        if (first.isEmpty()) {
            return new Observed(this, Map.of(), new OwnCosts(0, 0));
        }
        Map<OutcomeStatistic, ObservationalEffect> effects = new HashMap<>();
        Optional<Long> start = start();
        if (start.isPresent()) {
            Instant begin = Instant.ofEpochMilli(start.get());
            Duration period = Duration.ofMillis(period());
            Panel value = Panel.of(base.view(), begin, period, this::valueReader);
            Panel harm = Panel.of(
                    base.view(), begin, period, PanelOutcome.count(base.rules().harm()));
            ObservationalStudy study = ObservationalStudy.of(value, FirstContacts.at(value, first), plan());
            ObservationalEvidence ofValue = study.evidence();
            effects.put(OutcomeStatistic.VALUE_SHORT, ofValue.effect(SHORT));
            effects.put(OutcomeStatistic.VALUE_LONG, ofValue.effect(LONG));
            effects.put(OutcomeStatistic.HARM, study.evidence(harm).effect(SHORT));
        }
        return new Observed(this, effects, ownCosts());
    }

    /**
     * Of the first whole period since the customers' first act, such that one begins with the first contact; empty if there is not a
     * period. Contacts may have been recorded for longer than acts.
     */
    private Optional<Long> start() {
        LogView view = base.view();
        long act = LongStream.range(0, view.customers())
                .parallel()
                .map(row -> firstAct(view, (int) row))
                .min()
                .orElse(Long.MAX_VALUE);
        long periods = act > earliest ? 0 : Math.min(MOST_PERIODS, (earliest - act) / period());
        long start = earliest - periods * period();
        return seen - start >= period() ? Optional.of(start) : Optional.empty();
    }

    private long firstAct(LogView view, int row) {
        for (int i = view.start(row); i < view.end(row); i++) {
            if ((base.marks().of(i) & Marks.ACT) != 0) {
                return view.epochMilli(i);
            }
        }
        return Long.MAX_VALUE;
    }

    private long period() {
        return base.windows().shortEnd(wave, earliest) - earliest >= WEEK ? WEEK : DAY;
    }

    private StudyPlan plan() {
        return StudyPlan.of(BASE).withWindow(SHORT, shortWindow()).withWindow(LONG, longWindow());
    }

    private EventWindow shortWindow() {
        return new EventWindow(0, (int) periods(base.windows().shortEnd(wave, earliest) - earliest) - 1);
    }

    private EventWindow longWindow() {
        int from = (int) periods(base.windows().longBegin(wave, earliest) - earliest);
        return new EventWindow(
                from, from + (int) periods(Millis.of(base.windows().longWindow())) - 1);
    }

    /** Begun ones. */
    private long periods(long length) {
        return Math.floorDiv(length + period() - 1, period());
    }

    private PanelOutcome.Reader valueReader(LogView view) {
        Marks marks = base.marks();
        double margin = base.rules().margin();
        return (row, sums) -> {
            for (int i = view.start(row); i < view.end(row); i++) {
                int own = marks.of(i);
                double spend = (own & Marks.SPEND) != 0 ? view.value(i) : 0;
                double cost = (own & Marks.COST) != 0 ? view.cost(i) : 0;
                double value = margin * (Double.isNaN(spend) ? 0 : spend) - (Double.isNaN(cost) ? 0 : cost);
                if (value != 0) {
                    sums.addAt(view.epochMilli(i), value);
                }
            }
        };
    }

    /**
     * What the campaign itself costs beyond the log, and what is spent.
     *
     * @param perContact cost and reward
     * @param spentBefore by the contacted in a time as long as the short window, before the contact
     */
    record OwnCosts(double perContact, double spentBefore) {}

    private OwnCosts ownCosts() {
        Entries with = Entries.of(campaign, base.roster(), base.windows(), seen).filled(campaign, number, base);
        Campaign free = campaign.withCost(0).withReward(0);
        Entries without = Entries.of(free, base.roster(), base.windows(), seen).filled(free, number, base);
        double cost = 0;
        double before = 0;
        for (int i = 0; i < with.customer.length; i++) {
            cost += without.valueShort[i] - with.valueShort[i];
            before += with.valueBefore[i];
        }
        int n = Math.max(1, with.customer.length);
        return new OwnCosts(cost / n, before / n);
    }

    Campaign campaign() {
        return campaign;
    }

    OutcomeRules rules() {
        return base.rules();
    }

    /** How many periods a statistic's window has. */
    int periods(OutcomeStatistic statistic) {
        return statistic == OutcomeStatistic.VALUE_LONG
                ? longWindow().length()
                : shortWindow().length();
    }

    Candidate.Lengths lengths() {
        return new Candidate.Lengths(
                (base.windows().shortEnd(wave, earliest) - earliest) / (double) DAY,
                Millis.of(base.windows().longWindow()) / (double) DAY,
                base.windows().shortWindow().isEmpty());
    }

    /** The effect over a whole window, a contact. */
    static Effect whole(ObservationalEffect effect, int periods, double cost) {
        return effect.effect().isDefined() ? effect.effect().times(periods).plus(-cost) : effect.effect();
    }

    static Reason reason(Doubt doubt) {
        return switch (doubt) {
            case NOT_SEEN -> Reason.NOT_YET_SEEN;
            case TOO_FEW -> Reason.FEW_CUSTOMERS;
            default -> Reason.valueOf(doubt.name());
        };
    }
}
