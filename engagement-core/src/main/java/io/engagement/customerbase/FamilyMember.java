package io.engagement.customerbase;

import io.engagement.domain.TimeScale;
import io.engagement.fit.ModelText;
import io.engagement.fit.Parameter;
import io.engagement.internal.math.Checks;
import io.engagement.measure.PurchaseDefinition;
import java.util.List;
import java.util.Objects;

/**
 * A model of a {@link PurchaseFamily}: its parameters and its population, from which all else follows. Immutable,
 * thread-safe.
 *
 * @param <M> the model itself
 */
public interface FamilyMember<M extends FamilyMember<M>> extends CustomerBaseModel {
    /**
     * Refuses what is no length of time: for models of one's own, whose arguments may be anything.
     *
     * @param name of the argument, which the message begins with
     * @param length an age, or how far ahead
     * @return the same
     * @throws IllegalArgumentException if it is not finite, negative or above 1e30
     */
    static double requireTime(String name, double length) {
        return Checks.time(Objects.requireNonNull(name, "name must not be null"), length);
    }

    /**
     * The model's family.
     *
     * @return what the model says of itself
     */
    PurchaseFamily<M> family();

    /**
     * The model's parameters.
     *
     * @return a copy, in the order of the {@linkplain PurchaseFamily#parameters() family's}, in the model's unit of time
     */
    double[] parameters();

    /** The family's. */
    @Override
    default String name() {
        return family().name();
    }

    /** The family's settings, the parameters and the population. */
    @Override
    default ModelText modelText() {
        return family().text(parameters(), population());
    }

    /**
     * The same model with times in another unit: all predictions stay as they are.
     *
     * @param other unit
     * @return the changed copy
     * @throws IllegalArgumentException if the model counts purchases by a period that is not the other unit
     */
    default M convertedTo(TimeScale other) {
        double factor = timeScale().millis() / other.millis();
        double[] values = parameters();
        List<Parameter> parameters = family().parameters();
        for (int i = 0; i < values.length; i++) {
            values[i] = parameters.get(i).scaled(values[i], factor);
        }
        return family().make(values, population().convertedTo(other));
    }

    /**
     * This model with another typical customer, from whom explanations start.
     *
     * @param customer a customer, with times in the model's unit
     * @return the changed copy
     */
    default M withTypical(PurchaseSummary customer) {
        return family().make(parameters(), population().withTypical(customer));
    }

    /**
     * This model as one of purchases that are defined otherwise: for parameters that came from elsewhere, as a fit knows its
     * own.
     *
     * @param purchases what counts as a purchase
     * @return the changed copy
     * @throws IllegalArgumentException if the model cannot count so
     */
    default M withDefinition(PurchaseDefinition purchases) {
        return family().make(parameters(), population().withDefinition(purchases));
    }

    /**
     * The parameters and their unit, for {@code toString()}.
     *
     * @return one line
     */
    default String describe() {
        StringBuilder text = new StringBuilder(name()).append('[');
        double[] values = parameters();
        for (int i = 0; i < values.length; i++) {
            text.append(family().parameters().get(i).name())
                    .append('=')
                    .append(values[i])
                    .append(", ");
        }
        return text.append(timeScale()).append(']').toString();
    }
}
