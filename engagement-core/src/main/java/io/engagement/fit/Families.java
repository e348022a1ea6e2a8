package io.engagement.fit;

import io.engagement.domain.Registry;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Reads texts of any model of one subject: built-in ones by their kind, your own by what {@link Family#addedTo}
 * registered. Immutable, thread-safe.
 *
 * @param <M> the common type of these models
 */
public final class Families<M extends StatisticalModel> {
    private final String subject;
    private final Class<M> type;
    private final Map<String, Family<? extends M>> byKind = new TreeMap<>();

    private Families(String subject, Class<M> type, List<? extends Family<? extends M>> families) {
        this.subject = subject;
        this.type = type;
        families.forEach(each -> byKind.putIfAbsent(each.kind(), each));
    }

    /**
     * Families of one subject.
     *
     * @param subject what the models are called in messages, such as {@code "model of contracts"}
     * @param type their common type
     * @param families the built-in ones; of several with one kind, the first reads its texts
     * @param <M> their common type
     * @return the families
     */
    public static <M extends StatisticalModel> Families<M> of(
            String subject, Class<M> type, List<? extends Family<? extends M>> families) {
        return new Families<>(subject, type, families);
    }

    /**
     * The families.
     *
     * @return one for each kind that is read without a registry, in the kinds' order
     */
    public List<Family<? extends M>> families() {
        return List.copyOf(byKind.values());
    }

    /**
     * Reads a model, alone or fitted.
     *
     * @param text what its {@code toText()} wrote, or that of its {@link Fitted}
     * @param own your own families, and other code of your own that the text names
     * @return the model, the same bits
     * @throws IllegalArgumentException if the text holds no model of this subject that is known, or one of an unknown version,
     *     incomplete or out of range
     */
    public M read(String text, Registry own) {
        return Fitted.isFitted(text)
                ? readFitted(text, own).model()
                : family(ModelText.kindOf(text), ModelText.versionOf(text), own).read(text, own);
    }

    /**
     * Reads a fitted model.
     *
     * @param text what {@link Fitted#toText()} wrote
     * @param own your own families, and other code of your own that the text names
     * @return the fitted model, the same bits
     * @throws IllegalArgumentException if the text holds no fitted model of this subject that is known, or one of an unknown
     *     version, incomplete or out of range
     */
    public Fitted<? extends M> readFitted(String text, Registry own) {
        return family(Fitted.modelKind(text), Fitted.modelVersion(text), own).readFitted(text, own);
    }

    private Family<? extends M> family(String kind, int version, Registry own) {
        Family<? extends M> known = byKind.get(kind);
        return known != null ? known : new Own<>(kind, registered(kind, version, own), this);
    }

    private Family<?> registered(String kind, int version, Registry own) {
        try {
            return own.get(Family.class, kind, version);
        } catch (IllegalArgumentException unknown) {
            throw new IllegalArgumentException(
                    other(kind)
                            + "; a family of your own is read with a registry to which it was added, see Family.addedTo",
                    unknown);
        }
    }

    private String other(String kind) {
        return "the text holds a " + kind + ", which is no " + subject + ": there are " + byKind.keySet();
    }

    /** A family of your own, known by its models only. */
    private record Own<M extends StatisticalModel>(String kind, Family<?> family, Families<M> all)
            implements Family<M> {
        @Override
        public int version() {
            return family.version();
        }

        @Override
        public M read(ModelText text, Registry own) {
            StatisticalModel model = family.read(text, own);
            if (!all.type.isInstance(model)) {
                throw new IllegalArgumentException(all.other(kind));
            }
            return all.type.cast(model);
        }
    }
}
