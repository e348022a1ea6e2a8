package io.engagement.measure;

import io.engagement.domain.Registry;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** A number that interactions tell. */
record MeasuredNumber(String name, Measure measure) implements Fact {
    static final String KIND = "measured";
    private static final int VERSION = 1;

    MeasuredNumber {
        KnownNumber.checkName(name);
        Objects.requireNonNull(measure, "measure");
    }

    static MeasuredNumber read(String text, Registry registry) {
        DefinitionText parts = DefinitionText.read(text, KIND, VERSION, Set.of("name", "by", "label"));
        Measure measure = Measure.read(parts.name("by"), registry);
        return new MeasuredNumber(parts.name("name"), measure.labelled(parts.name("label")));
    }

    @Override
    public List<String> columns() {
        return List.of(KnownNumber.column(name));
    }

    @Override
    public List<Measure> measures() {
        return List.of(measure);
    }

    @Override
    public String toText() {
        return DefinitionText.of(
                KIND,
                VERSION,
                "name",
                FilterTerms.quoted(name),
                "by",
                FilterTerms.quoted(measure.name()),
                "label",
                FilterTerms.quoted(measure.label()));
    }
}
