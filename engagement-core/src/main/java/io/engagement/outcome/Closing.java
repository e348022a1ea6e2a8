package io.engagement.outcome;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Makes an account, once it is known which of its findings are clear. */
final class Closing {
    private Closing() {}

    static Account of(Candidate candidate, Findings findings) {
        Set<Reason> reasons = EnumSet.noneOf(Reason.class);
        reasons.addAll(candidate.reasons);
        boolean mayClaim = candidate.evidence() != Evidence.DESCRIBED_ONLY;
        Set<Verdict> verdicts = mayClaim ? Verdicts.of(candidate, findings) : EnumSet.of(Verdict.NO_CAUSAL_CLAIM);
        if (candidate.lacksShortEffect()) {
            reasons.add(Reason.PERMANENCE_UNDEFINED);
        }
        for (OutcomeStatistic statistic : List.of(OutcomeStatistic.VALUE_SHORT, OutcomeStatistic.VALUE_LONG)) {
            double cut = candidate.winsorised(statistic);
            double whole = findings.of(statistic).effect().estimate();
            boolean isReversed = !Double.isNaN(cut) && Math.signum(cut) != Math.signum(whole);
            if (findings.of(statistic).isClear() && isReversed) {
                reasons.add(Reason.FEW_CUSTOMERS_DECIDE);
                candidate.details.merge(
                        Reason.FEW_CUSTOMERS_DECIDE,
                        "with the largest 1 % of gains and losses cut " + statistic + " is " + Sentence.number(cut),
                        (one, other) -> one + ", " + other);
            }
        }
        return new Account(candidate, findings, candidate.permanence(), verdicts, reasons);
    }
}
