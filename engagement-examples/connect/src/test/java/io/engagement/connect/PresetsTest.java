package io.engagement.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each preset reads a file with a row for each trap as it is written beside it, and nothing that it says is in vain. */
class PresetsTest {
    private static final int LEAST_ROWS = 12;

    /** What a test file cannot show, and why. */
    private static final Map<String, String> NOT_SHOWN = Map.of();

    static Stream<String> presets() {
        return Mapping.presets().stream();
    }

    /** Amounts of several currencies are told one, as a user has to. */
    private static Mapping mapping(String preset) {
        Mapping mapping = Mapping.preset(preset, PresetFiles.of(preset).folder());
        return preset.equals("stripe-charges")
                ? mapping.toBuilder()
                        .currency(Currency.getInstance("USD"))
                        .rate("JPY", 0.01)
                        .build()
                : mapping;
    }

    @ParameterizedTest
    @MethodSource("presets")
    void itsFileGivesTheInteractionsBesideIt(String preset) {
        PresetFiles files = PresetFiles.of(preset);
        Mapping mapping = mapping(preset);
        Path input = files.input(mapping);
        assertThat(PresetFiles.read(input, mapping)).isEqualTo(files.expected());
        int header = input.toString().endsWith(".csv") ? 1 : 0;
        assertThat(PresetFiles.lines(input)).hasSizeGreaterThanOrEqualTo(LEAST_ROWS + header);
    }

    @ParameterizedTest
    @MethodSource("presets")
    void nothingThatItSaysIsInVain(String preset) {
        PresetFiles files = PresetFiles.of(preset);
        Mapping mapping = mapping(preset);
        Path input = files.input(mapping);
        List<String> inVain = new ArrayList<>();
        Ablation.of(mapping).forEach((lacking, rest) -> {
            boolean isShown = !PresetFiles.read(input, rest).equals(files.expected());
            if (isShown == NOT_SHOWN.containsKey(preset + ": " + lacking)) {
                inVain.add(lacking);
            }
        });
        assertThat(inVain).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("presets")
    void itSaysWhatItReadsWhereThatIsDocumentedAndWhenItWasRead(String preset) {
        assertThat(Mapping.presetText(preset).lines().findFirst())
                .hasValueSatisfying(line -> assertThat(line).matches("# [^#]{1,119}"));
        assertThat(Mapping.presetText(preset).lines().skip(1).findFirst())
                .hasValueSatisfying(line -> assertThat(line).matches("# (Documented|Not documented): .*"));
        assertThat(Mapping.presetText(preset).replaceAll("\\n# ", " ")).containsPattern("read 2026-\\d\\d-\\d\\d from");
    }

    @ParameterizedTest
    @MethodSource("presets")
    void itsFileLooksLikeIt(String preset) {
        Path input = PresetFiles.of(preset).input(mapping(preset));
        assertThat(Inspection.of(input).preset()).hasValue(preset);
    }

    @Test
    void aTableOfItsOwnShapeLooksLikeNone() {
        assertThat(Presets.of(
                        List.of("id", "customer_id", "created_at", "status", "type", "total", "currency", "email")))
                .isEmpty();
        assertThat(Presets.of(List.of())).isEmpty();
    }

    @Test
    void numbersOfTwoSystemsAreNotTheSameInteraction() {
        Reading reading = Reading.under(TestFiles.CLOCK);
        for (String preset : List.of("zendesk-tickets", "odoo-messages", "matomo", "woocommerce-orders")) {
            Mapping mapping = mapping(preset);
            reading.add(Sources.of(PresetFiles.of(preset).input(mapping), mapping.layout()), mapping, rows -> {});
        }
        List<String> told = new ArrayList<>();
        reading.load(Strictness.allowing(1), report -> told.addAll(report.lines()));
        assertThat(String.join("\n", told)).doesNotContain("the same id stands for different interactions");
    }

    @Test
    void anUnknownPresetIsToldWithThoseThatThereAre() {
        assertThatThrownBy(() -> Mapping.presetText("lotus-notes"))
                .isInstanceOf(MappingRefused.class)
                .hasMessageStartingWith("there is no preset 'lotus-notes'; there are cloudevents, dynamics-email, ")
                .hasMessageEndingWith(" woocommerce-orders, zendesk-tickets");
    }

    @Test
    void aFileThatItNeedsAndIsNotThereIsTold(@TempDir Path empty) {
        assertThatThrownBy(() -> Mapping.preset("intercom", empty))
                .isInstanceOf(DataRefused.class)
                .hasMessage("--preset intercom needs conversation_contact_history.csv too, which is not beside the"
                        + " input: export it there, or write the preset to a file with 'engagement presets intercom',"
                        + " change it and give it as --mapping");
    }

    @Test
    void itsRefusalsAreTold() {
        Mapping zendesk = mapping("zendesk-tickets");
        assertThat(Told.of(PresetFiles.of("zendesk-tickets").input(zendesk), zendesk)
                        .text())
                .contains("ticket.csv line 14: column requester_id is empty");
        PresetFiles stripe = PresetFiles.of("stripe-charges");
        Mapping anyCurrency = Mapping.preset("stripe-charges", stripe.folder());
        assertThat(Told.of(stripe.input(anyCurrency), anyCurrency).refusal())
                .contains("amounts are in several currencies, [JPY, USD]");
    }
}
