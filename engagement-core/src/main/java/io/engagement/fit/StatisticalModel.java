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
}
