package io.engagement.journey;

import io.engagement.domain.Purpose;
import io.engagement.internal.base.Leaving;
import io.engagement.internal.base.Sides;
import io.engagement.measure.Filter;

/** The usual stages, put together. */
final class UsualStages {
    private static final String PROSPECT = "prospect";
    private static final String FIRST_PURCHASE = "first purchase";
    private static final String LAPSED = "lapsed";

    private UsualStages() {}

    /** Where anything is a purchase, with silences. */
    static Stages ofPurchases(Stages.Builder builder) {
        return bought(builder)
                .stage("won back", StageRule.backFrom(LAPSED))
                .stage("at risk", StageRule.silent(0.9).withAfter(FIRST_PURCHASE))
                .stage(LAPSED, StageRule.silent(0.99).withAfter(FIRST_PURCHASE), cancelled())
                .build();
    }

    /** The same without silences. */
    static Stages ofPurchasesAlone(Stages.Builder builder) {
        return bought(builder)
                .stage("won back", StageRule.backFrom(LAPSED))
                .stage(LAPSED, cancelled())
                .build();
    }

    /** Where nothing is a purchase. */
    static Stages ofActs(Stages.Builder builder, Filter acts) {
        return builder.stage(PROSPECT, StageRule.known())
                .stage("first act", StageRule.since(acts))
                .stage("repeat", StageRule.days(acts, 2))
                .stage("advocate", advocates())
                .stage("won back", StageRule.backFrom(LAPSED))
                .stage("at risk", StageRule.silent(0.9))
                .stage(
                        LAPSED,
                        StageRule.silent(0.99),
                        StageRule.since(Leaving.TOLD).withUntil(acts))
                .build();
    }

    private static StageRule advocates() {
        return StageRule.since(Sides.CUSTOMER_ACTS.and(Filter.purpose(Purpose.REFERRAL)));
    }

    private static StageRule cancelled() {
        return StageRule.since(Leaving.TOLD).withAfter(FIRST_PURCHASE).withUntil(Leaving.BACK);
    }

    private static Stages.Builder bought(Stages.Builder builder) {
        Filter bought = Filter.purpose(Purpose.PURCHASE);
        return builder.stage(PROSPECT, StageRule.known())
                .stage(FIRST_PURCHASE, StageRule.since(bought))
                .stage(
                        "onboarding",
                        StageRule.since(Filter.purpose(Purpose.HELP, Purpose.QUESTION, Purpose.SIGN_UP))
                                .withAfter(FIRST_PURCHASE))
                .stage(
                        "use",
                        StageRule.since(Sides.CUSTOMER_ACTS.and(Filter.purpose(Purpose.USE)))
                                .withAfter(FIRST_PURCHASE))
                .stage("repeat", StageRule.days(bought, 2))
                .stage("advocate", advocates());
    }
}
