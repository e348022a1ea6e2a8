package io.engagement.outcome;

import java.util.EnumSet;
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
        return new Account(candidate, findings, candidate.permanence(), verdicts, reasons);
    }
}
