package io.engagement.fit;

/** A model that can be saved: its parameters as text. */
public interface StatisticalModel {
    /**
     * The model's lines of text.
     *
     * @return its kind, version and parameters
     */
    ModelText modelText();

    /**
     * The text form.
     *
     * @return a text that the model's own {@code read} reads to the same bits
     */
    default String toText() {
        return modelText().toString();
    }

    /**
     * Whether a simpler model is this one with some parameters left out or fixed, so that {@link Fitted#likelihoodRatio(Fitted)}
     * may compare their fits. Models that differ in more than parameters, such as a distribution, say no.
     *
     * @param simpler with fewer parameters
     * @return true for a model of the same class, unless a class knows better
     */
    default boolean nests(StatisticalModel simpler) {
        return simpler.getClass() == getClass();
    }
}
