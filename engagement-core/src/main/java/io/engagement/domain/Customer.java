package io.engagement.domain;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * A customer as the company knows them apart from any interaction.
 *
 * @param id the customer's id, kept as it is (leading zeros too), not blank
 * @param since when the company came to know the customer, where recorded
 * @param preferences how the customer wants to be contacted
 * @param attributes anything else, by name, for example a segment or a country; ordered by name
 */
public record Customer(String id, Optional<Instant> since, Preferences preferences, Map<String, String> attributes) {

    /**
     * A customer, checked and copied.
     *
     * @param id the customer's id, kept as it is (leading zeros too), not blank
     * @param since when the company came to know the customer, where recorded
     * @param preferences how the customer wants to be contacted
     * @param attributes anything else, by name, for example a segment or a country; ordered by name
     * @throws IllegalArgumentException if the id is blank
     * @throws NullPointerException if a field is null; the message names it
     */
    public Customer {
        Names.present("id", id);
        Names.given("since", since);
        Names.given("preferences", preferences);
        // Sorted, so that whatever is printed from it does not depend on a hash.
        attributes = Collections.unmodifiableMap(new TreeMap<>(Names.given("attributes", attributes)));
        attributes.forEach((name, text) -> Names.given("attribute " + name, text));
    }

    /**
     * A customer of whom only the id is known.
     *
     * @param id the id, not blank
     * @return the customer
     */
    public static Customer of(String id) {
        return new Customer(id, Optional.empty(), Preferences.none(), Map.of());
    }

    /**
     * This customer, known since an instant.
     *
     * @param instant the first instant
     * @return the changed copy
     */
    public Customer withSince(Instant instant) {
        return new Customer(id, Optional.of(Names.given("since", instant)), preferences, attributes);
    }

    /**
     * This customer with other preferences.
     *
     * @param stated the preferences
     * @return the changed copy
     */
    public Customer withPreferences(Preferences stated) {
        return new Customer(id, since, stated, attributes);
    }

    /**
     * This customer with one more attribute.
     *
     * @param name the attribute's name
     * @param text its value
     * @return the changed copy
     */
    public Customer withAttribute(String name, String text) {
        Map<String, String> changed = new TreeMap<>(attributes);
        changed.put(name, text);
        return new Customer(id, since, preferences, changed);
    }

    /**
     * The text of an attribute.
     *
     * @param name the attribute's name
     * @return without blanks around it; empty if the customer has no such attribute, or a blank one
     */
    public Optional<String> attribute(String name) {
        return Optional.ofNullable(attributes.get(name)).map(String::strip).filter(text -> !text.isEmpty());
    }

    /**
     * An attribute that is a number: digits, a point, a sign, an exponent, such as {@code 42}, {@code -1.5} or {@code 1e6}.
     *
     * @param name the attribute's name
     * @return the number; empty if the customer has no such attribute, or a blank one
     * @throws IllegalArgumentException if the text is no such number, or one too large for a double; the message names customer,
     *     attribute and text
     */
    public OptionalDouble number(String name) {
        Optional<String> text = attribute(name);
        return text.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(number(name, text.get()));
    }

    private double number(String name, String text) {
        double number = DecimalText.isDecimal(text) ? Double.parseDouble(text) : Double.NaN;
        if (!Double.isFinite(number)) {
            throw new IllegalArgumentException("attribute " + name + " of customer " + id
                    + " must be a number such as 42 or -1.5 to be measured, was '" + Names.shown(text)
                    + "': correct it, leave it out where it is not known, or take it as a category");
        }
        return number + 0.0; // -0 becomes 0
    }
}
