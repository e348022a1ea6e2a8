package io.engagement.score;

import java.util.Objects;
import java.util.function.DoubleFunction;

/**
 * One step on the {@link Path} from the typical customer to this one.
 *
 * @param name the factor's name, unique within one explanation
 * @param value the customer's own value of the factor
 * @param typical the typical customer's value of it
 * @param input what the explained score reads after this step
 * @param fact from the step's amount to the fact behind it, which must not contradict its sign: {@code silent for 31
 *     weeks}
 */
public record Step(String name, double value, double typical, double input, DoubleFunction<String> fact) {
    /**
     * Checks that nothing is null.
     *
     * @param name the factor's name, unique within one explanation
     * @param value the customer's own value of the factor
     * @param typical the typical customer's value of it
     * @param input what the explained score reads after this step
     * @param fact from the step's amount to the fact behind it
     */
    public Step {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(fact, "fact");
    }
}
