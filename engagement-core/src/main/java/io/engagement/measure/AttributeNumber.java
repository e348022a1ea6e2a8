package io.engagement.measure;

import io.engagement.domain.Customer;
import io.engagement.internal.text.OneLine;
import java.util.List;
import java.util.Set;

/** A number on the customer's record. */
record AttributeNumber(String name) implements Fact {
    static final String KIND = "attribute";
    private static final int VERSION = 1;

    AttributeNumber {
        KnownNumber.checkName(name);
    }

    static AttributeNumber read(String text) {
        return new AttributeNumber(
                DefinitionText.read(text, KIND, VERSION, Set.of("name")).name("name"));
    }

    Measure measure() {
        return Measure.builtIn(
                new Kept(name),
                KnownNumber::number,
                "attribute[" + FilterTerms.quoted(name) + "]",
                KnownNumber.words(name),
                Measure.Unit.NUMBER);
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
        return DefinitionText.of(KIND, VERSION, "name", FilterTerms.quoted(name));
    }

    private record Kept(String attribute) implements KnownNumber {
        @Override
        public String name() {
            return "attribute[" + FilterTerms.quoted(attribute) + "]";
        }

        @Override
        public void know(Customer customer, double[] slots, int offset) {
            slots[offset] = customer.number(attribute).orElse(Double.NaN);
        }

        @Override
        public String lack() {
            return "attribute " + OneLine.of(attribute) + " on the customer's record";
        }
    }
}
