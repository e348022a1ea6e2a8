package io.engagement.customerbase;

import io.engagement.fit.Fitted;
import java.util.function.Function;

/**
 * A model that {@link CustomerBaseModels} compares with others, one of the library's or a user's own.
 *
 * @param name what it is called in tables
 * @param chosen how many numbers the fit chooses beside the estimated parameters, such as k of the CNBD-k models; they count as
 *     parameters
 * @param fit fits it
 */
public record Candidate(
        String name, int chosen, Function<Purchases, ? extends Fitted<? extends CustomerBaseModel>> fit) {
    /**
     * A model all of whose parameters are estimated.
     *
     * @param name what it is called in tables
     * @param fit fits it
     * @return the candidate
     */
    public static Candidate of(String name, Function<Purchases, ? extends Fitted<? extends CustomerBaseModel>> fit) {
        return new Candidate(name, 0, fit);
    }
}
