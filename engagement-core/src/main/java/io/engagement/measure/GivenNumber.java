package io.engagement.measure;

import io.engagement.domain.Customer;
import io.engagement.domain.TimeScale;
import io.engagement.internal.text.OneLine;
import io.engagement.measure.Measure.Unit;
import io.engagement.measure.spi.Reading;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** A number that the user supplies. */
record GivenNumber(String name, Unit unit) implements Fact {
    static final String KIND = "given";
    private static final int VERSION = 1;

    GivenNumber {
        KnownNumber.checkName(name);
        Objects.requireNonNull(unit, "unit");
    }

    static GivenNumber read(String text) {
        DefinitionText parts = DefinitionText.read(text, KIND, VERSION, Set.of("name", "unit"));
        return new GivenNumber(parts.name("name"), parts.constant("unit", Unit.values()));
    }

    Measure measure() {
        Reading reading = unit == Unit.TIME ? GivenNumber::time : KnownNumber::number;
        return Measure.builtIn(
                new Kept(name),
                reading,
                "given[" + FilterTerms.quoted(name) + ", " + unit + "]",
                KnownNumber.words(name),
                unit);
    }

    /** Given in days. */
    private static double time(double[] s, int o, double now, double unit) {
        return s[o] * (TimeScale.DAYS.millis() / unit);
    }

    @Override
    public List<String> columns() {
        return List.of(KnownNumber.column(name));
    }

    @Override
    public List<Measure> measures() {
        return List.of(measure());
    }

    @Override
    public String toText() {
        return DefinitionText.of(KIND, VERSION, "name", FilterTerms.quoted(name), "unit", unit.name());
    }

    /** What is kept; one of several units. */
    record Kept(String given) implements KnownNumber {
        @Override
        public String name() {
            return "given[" + FilterTerms.quoted(given) + "]";
        }

        /** It is not on the record. */
        @Override
        public void know(Customer customer, double[] slots, int offset) {}

        @Override
        public String lack() {
            return "a given number " + OneLine.of(given);
        }
    }
}
