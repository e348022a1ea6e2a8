package io.engagement.score;

import java.util.Objects;
import java.util.function.DoubleUnaryOperator;

/**
 * A function of your own with a name and a version, by which texts refer to it: code itself is not saved. If its
 * meaning changes, give it another version.
 *
 * <pre>{@code
 * NamedFunction loyalty = new NamedFunction("loyalty", 1, risk -> 100 * (1 - risk));
 * Scorer index = Composite.mapped("loyalty", Scale.INDEX, retentionRisk, loyalty);
 * Registry own = Registry.empty().with(NamedFunction.class, loyalty.name(), loyalty.version(), loyalty);
 * }</pre>
 *
 * @param name not blank, without blanks around it
 * @param version at least 1
 * @param function without side effects; immutable and thread-safe
 */
public record NamedFunction(String name, int version, DoubleUnaryOperator function) implements DoubleUnaryOperator {
    /**
     * Checks the name and the version.
     *
     * @param name not blank, without blanks around it
     * @param version at least 1
     * @param function without side effects; immutable and thread-safe
     * @throws IllegalArgumentException if the name is blank or the version below 1
     */
    public NamedFunction {
        Objects.requireNonNull(function, "function");
        if (name.isBlank() || !name.equals(name.strip()) || version < 1) {
            throw new IllegalArgumentException(
                    "name must not be blank or have blanks around it, and version be at least 1," + " were '" + name
                            + "' and " + version);
        }
    }

    @Override
    public double applyAsDouble(double operand) {
        return function.applyAsDouble(operand);
    }
}
