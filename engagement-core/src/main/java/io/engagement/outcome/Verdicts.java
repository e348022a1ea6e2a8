package io.engagement.outcome;

import java.util.EnumSet;
import java.util.Set;

/** What four findings amount to. */
final class Verdicts {
    private Verdicts() {}

    /** Of an account that may claim anything. */
    static Set<Verdict> of(Candidate candidate, Findings findings) {
        Finding ofShort = findings.valueShort();
        Finding ofLong = findings.valueLong();
        boolean harms = findings.harm().isUp();
        boolean departs = findings.departure().isUp();
        // What is missing where more customers have left was lost with them, and not moved.
        boolean moved = ofShort.isUp()
                && ofLong.isDown()
                && !departs
                && candidate.total().interval(Candidate.LEVEL).contains(0);
        Set<Verdict> verdicts = EnumSet.noneOf(Verdict.class);
        add(verdicts, Verdict.LONG_TERM_REWARD, ofLong.isUp());
        add(verdicts, Verdict.SHORT_TERM_REWARD, ofShort.isUp() && !ofLong.isUp() && !moved);
        add(verdicts, Verdict.MOVED_FORWARD, moved);
        add(verdicts, Verdict.SHORT_TERM_PENALTY, ofShort.isDown() || harms);
        add(verdicts, Verdict.LONG_TERM_PENALTY, (ofLong.isDown() && !moved) || departs);
        if (verdicts.isEmpty()) {
            boolean isSmall = candidate.asked().stream().allMatch(candidate::isSmall);
            verdicts.add(isSmall ? Verdict.NOTHING : Verdict.TOO_LITTLE_DATA);
        }
        return verdicts;
    }

    private static void add(Set<Verdict> verdicts, Verdict verdict, boolean holds) {
        if (holds) {
            verdicts.add(verdict);
        }
    }
}
