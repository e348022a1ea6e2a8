package io.engagement.fit;

import io.engagement.domain.Registry;
import java.util.Objects;
import java.util.function.BiFunction;

/** Models that are made of their lines. */
record TextFamily<M extends StatisticalModel>(
        String kind, int version, BiFunction<ModelText, Registry, ? extends M> reader) implements Family<M> {
    TextFamily {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(reader, "reader");
    }

    @Override
    public M read(ModelText text, Registry own) {
        return reader.apply(text, own);
    }
}
