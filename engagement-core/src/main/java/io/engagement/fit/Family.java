package io.engagement.fit;

import io.engagement.domain.Registry;
import java.util.function.BiFunction;

/**
 * A kind of model: the name of its texts, and how they are read. Immutable, thread-safe.
 *
 * @param <M> the model
 */
public interface Family<M extends StatisticalModel> {
    /**
     * A family of texts.
     *
     * @param kind the name of its texts, see {@link #kind()}
     * @param version the newest that is read, see {@link #version()}
     * @param reader makes a model from its lines and a registry, see {@link #read(ModelText, Registry)}
     * @param <M> the model
     * @return the family
     */
    static <M extends StatisticalModel> Family<M> of(
            String kind, int version, BiFunction<ModelText, Registry, ? extends M> reader) {
        return new TextFamily<>(kind, version, reader);
    }

    /**
     * What a text of such a model describes.
     *
     * @return one word, such as {@code bg-nbd}, different from all other kinds
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
     * Makes a model from its lines.
     *
     * @param text of this kind, of a version that is known
     * @param own code of your own that the text names, such as a predicate of the definition
     * @return the model, the same bits as were written
     * @throws IllegalArgumentException if the text is incomplete or out of range, or the registry lacks what it names
     */
    M read(ModelText text, Registry own);

    /**
     * Reads a model that is a part of a text.
     *
     * @param whole in which {@link ModelText#withPart} put it
     * @param prefix with which it stands there
     * @param own code of your own that the text names
     * @return the model, the same bits
     * @throws IllegalArgumentException if there is none of this kind, or one of an unknown version, incomplete or out of range
     */
    default M readPart(ModelText whole, String prefix, Registry own) {
        return read(whole.part(prefix, kind(), version()), own);
    }

    /**
     * Reads the text of a model.
     *
     * @param text what {@link StatisticalModel#toText()} wrote
     * @param own code of your own that the text names
     * @return the model, the same bits
     * @throws IllegalArgumentException if the text is something else, of an unknown version, incomplete or out of range
     */
    default M read(String text, Registry own) {
        return read(ModelText.read(text, kind(), version()), own);
    }

    /**
     * Reads the text of a model that names no code of your own.
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
     * @param own code of your own that the text names
     * @return the fitted model, the same bits
     * @throws IllegalArgumentException if the text is something else, of an unknown version, incomplete or out of range
     */
    default Fitted<M> readFitted(String text, Registry own) {
        return Fitted.read(text, kind(), version(), lines -> read(lines, own));
    }

    /**
     * Reads the text of a fitted model that names no code of your own.
     *
     * @param text what {@link Fitted#toText()} wrote
     * @return the fitted model, the same bits
     * @throws IllegalArgumentException if the text is something else, of an unknown version, incomplete or out of range
     */
    default Fitted<M> readFitted(String text) {
        return readFitted(text, Registry.empty());
    }

    /**
     * Registers this family, so that texts of its kind are read wherever built-in ones are.
     *
     * @param registry to which this kind is added, in all versions that it reads
     * @return the changed copy
     * @throws IllegalArgumentException if the registry has such a kind
     */
    default Registry addedTo(Registry registry) {
        Registry more = registry;
        for (int version = 1; version <= version(); version++) {
            more = more.with(Family.class, kind(), version, this);
        }
        return more;
    }
}
