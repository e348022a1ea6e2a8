package io.engagement.connect;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Columns that a mapping names and no row has. */
class AbsentColumnsTest {
    private static final String ROW = "{\"customer_id\": \"c1\", \"at\": \"2026-01-31\", \"state\": \"new\","
            + " \"properties\": {\"revenue\": 3}}\n";
    private static final Mapping USES =
            Mapping.builder().map(Field.PURPOSE, Origin.constant("USE")).build();

    @TempDir
    private Path folder = Path.of("");

    private Told read(Mapping mapping, String... texts) {
        Path[] files = new Path[texts.length];
        for (int i = 0; i < texts.length; i++) {
            files[i] = TestFiles.file(folder, "in" + i + ".jsonl", texts[i]);
        }
        return Told.ofAll(List.of(files), mapping);
    }

    @Test
    void aConditionOnAColumnThatNoRowHasIsRefused() {
        assertThat(read(
                                USES.toBuilder()
                                        .where(Condition.parse("status!=cancelled"))
                                        .build(),
                                ROW)
                        .refusal())
                .startsWith(
                        "no row of in0.jsonl has status, which --where names; its columns are [state, customer_id, at");
        Mapping when = Mapping.ofToml("map.purpose = {value = \"USE\", when = [\"status!=cancelled\"]}");
        assertThat(read(when, ROW).refusal()).startsWith("no row of in0.jsonl has status, which the mapping names; ");
    }

    @Test
    void oneOfSeveralFilesThatHasItIsEnough() {
        Mapping mapping = USES.toBuilder().where(Condition.parse("test!=true")).build();
        String test = "{\"customer_id\": \"c1\", \"at\": \"2026-01-31\", \"test\": true}\n";
        assertThat(read(mapping, ROW, test, ROW).interactions()).hasSize(2);
        assertThat(read(mapping, ROW, ROW).refusal())
                .startsWith("no row of in0.jsonl and 1 more has test, which --where");
    }

    @Test
    void aFieldsColumnThatNoRowHasIsToldWithNearOnes() {
        Mapping mapping = USES.toBuilder()
                .map(Field.VALUE, Origin.column("properties.revenu"))
                .build();
        assertThat(read(mapping, ROW, ROW).lines())
                .filteredOn(line -> line.contains("properties.revenu,"))
                .singleElement()
                .asString()
                .startsWith("note: no row of in0.jsonl and 1 more has properties.revenu, which --map names; its columns"
                        + " are [properties.revenue, customer_id");
    }

    @Test
    void aPresetOfATableDoesNotReadTheInterfacesRows() {
        String ticket =
                "{\"id\": 1, \"requester_id\": 2, \"submitter_id\": 2, \"created_at\": \"2026-01-31T10:00:00Z\","
                        + " \"status\": \"open\", \"type\": \"question\", \"via\": {\"channel\": \"rule\"}}\n";
        assertThat(read(Mapping.preset("zendesk-tickets", folder), ticket).refusal())
                .startsWith(
                        "no row of in0.jsonl has via_channel, which the preset zendesk-tickets names; its columns are"
                                + " [via.channel, ")
                .contains(
                        "Is it an export of another shape than the preset is for?",
                        "'engagement presets zendesk-tickets > zendesk-tickets.toml'",
                        "--mapping zendesk-tickets.toml");
    }

    @Test
    void noPresetIsProposedWhoseConditionsTheRowsLack() {
        Path file = TestFiles.file(
                folder,
                "tickets.json",
                "[{\"id\": 1, \"requester_id\": 2, \"submitter_id\": 2, \"created_at\": \"2026-01-31T10:00:00Z\","
                        + " \"status\": \"open\", \"type\": \"question\", \"via\": {\"channel\": \"rule\"}}]");
        assertThat(Inspection.of(file).preset()).isEmpty();
    }

    private static final String EVENT =
            "{\"id\": 1, \"recipient\": \"a@x.example\", \"created\": 1769853600000, \"type\":"
                    + " \"OPEN\", \"emailCampaignId\": 5, \"filteredEvent\": true, \"sentBy\": {\"id\": \"s\"}}\n";

    @Test
    void thePresetThatFitsIsNamed() {
        assertThat(read(Mapping.preset("hubspot-email-events", folder), EVENT).refusal())
                .contains(
                        "filtered_event",
                        "obsoleted_by_id",
                        "which the preset hubspot-email-events names",
                        "These are the columns of --preset hubspot-email-events-json: give that one");
        String table = EVENT.replace("filteredEvent", "filtered_event")
                .replace("emailCampaignId", "email_campaign_id")
                .replace("\"sentBy\": {\"id\": \"s\"}", "\"sent_by_id\": \"s\", \"obsoleted_by_id\": null");
        assertThat(read(Mapping.preset("hubspot-email-events-json", folder), table)
                        .refusal())
                .contains("These are the columns of --preset hubspot-email-events: give that one");
        Path csv = TestFiles.file(
                folder,
                "e.csv",
                "id,recipient,created,type,email_campaign_id,filtered_event,sent_by_id,obsoleted_by_id\n");
        assertThat(Told.of(csv, Mapping.preset("hubspot-email-events-json", folder))
                        .refusal())
                .contains(
                        ", which the preset hubspot-email-events-json names; ",
                        "These are the columns of --preset hubspot-email-events: give that one");
    }

    @Test
    void whatAPresetOfSparseRowsLacksIsToldAndNoMore() {
        Told told = read(Mapping.preset("hubspot-email-events-json", folder), EVENT.replace("true", "false"));
        assertThat(told.interactions()).hasSize(1);
        assertThat(told.text())
                .contains("no row of in0.jsonl has obsoletedBy.id, which the preset hubspot-email-events-json names; ")
                .contains("Rows that a condition on it should leave out may be among those that are taken")
                .doesNotContain("DELIVERED", "CLICK");
    }

    @Test
    void ofAPresetsTextsThoseThatOptionsNameAreTold() {
        Mapping mapping = Mapping.preset("hubspot-email-events-json", folder).toBuilder()
                .translate(Field.PURPOSE, "BOUNCE", "OTHER")
                .where(Condition.parse("type=OPEN"))
                .where(Condition.parse("recipient=b@x.example"))
                .where(Condition.parse("recipient=a@x.example"))
                .build();
        assertThat(read(mapping, EVENT.replace("true", "false")).text())
                .contains("has purpose:BOUNCE, which --translate names")
                .contains("has recipient=b@x.example, which --where names; recipient has [a@x.example]")
                .doesNotContain("DELIVERED");
    }

    @ParameterizedTest
    @MethodSource("io.engagement.connect.PresetsTest#presets")
    void presetsOfSparseRowsAreThoseOfJson(String preset) {
        Path input = PresetFiles.of(preset)
                .input(Mapping.preset(preset, PresetFiles.of(preset).folder()));
        assertThat(Presets.isOfSparseRows(preset))
                .isEqualTo(String.valueOf(input.getFileName()).contains(".json"));
    }
}
