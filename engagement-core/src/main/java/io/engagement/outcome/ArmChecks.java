package io.engagement.outcome;

import io.engagement.internal.math.DrawnByChance;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/** What speaks against a comparison of contacted and held-out, and whether so much that no cause is claimed. */
final class ArmChecks {
    static final double MANY_OVERLAP = 0.2;
    static final double MANY_ILL_TIMED = 0.05;
    /** Of the held-out: what the assignment did is then too little of what a contact does. */
    static final double MANY_CONTACTED_ANYWAY = 0.2;
    /** Of the assigned: ids that differ from known ones in case or leading zeros. */
    private static final double MANY_ALIKE = 0.01;
    /** Of the short window: arms whose times are further apart are looked at at different times. */
    private static final double OTHER_TIMES = 0.1;

    private final Comparison comparison;
    private final Origin origin;
    private final OutcomeRules rules;
    /** With what more there is to say of each. */
    private final Map<Reason, String> reasons = new EnumMap<>(Reason.class);

    private boolean mayClaim = true;

    ArmChecks(Comparison comparison, Origin origin, OutcomeRules rules, double shortDays) {
        this.comparison = comparison;
        this.origin = origin;
        this.rules = rules;
        forbid(Reason.SAMPLE_RATIO, origin.isMismatch());
        forbid(
                Reason.IMBALANCED_BEFORE,
                DrawnByChance.isRefuted(comparison.underNull(Figure.BEFORE).pValue()));
        unknown();
        times(shortDays);
        contactedAnyway();
        check(Reason.SAME_CONTACT_TWICE, origin.repeated() > 0, () -> String.valueOf(origin.repeated()));
        check(Reason.OVERLAP, comparison.share(Entries.OVERLAPPED) > MANY_OVERLAP);
        check(
                Reason.UNEQUAL_CONTACTS,
                DrawnByChance.isRefuted(comparison.underNull(Figure.OVERLAP).pValue()));
        illTimed(Reason.DURING_COMPLAINT, Entries.DURING_COMPLAINT);
        illTimed(Reason.AGAINST_PREFERENCE, Entries.AGAINST_PREFERENCE);
        illTimed(Reason.OUTSIDE_HOURS, Entries.OUTSIDE_HOURS);
    }

    private void check(Reason reason, boolean holds) {
        check(reason, holds, () -> "");
    }

    /** Where it holds no cause is claimed. */
    private void forbid(Reason reason, boolean holds) {
        check(reason, holds);
        mayClaim &= !holds;
    }

    private void check(Reason reason, boolean holds, Supplier<String> detail) {
        if (holds) {
            reasons.put(reason, detail.get());
        }
    }

    private void illTimed(Reason reason, int flag) {
        check(reason, comparison.share(flag) >= MANY_ILL_TIMED);
    }

    private void unknown() {
        if (rules.unknownCustomers() == UnknownCustomers.IDLE) {
            return;
        }
        int unknown = comparison.count(Entries.UNKNOWN);
        int all = comparison.contacted() + comparison.heldOut();
        check(
                Reason.UNKNOWN_CUSTOMERS,
                unknown > 0,
                () -> String.format(Locale.ROOT, "%,d of %,d, who count as idle%s", unknown, all, origin.likeness()));
        int alike = comparison.count(Entries.ALIKE);
        forbid(Reason.IDS_ALIKE, alike >= MANY_ALIKE * all && alike > 0);
    }

    private void times(double shortDays) {
        ArmTimes times = comparison.times();
        double later = times.later() / Candidate.DAY;
        double apart = times.apart() / Candidate.DAY;
        boolean isLater = Math.abs(later) > OTHER_TIMES * shortDays;
        boolean differ = isLater || apart > OTHER_TIMES * shortDays;
        check(
                Reason.OTHER_TIMES,
                differ,
                () -> isLater
                        ? length(Math.abs(later)) + (later > 0 ? " earlier" : " later")
                        : "spread otherwise, by " + length(apart));
        mayClaim &= !differ;
    }

    private static String length(double days) {
        return days < 1
                ? String.format(Locale.ROOT, "%.1f hours", 24 * days)
                : String.format(Locale.ROOT, "%.1f days", days);
    }

    private void contactedAnyway() {
        double share = (double) comparison.count(Entries.CONTACTED_ANYWAY, false) / comparison.heldOut();
        check(Reason.HELD_OUT_CONTACTED, share > 0, () -> String.format(Locale.ROOT, "%.1f %% of them", 100 * share));
        mayClaim &= !(share > MANY_CONTACTED_ANYWAY);
    }

    Map<Reason, String> reasons() {
        return reasons;
    }

    boolean mayClaim() {
        return mayClaim;
    }
}
