package io.engagement.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.engagement.domain.InteractionKind;
import io.engagement.history.LogView;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each preset reads a file of its own making, with a row for each trap, as it is written beside it. */
class PresetsTest {
    private static final int LEAST_ROWS = 12;

    static Stream<String> presets() {
        return Mapping.presets().stream();
    }

    private static Path resource(String name) throws URISyntaxException {
        URL found = Objects.requireNonNull(PresetsTest.class.getResource("presets/" + name), name);
        return Path.of(found.toURI());
    }

    /** Amounts of several currencies are told one, as a user has to. */
    private static Mapping mapping(String preset) {
        Mapping mapping = Mapping.preset(preset);
        return preset.equals("stripe-charges")
                ? mapping.toBuilder()
                        .currency(Currency.getInstance("USD"))
                        .rate("JPY", 0.01)
                        .build()
                : mapping;
    }

    /** The interactions and how many rows were refused and left out; or why nothing can be read so. */
    private static List<String> all(String preset, Path mapping) throws URISyntaxException {
        try {
            Mapping read = Mapping.read(mapping);
            List<String> all = new ArrayList<>(interactions(preset, read));
            all.add(Told.of(resource(preset + ".csv"), read).lines().get(0));
            return all;
        } catch (MappingRefused e) {
            return List.of(String.valueOf(e.getMessage()));
        }
    }

    private static List<String> interactions(String preset, Mapping mapping) throws URISyntaxException {
        LogView view = Told.of(resource(preset + ".csv"), mapping).view();
        List<String> all = new ArrayList<>();
        for (int row = 0; row < view.customers(); row++) {
            for (int i = view.start(row); i < view.end(row); i++) {
                InteractionKind kind = view.kinds().get(view.kindIndex(i));
                all.add(view.customerId(row) + " " + Instant.ofEpochMilli(view.epochMilli(i)) + " " + kind.purpose()
                        + " "
                        + kind.initiator() + " " + kind.channel()
                        + (Double.isNaN(view.value(i)) ? "" : " " + view.value(i)));
            }
        }
        return all.stream().sorted().toList();
    }

    private static List<String> expected(String preset) throws IOException, URISyntaxException {
        return Files.readAllLines(resource(preset + ".txt"), StandardCharsets.UTF_8).stream()
                .sorted()
                .toList();
    }

    @ParameterizedTest
    @MethodSource("presets")
    void itsFileGivesTheInteractionsBesideIt(String preset) throws IOException, URISyntaxException {
        assertThat(interactions(preset, mapping(preset))).isEqualTo(expected(preset));
        assertThat(Files.readAllLines(resource(preset + ".csv"), StandardCharsets.UTF_8))
                .hasSizeGreaterThan(LEAST_ROWS);
    }

    @ParameterizedTest
    @MethodSource("presets")
    void noConditionIsThereInVain(String preset) throws IOException, URISyntaxException {
        Mapping whole = mapping(preset);
        String text = whole.toToml();
        List<String> lacking = new ArrayList<>();
        for (Condition condition : whole.conditions()) {
            condition
                    .texts()
                    .forEach(each ->
                            lacking.add(condition.column() + condition.test().sign() + each));
        }
        for (Field field : Field.values()) {
            for (Origin origin : whole.origins(field)) {
                for (Condition condition : origin.when()) {
                    condition
                            .texts()
                            .forEach(each -> lacking.add(
                                    condition.column() + condition.test().sign() + each));
                }
            }
        }
        Path without = Files.createTempFile("without", ".toml");
        Files.writeString(without, text);
        List<String> with = all(preset, without);
        assertThat(lacking).isNotEmpty();
        for (String condition : lacking) {
            String quoted = "\"" + condition + "\"";
            Files.writeString(
                    without,
                    text.replace(quoted + ", ", "").replace(", " + quoted, "").replace(quoted, ""));
            assertThat(all(preset, without))
                    .as(preset + " without " + condition)
                    .isNotEqualTo(with);
        }
        Files.delete(without);
    }

    @Test
    void anUnknownPresetIsToldWithThoseThatThereAre() {
        assertThatThrownBy(() -> Mapping.preset("lotus-notes"))
                .isInstanceOf(MappingRefused.class)
                .hasMessage("there is no preset 'lotus-notes'; there are segment, shopify-orders, stripe-charges,"
                        + " zendesk-tickets");
    }

    @Test
    void itsRefusalsAreTold() throws URISyntaxException {
        assertThat(Told.of(resource("zendesk-tickets.csv"), mapping("zendesk-tickets"))
                        .text())
                .contains(
                        " 1 refused, 4 left out by --where",
                        "zendesk-tickets.csv line 14: column requester_id is empty");
        assertThat(Told.of(resource("shopify-orders.csv"), mapping("shopify-orders"))
                        .text())
                .contains(" 1 refused, 5 left out by --where");
        assertThat(Told.of(resource("stripe-charges.csv"), Mapping.preset("stripe-charges"))
                        .refusal())
                .contains("amounts are in several currencies, JPY, USD");
    }
}
