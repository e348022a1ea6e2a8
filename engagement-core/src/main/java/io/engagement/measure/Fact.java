package io.engagement.measure;

import io.engagement.domain.Registry;
import io.engagement.measure.Measure.Unit;
import java.util.List;

/**
 * What is known of customers besides what a model is of, as the model reads it: a number on their record, a category with stored
 * {@link Levels}, a number that another system gives, or one that interactions tell. A value that travels with the model in its text, so that a model that
 * is read later codes a customer as it did when it was fitted.
 *
 * <pre>{@code
 * List<Fact> facts = List.of(Fact.attribute("age"), Levels.of(view, "segment"), Fact.given("nps", Unit.SHARE));
 * List<Measure> columns = facts.stream().flatMap(fact -> fact.measures().stream()).toList();
 * }</pre>
 */
public sealed interface Fact permits AttributeNumber, GivenNumber, Levels, MeasuredNumber {
    /**
     * A number on the customer's record.
     *
     * @param name the attribute's name
     * @return the fact, of one measure
     * @throws IllegalArgumentException if the name is blank
     */
    static Fact attribute(String name) {
        return new AttributeNumber(name);
    }

    /**
     * A number that the user supplies.
     *
     * @param name under which it is given
     * @param unit what the number is; times are given in days
     * @return the fact, of one measure
     * @throws IllegalArgumentException if the name is blank
     */
    static Fact given(String name, Unit unit) {
        return new GivenNumber(name, unit);
    }

    /**
     * A number that is told by interactions, such as a count of complaints.
     *
     * @param name what the number is called, for coefficients
     * @param measure how it is measured
     * @return the fact, of this measure
     * @throws IllegalArgumentException if the name is blank
     */
    static Fact measured(String name, Measure measure) {
        return new MeasuredNumber(name, measure);
    }

    /**
     * Reads a fact with nothing of the user's own in it.
     *
     * @param text what {@link #toText()} wrote
     * @return an equal fact
     * @throws IllegalArgumentException if it is none, or one of a later version of the library
     */
    static Fact read(String text) {
        return read(text, Registry.empty());
    }

    /**
     * Reads a fact.
     *
     * @param text what {@link #toText()} wrote
     * @param registry what in it is the user's own
     * @return an equal fact
     * @throws IllegalArgumentException if it is none, or one of a later version of the library, or the registry lacks what it
     *     names
     */
    static Fact read(String text, Registry registry) {
        return switch (DefinitionText.kindOf(text)) {
            case AttributeNumber.KIND -> AttributeNumber.read(text);
            case GivenNumber.KIND -> GivenNumber.read(text);
            case Levels.KIND -> Levels.read(text);
            case MeasuredNumber.KIND -> MeasuredNumber.read(text, registry);
            default ->
                throw new IllegalArgumentException(
                        "a fact must begin with " + AttributeNumber.KIND + ", " + GivenNumber.KIND + ", " + Levels.KIND
                                + " or " + MeasuredNumber.KIND + ", was '" + text + "'");
        };
    }

    /**
     * What it is called: the attribute's name, or that under which it is given or measured.
     *
     * @return the name
     */
    String name();

    /**
     * The columns' names, for coefficients.
     *
     * @return one for each of the {@link #measures()}: {@code age}, or for categories {@code segment=gold}; in quotes if it is not
     *     one line, or has blanks around it
     */
    List<String> columns();

    /**
     * The numbers that a model reads.
     *
     * @return one measure; of a category one for each level but the baseline, in their order
     */
    List<Measure> measures();

    /**
     * The text form.
     *
     * @return one line, which {@link #read} reads to an equal fact
     */
    String toText();
}
