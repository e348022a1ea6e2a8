package io.engagement.cli;

import static io.engagement.cli.ParsedJson.part;
import static io.engagement.cli.ParsedJson.rows;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who contacts whom, and do they know of each other? */
class ContactsCommandTest {
    /** Each of twelve buys once; sales calls all, marketing mails half of them two days later. */
    private static final int CUSTOMERS = 12;

    private static final String WITHHELD =
            "Withheld: the segment, or all others together, are fewer than 10 customers.";

    @TempDir
    private Path folder = Path.of("");

    private String input = "";
    private String customers = "";

    @BeforeEach
    void write() {
        StringBuilder acts = new StringBuilder(
                "customer_id,at,purpose,initiator,channel,direction,actor,department,campaign,value,cost\n");
        StringBuilder known = new StringBuilder("customer_id,country,preferred_channels\n");
        for (int i = 0; i < CUSTOMERS; i++) {
            known.append("c%d,%s,phone%n".formatted(i, i == 0 ? "FR" : "DE"));
            acts.append("c%d,2024-01-05,PURCHASE,CUSTOMER,web,INBOUND,PERSON,,,%d,%n".formatted(i, 10 * (i + 1)));
            acts.append("c%d,2024-02-01,OFFER,COMPANY,phone,OUTBOUND,PERSON,sales,,,3%n".formatted(i));
            if (i % 2 == 0) {
                acts.append("c%d,2024-02-03,OFFER,COMPANY,email,OUTBOUND,PERSON,marketing,spring,,1%n".formatted(i));
            }
        }
        acts.append("c1,2024-02-01,OTHER,UNKNOWN,email,INBOUND,MACHINE,,,,\n");
        input = Run.file(folder, "acts.csv", acts.toString()).toString();
        customers = Run.file(folder, "customers.csv", known.toString()).toString();
    }

    private Run run(String... words) {
        return Run.onBase("contacts", words, "--as-of", "2024-06-30", "--customers", customers, "--input", input);
    }

    private Map<String, Object> json(String... words) {
        return run(Stream.concat(Stream.of("--json"), Stream.of(words)).toArray(String[]::new))
                .json();
    }

    @Test
    void aPageHasTheMapOverlapsEffortReachAndGaps() {
        Run run = run();

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out())
                .contains(
                        "The map of contacts\n---",
                        "DEPARTMENT x PURPOSE x CHANNEL x INITIATOR, from 2023-07-01T00:00:00Z to 2024-06-30T00:00:00Z\n",
                        "1 more were sent in by machines, and are no contacts.\n",
                        "Contacts within 7 days of those of another department\n---",
                        "12 of 18 contacts come close to those of another department, with 6 customers\n",
                        "Effort on prospects and on those who have bought\n---",
                        "How long ago the company contacted them, in gaps between their own acts\n---",
                        "Valuable by spent, and without a contact\n---")
                .doesNotContain("NaN");
    }

    @Test
    void theMapIsByTheStatedDimensionsOfThePeriod() {
        List<Map<String, Object>> map = rows(json("--by", "department", "--from", "2024-02-02"), "map");

        assertThat(map).singleElement().satisfies(cell -> assertThat(cell)
                .containsEntry("department", "marketing")
                .containsEntry("contacts", 6.0)
                .containsEntry("customers", 6.0)
                .containsEntry("cost", 6.0)
                .containsKeys("asks", "answered", "open"));
    }

    /** Of twelve customers one is of France: all less those of Germany would be that one. */
    @Test
    void theMapOfASegmentIsWithheldWhereItOrTheOthersAreFew() {
        for (String country : List.of("DE", "FR")) {
            Map<String, Object> json = json("--segment", "country=" + country);
            assertThat(rows(json, "map")).isEmpty();
            assertThat(json).containsEntry("map_withheld", WITHHELD);
            Run table = run("--table", "map", "--segment", "country=" + country);
            assertThat(table.lines()).hasSize(1);
            assertThat(table.err()).contains("note: the table map is empty. " + WITHHELD);
            assertThat(run("--segment", "country=" + country).out())
                    .contains("The map of contacts where country=" + country + "\n")
                    .contains(WITHHELD + "\n");
        }
        assertThat(json()).doesNotContainKey("map_withheld");
    }

    @Test
    void theMapOfASegmentLeavesTheOthersOut() throws IOException {
        for (int i = CUSTOMERS; i < CUSTOMERS + 9; i++) {
            Files.writeString(Path.of(customers), "c%d,FR,phone%n".formatted(i), StandardOpenOption.APPEND);
            Files.writeString(
                    Path.of(input),
                    "c%d,2024-02-01,OFFER,COMPANY,phone,OUTBOUND,PERSON,sales,,,3%n".formatted(i),
                    StandardOpenOption.APPEND);
        }
        List<Map<String, Object>> map = rows(json("--by", "department", "--segment", "country=DE"), "map");

        assertThat(map).extracting(each -> each.get("contacts")).containsExactly(11.0, 5.0, 11.0);
        assertThat(rows(json("--by", "department", "--segment", "country=FR"), "map"))
                .extracting(each -> each.get("contacts"))
                .containsExactly(1.0, 1.0, 10.0);
        assertThat(run("--segment", "country=DE").out()).doesNotContain("Withheld");
    }

    @Test
    void closenessIsOfTheStatedTimeAndDimension() {
        assertThat(part(json("--within", "1d"), "overlaps")).containsEntry("overlapping", 0.0);
        assertThat(part(json("--within", "2d"), "overlaps")).containsEntry("overlapping", 12.0);
        assertThat(part(json("--close-of", "campaign"), "overlaps")).containsEntry("contacts", 6.0);
        assertThat(run("--close-of", "campaign").out()).contains("Of 12 more it is not recorded whose they are.\n");
    }

    @Test
    void gapsAreTheMostValuableWhoWouldWelcomeAContact() {
        List<Map<String, Object>> gaps = rows(json("--top", "0.25"), "gaps");

        assertThat(gaps).extracting(each -> each.get("customer")).containsExactly("c11", "c10", "c9");
        assertThat(gaps.get(0)).containsEntry("value", 120.0).containsEntry("channel", "phone");
        assertThat(rows(json("--unheard", "200d"), "gaps")).isEmpty();
    }

    @Test
    void anyScoreTellsWhoIsValuable() {
        Map<String, Object> json = json("--value", "expected_purchases");

        assertThat(rows(json, "gaps")).isNotEmpty();
        Run unknown = run("--value", "worth");
        assertThat(unknown.exitCode()).isEqualTo(2);
        assertThat(unknown.err()).contains("--value: there is no score 'worth'").doesNotContain("accepted");
        assertThat(run("--value", "LifetimeValue").err()).contains("did you mean 'lifetime_value'?");
    }

    @Test
    void whatMakesNoSenseIsRefused() {
        assertThat(run("--top", "0").err()).contains("--top", "'0' is not a share above 0 and at most 1");
        assertThat(run("--from", "2025-01-01").err()).contains("--from must not be after 2024-06-30T00:00:00Z");
        assertThat(run("--by", "departmnt").err())
                .contains("expected one of [DEPARTMENT, PURPOSE, CHANNEL, INITIATOR, CAMPAIGN]");
        assertThat(run("--segment", "contry=DE").err())
                .contains("engagement: --segment contry: no customer has this attribute", "there are country\n");
        assertThat(run("--segment", "country=UK").err()).contains("no customer has this text; there are DE, FR\n");
        assertThat(run("--policy", customers).exitCode()).isEqualTo(1);
        input = Run.file(folder, "empty.csv", "customer_id,at,purpose\n").toString();
        assertThat(run().exitCode()).isEqualTo(1);
    }
}
