package io.engagement.customerbase;

import io.engagement.fit.Fitted;
import io.engagement.fit.ModelText;
import io.engagement.fit.StatisticalModel;
import io.engagement.measure.Registry;

/**
 * A kind of model: what its texts are called, and how they are read. Immutable, thread-safe.
 *
 * @param <M> the model
 */
public interface Family<M extends StatisticalModel> {
    /**
     * What a text of such a model describes.
     *
     * @return one word, such as {@code bg-nbd}: a user's own differs from all others
     */
    String kind();

    /**
     * The version of the texts that are written, the newest that is read.
     *
     * @return at least 1, to be raised when keys change their meaning
     */
    default int version() {
        return 1;
    }

    /**
     * Makes a model of its lines.
     *
     * @param text of this kind, of a version that is known
     * @param own what in it is the user's own, such as a predicate of the definition
     * @return the model, the same bits as were written
     * @throws IllegalArgumentException if the text is incomplete or out of range, or the registry lacks what it names
     */
    M read(ModelText text, Registry own);

    /**
     * Reads the text of a model.
     *
     * @param text what {@link StatisticalModel#toText()} wrote
     * @param own what in it is the user's own
     * @return the model, the same bits
     * @throws IllegalArgumentException if the text is something else, of an unknown version, incomplete or out of range
     */
    default M read(String text, Registry own) {
        return read(ModelText.read(text, kind(), version()), own);
    }

    /**
     * Reads the text of a model with nothing of the user's own in it.
     *
     * @param text what {@link StatisticalModel#toText()} wrote
     * @return the model, the same bits
     * @throws IllegalArgumentException if the text is something else, of an unknown version, incomplete or out of range
     */
    default M read(String text) {
        return read(text, Registry.empty());
    }

    /**
     * Reads the text of a fitted model.
     *
     * @param text what {@link Fitted#toText()} wrote
     * @param own what in it is the user's own
     * @return the fitted model, the same bits
     * @throws IllegalArgumentException if the text is something else, of an unknown version, incomplete or out of range
     */
    default Fitted<M> readFitted(String text, Registry own) {
        return Fitted.read(text, kind(), version(), lines -> read(lines, own));
    }

    /**
     * Reads the text of a fitted model with nothing of the user's own in it.
     *
     * @param text what {@link Fitted#toText()} wrote
     * @return the fitted model, the same bits
     * @throws IllegalArgumentException if the text is something else, of an unknown version, incomplete or out of range
     */
    default Fitted<M> readFitted(String text) {
        return readFitted(text, Registry.empty());
    }
}
