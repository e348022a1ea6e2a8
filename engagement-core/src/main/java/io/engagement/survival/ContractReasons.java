package io.engagement.survival;

import io.engagement.score.Explanation;
import io.engagement.score.Factor;
import io.engagement.score.Words;
import java.util.Objects;

/** Shared words of explanations of contracts: renewals, and why there is nothing to renew. */
public final class ContractReasons {
    private static final Factor RENEWALS = Factor.number("renewals", "renewals")
            .withFact((own, typical) -> renewed(own[0]) + " (typical " + Words.figure(typical[0]) + ")");

    private ContractReasons() {}

    private static String renewed(double renewals) {
        return renewals == 0 ? "not renewed yet" : "renewed " + Words.times(renewals);
    }

    /**
     * The number of renewals, as the first input of an explained score.
     *
     * @return the factor, named {@code renewals}
     */
    public static Factor renewals() {
        return RENEWALS;
    }

    /**
     * Why somebody without a running contract has no score.
     *
     * @param scorer name of the scorer
     * @param score what the first contract would give: "a risk"
     * @param cancelled whether there was a contract once
     * @return the explanation
     */
    public static Explanation noContract(String scorer, String score, boolean cancelled) {
        Objects.requireNonNull(score, "score");
        return Explanation.undefined(
                scorer,
                cancelled
                        ? "has cancelled: there is no renewal to come, a new contract gives " + score
                        : "never signed up: the first contract gives " + score);
    }
}
