package io.engagement.customerbase;

import io.engagement.fit.Fitted;
import io.engagement.fit.ModelText;
import io.engagement.fit.StatisticalModel;

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
     * @return the model, the same bits as were written
     * @throws IllegalArgumentException if the text is incomplete or out of range
     */
    M read(ModelText text);

    /**
     * Reads the text of a model.
     *
     * @param text what {@link StatisticalModel#toText()} wrote
     * @return the model, the same bits
     * @throws IllegalArgumentException if the text is something else, of an unknown version, incomplete or out of range
     */
    default M read(String text) {
        return read(ModelText.read(text, kind(), version()));
    }

    /**
     * Reads the text of a fitted model.
     *
     * @param text what {@link Fitted#toText()} wrote
     * @return the fitted model, the same bits
     * @throws IllegalArgumentException if the text is something else, of an unknown version, incomplete or out of range
     */
    default Fitted<M> readFitted(String text) {
        return Fitted.read(text, kind(), version(), this::read);
    }
}
