package io.engagement.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.engagement.connect.Mapping;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Presets are listed, printed, found by inspect, and read files with those beside them. */
class PresetsCommandTest {
    private static final String CALLS = """
            id,call_id,contact_id,deleted
            x1,c1,k1,0
            x2,c2,k2,0
            """;

    @TempDir
    private Path folder = Path.of("");

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text, StandardCharsets.UTF_8);
    }

    @Test
    void allAreListedWithWhatTheyRead() {
        Run list = Run.of("presets");
        assertThat(list.out()).contains(Mapping.presets()).contains("Shopify's orders: the shop's own export as CSV");
        assertThat(Run.of("presets", "--json").out()).contains("\"shopify-orders\"");
        assertThat(Run.of("score", "--help").out().replaceAll("\\s+", ""))
                .contains(String.join(",", Mapping.presets()));
    }

    @Test
    void oneIsPrintedAsAMappingThatCanBeKept() throws IOException {
        Run printed = Run.of("presets", "ga4");
        assertThat(Mapping.read(file("ga4.toml", printed.out()))).isEqualTo(Mapping.preset("ga4", folder));
        Run unknown = Run.of("presets", "lotus-notes");
        assertThat(unknown.exitCode()).isEqualTo(2);
        assertThat(unknown.err()).contains("there is no preset 'lotus-notes'; there are cloudevents, ");
    }

    @Test
    void inspectTellsWhichPresetReadsAFile() throws IOException {
        Path export = file("export.csv", """
                Name,Email,Financial Status,Currency,Total,Created at,Cancelled at,Source,Phone
                #1,a@x.example,paid,EUR,1.00,2026-01-02 10:00:00 +0100,,web,
                """);
        Run seen = Run.of("inspect", export.toString());
        assertThat(seen.err())
                .contains(
                        "note: looks like Shopify's orders: the shop's own export as CSV (Orders, Export), one row a line"
                                + " item: read it with --preset shopify-orders");
        assertThat(Run.of("inspect", "--json", export.toString()).out()).contains("\"preset\": \"shopify-orders\"");
    }

    @Test
    void whatIsOfThePageIsRefusedWhereOnePresetIsPrinted() {
        Run run = Run.of("presets", "intercom", "--json");
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("--json is of the list of presets, and intercom is printed as the mapping");
    }

    @Test
    void filesThatAPresetJoinsAreFoundBesideTheInputOrAskedFor() throws IOException {
        Path input = file("calls_contacts.csv", CALLS);
        String[] score = {
            "score",
            "--input",
            input.toString(),
            "--preset",
            "suitecrm-calls",
            "--out",
            folder.resolve("s.csv").toString()
        };
        Run without = Run.of(score);
        assertThat(without.exitCode()).isEqualTo(1);
        assertThat(without.err())
                .contains("--preset suitecrm-calls needs calls.csv too, which is not beside the input");
        file("calls.csv", """
                id,date_start,duration_hours,duration_minutes,status,direction,deleted
                c1,2026-01-05 08:00:00,0,15,Held,Inbound,0
                c2,2026-01-06 08:00:00,0,15,Held,Inbound,0
                """);
        file("contacts.csv", "id,deleted\nk1,0\nk2,0\n");
        Run with = Run.of(score);
        assertThat(with.exitCode()).as(with.err()).isZero();
    }
}
