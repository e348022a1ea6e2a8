package io.engagement.outcome;

import io.engagement.history.LogView;
import io.engagement.internal.math.FewDecide;
import io.engagement.outcome.observational.Doubt;
import io.engagement.outcome.observational.EventWindow;
import io.engagement.outcome.observational.FirstContacts;
import io.engagement.outcome.observational.ObservationalEvidence;
import io.engagement.outcome.observational.ObservationalStudy;
import io.engagement.outcome.observational.Panel;
import io.engagement.outcome.observational.PanelOutcome;
import io.engagement.outcome.observational.StudyPlan;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.function.IntToDoubleFunction;

/**
 * Some contacts of which nobody was held out, by an {@link ObservationalStudy}: eight weeks before the contact are the base, or eight
 * days if the short window is shorter than a week. Of customers contacted more than once the first contact counts.
 */
final class Observation {
    static final String SHORT = "short";
    static final String LONG = "long";
    /** Of a claim alone. */
    private static final double LEVEL = 0.05;

    /** More than a panel of a log can hold are not read. */
    private static final long MOST_PERIODS = 4_900;

    private final WindowWalk.Base base;
    private final FirstTouches touches;
    private final OtherContacts others;
    private final Cohorts cohorts;
    private final WholeLog log;
    private final long seen;
    private final long[] shift;
    private final Optional<Long> start;

    /**
     * Of the first contacts of some waves.
     *
     * @param name of the account
     * @param touches of all waves of the same campaign, or purpose: whom any of them contacted is no control from then on
     * @param rows whose first contacts are asked of; there must be one
     * @param others of other campaigns
     */
    Observation(String name, WholeLog log, FirstTouches touches, int[] rows, OtherContacts others, long seen) {
        this.log = log;
        this.base = log.base();
        this.touches = touches;
        this.others = others;
        this.seen = seen;
        this.cohorts = new Cohorts(name, base.windows(), touches, rows, seen);
        this.shift = new long[touches.customers()];
        for (int row : cohorts.rows()) {
            shift[row] = cohorts.shift(row);
        }
        this.start = start();
    }

    Cohorts cohorts() {
        return cohorts;
    }

    OutcomeRules rules() {
        return base.rules();
    }

    /** Of value and harm, other contacts, and departure; nothing but costs if there is no past. */
    Observations observations() {
        Amounts amounts = log.amounts();
        OwnCosts costs = new OwnCosts(base, touches, cohorts, amounts, seen);
        if (start.isEmpty()) {
            return new Observations(costs, Optional.empty());
        }
        Grid grid = new Grid(start.get());
        Panel value = grid.profit(costs, amounts::value);
        ObservationalStudy study = grid.study(value);
        for (IntPredicate unrelated : base.unrelated()) {
            study = study.withUnrelated(grid.count(unrelated));
        }
        ObservationalEvidence ofValue = study.evidence();
        ObservationalEvidence harm = study.evidence(grid.harm());
        Optional<ObservationalEvidence> contacts = Optional.empty();
        if (!others.isEmpty()) {
            contacts = Optional.of(study.evidence(grid.contacts()));
        }
        LeavingDifferences leaving = LeavingDifferences.of(base, touches, cohorts, study.controls(), start.get());
        return new Observations(
                costs,
                Optional.of(
                        new Observations.Studied(ofValue, cut(grid, study, ofValue, costs), harm, contacts, leaving)));
    }

    /** The same without the largest amounts, if anything might be claimed. */
    private Optional<ObservationalEvidence> cut(
            Grid grid, ObservationalStudy study, ObservationalEvidence value, OwnCosts costs) {
        if (value.effects().stream().noneMatch(effect -> effect.isClaimed(LEVEL))) {
            return Optional.empty();
        }
        Amounts amounts = log.amounts();
        FewDecide.Limits limits = log.limits();
        return Optional.of(study.evidence(grid.profit(costs, position -> limits.cut(amounts.value(position)))));
    }

    /**
     * Of the first whole period since the customers' first act, such that one begins with the first date; empty if there is not a
     * period. Contacts may have been recorded for longer than acts.
     */
    private Optional<Long> start() {
        long first = cohorts.byDate().firstKey();
        long act = log.firstAct();
        long after = Math.max(0, (seen - first) / cohorts.period());
        long most = Math.min(cohorts.mostBefore(), MOST_PERIODS - after);
        long periods = act > first ? 0 : Math.min(most, (first - act) / cohorts.period());
        long begin = first - periods * cohorts.period();
        return seen - begin >= cohorts.period() ? Optional.of(begin) : Optional.empty();
    }

    /** Periods from a start on. */
    private final class Grid {
        private final long start;

        Grid(long start) {
            this.start = start;
        }

        /** How often customers did something. */
        Panel count(IntPredicate which) {
            return panel(view -> (row, sums) -> add(row, position -> which.test(position) ? 1 : 0, sums));
        }

        /** How often customers were harmed. */
        Panel harm() {
            // Rows are read on all cores.
            return panel(view -> (row, sums) -> {
                Harms harms = new Harms(view);
                add(row, position -> harms.next(position, base.marks().of(position)) ? 1 : 0, sums);
            });
        }

        /** Less what each customer's contacts cost, so that errors are those of profit. */
        Panel profit(OwnCosts costs, IntToDoubleFunction amount) {
            return panel(view -> (row, sums) -> {
                add(row, amount, sums);
                costs.each(row, (at, cost) -> sums.addAt(at + shift[row], -cost));
            });
        }

        /** What a customer did, moved on to the date of the cohort. */
        private void add(int row, IntToDoubleFunction amount, PanelOutcome.Sums sums) {
            LogView view = base.view();
            for (int i = view.start(row); i < view.end(row); i++) {
                double own = amount.applyAsDouble(i);
                if (own != 0) {
                    sums.addAt(view.epochMilli(i) + shift[row], own);
                }
            }
        }

        Panel contacts() {
            return panel(view -> (row, sums) -> others.each(row, at -> sums.addAt(at + shift[row], 1)));
        }

        private Panel panel(PanelOutcome outcome) {
            return Panel.of(base.view(), Instant.ofEpochMilli(start), Duration.ofMillis(cohorts.period()), outcome);
        }

        private int period(long at) {
            return (int) Math.floorDiv(at - start, cohorts.period());
        }

        ObservationalStudy study(Panel panel) {
            int[] periods = new int[touches.customers()];
            Map<Integer, EventWindow> ofShort = new HashMap<>();
            Map<Integer, EventWindow> ofLong = new HashMap<>();
            Set<Integer> groups = new HashSet<>();
            cohorts.byDate().forEach((date, cohort) -> {
                groups.add(period(date));
                ofShort.put(period(date), cohorts.shortWindow(cohort));
                ofLong.put(period(date), cohorts.longWindow(cohort));
            });
            Arrays.setAll(periods, row -> other(touches.at(row), groups));
            for (int row : cohorts.rows()) {
                periods[row] = period(cohorts.dateOf(row));
            }
            Cohorts.Cohort any = cohorts.byDate().values().iterator().next();
            StudyPlan plan = StudyPlan.of(cohorts.base())
                    .withStep(cohorts.step())
                    .withTotals()
                    .withGroups(groups)
                    .withWindow(SHORT, cohorts.shortWindow(any), ofShort)
                    .withWindow(LONG, cohorts.longWindow(any), ofLong);
            return ObservationalStudy.of(panel, FirstContacts.ofRows(panel, row -> periods[row]), plan);
        }

        /** Whom another wave contacted first is a control up to then, and none in a period in which this one contacts. */
        private int other(long at, Set<Integer> groups) {
            if (at == FirstTouches.NEVER) {
                return FirstContacts.NEVER;
            }
            return at < start || groups.contains(period(at)) ? -1 : period(at);
        }
    }

    /** Why a window cannot be claimed of; empty where another reason tells all. */
    Optional<Reason> reason(Doubt doubt, boolean isAnySeen) {
        return switch (doubt) {
            case NOT_SEEN ->
                !hasPast()
                        ? Optional.of(Reason.NO_PAST)
                        : isAnySeen ? Optional.empty() : Optional.of(Reason.NOT_YET_SEEN);
            case TOO_FEW -> Optional.of(Reason.FEW_CUSTOMERS);
            default -> Optional.of(Reason.valueOf(doubt.name()));
        };
    }

    /** Whether any cohort has the whole base before it. */
    private boolean hasPast() {
        long last = cohorts.byDate().lastKey();
        return start.filter(begin -> last - begin >= cohorts.base() * cohorts.period())
                .isPresent();
    }

    /** What can be done where other contacts are unequal. */
    String remedy() {
        return others.remedy();
    }

    /** Contacts of customers whom the log does not know. */
    int unknown() {
        return touches.unknown();
    }

    /** Whether silence tells nobody who left. */
    boolean lacksHabit() {
        return base.gaps().isEmpty();
    }

    Candidate.Lengths lengths() {
        return new Candidate.Lengths(
                cohorts.meanShort() / Candidate.DAY,
                base.windows().longWindow().toMillis() / Candidate.DAY,
                base.windows().shortWindow().isEmpty());
    }
}
