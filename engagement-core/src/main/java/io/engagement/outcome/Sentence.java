package io.engagement.outcome;

import io.engagement.fit.Interval;
import io.engagement.outcome.effect.Effect;
import io.engagement.outcome.effect.FiellerRatio;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** An account in words. */
final class Sentence {
    private final Account account;
    private final Candidate.Lengths lengths;

    Sentence(Account account, Candidate.Lengths lengths) {
        this.account = account;
        this.lengths = lengths;
    }

    @Override
    public String toString() {
        String subject = account.name() + account.at().map(at -> " of " + at).orElse("");
        if (account.contacted() == 0 || account.evidence() == Evidence.DESCRIBED_ONLY) {
            return subject + ": " + account.verdictWords() + because() + "." + robustness();
        }
        return subject + " " + shortPart() + " and " + longPart() + shares() + ": " + verdict() + "." + money()
                + permanence() + detectable() + departure() + robustness() + note();
    }

    private String robustness() {
        return Robustness.of(account).words();
    }

    private String shortPart() {
        return value(OutcomeStatistic.VALUE_SHORT, shortTime());
    }

    private String shortTime() {
        return lengths.whileIncentiveRuns()
                ? "while it ran (" + days(lengths.shortDays()) + ")"
                : "in the first " + days(lengths.shortDays());
    }

    private String longPart() {
        return value(OutcomeStatistic.VALUE_LONG, longTime());
    }

    private String longTime() {
        return "in the " + days(lengths.longDays()) + " afterwards";
    }

    private String value(OutcomeStatistic statistic, String when) {
        Finding finding = account.finding(statistic);
        Effect effect = finding.effect();
        if (!isTold(finding)) {
            return "cannot be judged " + when;
        }
        if (!finding.isClear()) {
            return "did nothing clear " + when + " (" + number(effect.estimate()) + error(finding) + ")";
        }
        return (finding.isUp() ? "brought " : "cost ") + number(Math.abs(effect.estimate())) + " a contact"
                + error(finding) + " " + when;
    }

    private static String error(Finding finding) {
        return finding.effect().isDefined() ? " +- " + number(finding.halfWidth()) : "";
    }

    private String shares() {
        return share(OutcomeStatistic.HARM, "complained, opted out or wanted their money back")
                + share(OutcomeStatistic.DEPARTURE, "left");
    }

    private String share(OutcomeStatistic statistic, String what) {
        Finding finding = account.finding(statistic);
        return finding.isUp()
                ? String.format(
                        Locale.ROOT,
                        ", and %.2f +- %.2f more in 100 %s",
                        100 * finding.effect().estimate(),
                        100 * finding.halfWidth(),
                        what)
                : "";
    }

    private String verdict() {
        List<Verdict> verdicts = account.verdicts();
        String article = verdicts.get(0).name().endsWith("REWARD")
                        || verdicts.get(0).name().endsWith("PENALTY")
                ? "a "
                : "";
        return article + account.verdictWords() + because();
    }

    private String because() {
        String why = account.verdicts().stream().anyMatch(Verdict::isFinding) ? "" : reasons();
        return why.isEmpty() ? "" : " (" + why + ")";
    }

    private String reasons() {
        return account.reasons().stream()
                .filter(reason -> reason != Reason.PERMANENCE_UNDEFINED)
                .map(this::words)
                .collect(Collectors.joining("; "));
    }

    private String words(Reason reason) {
        String detail = account.detail(reason);
        return detail.isEmpty() ? reason.toString() : reason + ": " + detail;
    }

    private String money() {
        if (Double.isNaN(account.money().spendShort())) {
            return "";
        }
        return " Spend " + number(account.money().spendShort()) + ", costs and rewards "
                + number(account.money().costShort()) + ".";
    }

    private String permanence() {
        FiellerRatio permanence = account.permanence();
        if (!permanence.isDefined()) {
            return "";
        }
        Interval interval = permanence.interval();
        return String.format(
                Locale.ROOT,
                " Of the effect a day %.0f %% remains (%.0f to %.0f).",
                percent(permanence.estimate()),
                percent(interval.lower()),
                percent(interval.upper()));
    }

    /** Nothing has no sign when it is rounded. */
    private static double percent(double share) {
        return Math.abs(share) < 0.005 ? 0 : 100 * share;
    }

    /** What could have been seen. */
    private String detectable() {
        double ofShort = account.finding(OutcomeStatistic.VALUE_SHORT).smallestDetectable();
        double ofLong = account.finding(OutcomeStatistic.VALUE_LONG).smallestDetectable();
        if (!account.verdicts().contains(Verdict.TOO_LITTLE_DATA) || Double.isNaN(ofShort + ofLong)) {
            return "";
        }
        return " So few show only an effect of " + number(ofShort) + " a contact or more " + shortTime() + ", or of "
                + number(ofLong) + " " + longTime() + ".";
    }

    private String departure() {
        Finding finding = account.finding(OutcomeStatistic.DEPARTURE);
        return isTold(finding) ? "" : " Whether more customers left is not known.";
    }

    /** Not what was not seen yet, nor without a hold-out what is doubted. */
    private boolean isTold(Finding finding) {
        boolean isDoubted = account.study().isPresent() && Double.isNaN(finding.pValue());
        return finding.effect().isDefined() && !isDoubted;
    }

    private String note() {
        boolean isFinding = account.verdicts().stream().anyMatch(Verdict::isFinding);
        String reasons = reasons();
        return isFinding && !reasons.isEmpty() ? " Note: " + reasons + "." : "";
    }

    private static String days(double days) {
        double shown = Math.round(days * 10) / 10.0;
        if (shown < 2) {
            return Math.round(days * 24) + " hours";
        }
        return (shown == Math.rint(shown) ? String.valueOf((long) shown) : String.valueOf(shown)) + " days";
    }

    static String number(double value) {
        double size = Math.abs(value);
        return String.format(Locale.ROOT, size >= 100 || size == 0 ? "%.0f" : size >= 0.1 ? "%.2f" : "%.3g", value);
    }
}
