package io.engagement.customerbase;

import io.engagement.fit.Fitted;
import java.util.function.Function;

/**
 * A model that {@link CustomerBaseModels} compares with others, one of the library's or a user's own.
 *
 * @param name what it is called in tables
 * @param fit fits it
 */
public record Candidate(String name, Function<Purchases, ? extends Fitted<? extends CustomerBaseModel>> fit) {
    /**
     * A model by its name.
     *
     * @param name what it is called in tables
     * @param fit fits it
     * @return the candidate
     */
    public static Candidate of(String name, Function<Purchases, ? extends Fitted<? extends CustomerBaseModel>> fit) {
        return new Candidate(name, fit);
    }
}
