package io.engagement.outcome;

import io.engagement.fit.Interval;
import io.engagement.outcome.effect.Effect;
import io.engagement.outcome.effect.FiellerRatio;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** Makes an account of a draft, once it is known which of its findings are clear. */
final class Closing {
    private static final double LEVEL = 0.95;
    private static final FiellerRatio NONE =
            new FiellerRatio(Double.NaN, new Interval(Double.NaN, Double.NaN), Double.NaN);

    private Closing() {}

    static Account of(Draft draft, Map<OutcomeStatistic, Finding> findings) {
        Set<Reason> reasons = EnumSet.noneOf(Reason.class);
        reasons.addAll(draft.reasons);
        boolean randomised = draft.isRandomised();
        Set<Verdict> verdicts =
                randomised ? Verdicts.of(draft, findings) : EnumSet.of(Verdict.NO_CAUSAL_CLAIM);
        FiellerRatio permanence = randomised ? permanence(draft) : NONE;
        if (!permanence.isDefined()) {
            reasons.add(Reason.PERMANENCE_UNDEFINED);
        }
        if (restsOnFew(draft, findings.get(OutcomeStatistic.VALUE_SHORT), Figure.SHORT)
                || restsOnFew(draft, findings.get(OutcomeStatistic.VALUE_LONG), Figure.LONG)) {
            reasons.add(Reason.FEW_CUSTOMERS_DECIDE);
        }
        Evidence evidence = randomised ? Evidence.RANDOMISED : Evidence.DESCRIBED_ONLY;
        return new Account(draft, findings, permanence, verdicts, evidence, reasons);
    }

    private static FiellerRatio permanence(Draft draft) {
        if (draft.comparison.contacted() == 0 || draft.reasons.contains(Reason.UNEQUAL_CONTACTS)) {
            return NONE;
        }
        double shortDays = draft.lengths.shortDays();
        double longDays = draft.lengths.longDays();
        Effect perShortDay = draft.comparison.effect(Figure.SHORT).times(1 / shortDays);
        Effect perLongDay = draft.comparison.effect(Figure.LONG).times(1 / longDays);
        return FiellerRatio.of(perLongDay, perShortDay, draft.comparison.covariance() / (shortDays * longDays), LEVEL);
    }

    private static boolean restsOnFew(Draft draft, Finding finding, Figure figure) {
        return finding.isClear()
                && Math.signum(draft.comparison.winsorised(figure)) != Math.signum(finding.effect().estimate());
    }
}
