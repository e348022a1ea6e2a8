package io.engagement.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** Customers and what they prefer. */
class CustomerTest {
    private static final Pattern PLAIN = Pattern.compile("[+-]?([0-9]+[.]?[0-9]*|[.][0-9]+)([eE][+-]?[0-9]+)?");

    @Test
    void aCustomerByIdOnlyHasStatedNothing() {
        Customer customer = Customer.of("007");
        assertThat(customer.id()).isEqualTo("007");
        assertThat(customer.since()).isEmpty();
        assertThat(customer.preferences()).isEqualTo(Preferences.none());
        assertThat(customer.attributes()).isEmpty();
    }

    @Test
    void eachChangedCopyChangesOneThing() {
        Preferences preferences = Preferences.none().withPreferred(Channel.EMAIL);
        Customer customer = Customer.of("c")
                .withSince(Instant.EPOCH)
                .withPreferences(preferences)
                .withAttribute("segment", "A")
                .withAttribute("country", "NL");
        assertThat(customer.since()).hasValue(Instant.EPOCH);
        assertThat(customer.preferences()).isEqualTo(preferences);
        assertThat(customer.attributes().keySet()).containsExactly("country", "segment");
    }

    @Test
    void attributesCannotBeChangedFromOutside() {
        Map<String, String> attributes = new HashMap<>(Map.of("segment", "A"));
        Customer customer = new Customer("c", Optional.empty(), Preferences.none(), attributes);
        attributes.put("segment", "B");
        assertThat(customer.attributes()).containsEntry("segment", "A");
        assertThatThrownBy(() -> customer.attributes().put("x", "y")).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void anAttributeThatIsANumberIsReadAsOne() {
        Customer customer = Customer.of("c")
                .withAttribute("age", " 42 ")
                .withAttribute("none", "")
                .withAttribute("zero", "-0.0")
                .withAttribute("segment", "gold");
        assertThat(customer.number("age")).hasValue(42);
        assertThat(customer.number("none")).isEmpty();
        assertThat(customer.number("unknown")).isEmpty();
        assertThat(Double.doubleToRawLongBits(customer.number("zero").orElseThrow()))
                .isZero();
        assertThat(customer.attribute("age")).hasValue("42");
        assertThat(customer.attribute("none")).isEmpty();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> customer.number("segment"))
                .withMessage(
                        "attribute segment of customer c must be a number such as 42 or -1.5 to be measured, was 'gold':"
                                + " correct it, leave it out where it is not known, or take it as a category");
    }

    /** Plain decimals are, of any text; all else is refused by name. */
    @Property(seed = "20261129", tries = 2000)
    void anAttributeIsANumberOrRefused(@ForAll("texts") String text) {
        Customer customer = Customer.of("c").withAttribute("x", text);
        boolean plain = PLAIN.matcher(text.strip()).matches() && Double.isFinite(Double.parseDouble(text.strip()));
        if (text.isBlank()) {
            assertThat(customer.number("x")).isEmpty();
        } else if (plain) {
            assertThat(customer.number("x")).hasValue(Double.parseDouble(text.strip()) + 0.0);
        } else {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> customer.number("x"))
                    .withMessageStartingWith("attribute x of customer c must be a number");
        }
    }

    @Provide
    Arbitrary<String> texts() {
        Arbitrary<String> near =
                Arbitraries.strings().withChars("0123456789+-.,eEfdxN \u0661").ofMaxLength(9);
        Arbitrary<String> large = Arbitraries.integers().between(0, 700).map(zeros -> "1" + "0".repeat(zeros));
        Arbitrary<String> numbers = Arbitraries.doubles().map(String::valueOf);
        return Arbitraries.oneOf(
                near,
                near,
                numbers,
                large,
                Arbitraries.strings().ofMaxLength(5),
                Arbitraries.of("NaN", "-Infinity", "1e999"));
    }

    @Test
    void anIdIsNotBlank() {
        assertThatIllegalArgumentException().isThrownBy(() -> Customer.of(" ")).withMessage("id must not be blank");
    }

    @Test
    void preferencesAreStatedOneByOne() {
        Preferences preferences = Preferences.none()
                .withPreferred(Channel.EMAIL, Channel.CHAT)
                .withRefused(Channel.PHONE)
                .withContactLimit(2, Duration.ofDays(7));
        assertThat(preferences.preferred()).containsExactly(Channel.EMAIL, Channel.CHAT);
        assertThat(preferences.refused()).containsExactly(Channel.PHONE);
        assertThat(preferences.contactLimit()).hasValue(2);
        assertThat(preferences.limitPeriod()).hasValue(Duration.ofDays(7));
    }

    @Test
    void aChannelIsNotPreferredAndRefused() {
        Preferences preferences = Preferences.none().withPreferred(Channel.PHONE);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> preferences.withRefused(Channel.PHONE))
                .withMessage("channel phone is both preferred and refused");
    }

    @Test
    void aLimitComesWithItsPeriod() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Preferences(List.of(), Set.of(), OptionalInt.of(1), Optional.empty()))
                .withMessage("contactLimit and limitPeriod must be given together");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new Preferences(List.of(), Set.of(), OptionalInt.empty(), Optional.of(Duration.ofDays(1))))
                .withMessage("contactLimit and limitPeriod must be given together");
    }

    @Test
    void aLimitIsNotNegativeAndItsPeriodPositive() {
        Preferences none = Preferences.none();
        assertThat(none.withContactLimit(0, Duration.ofDays(1)).contactLimit()).hasValue(0);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> none.withContactLimit(-1, Duration.ofDays(1)))
                .withMessage("contactLimit must not be negative, was -1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> none.withContactLimit(1, Duration.ZERO))
                .withMessage("limitPeriod must be positive, was PT0S");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> none.withContactLimit(1, Duration.ofDays(-1)))
                .withMessage("limitPeriod must be positive, was PT-24H");
    }
}
