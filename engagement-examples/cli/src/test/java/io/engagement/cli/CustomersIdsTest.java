package io.engagement.cli;

import static io.engagement.cli.ParsedJson.rows;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file of customers that writes ids in another way than the files of interactions. */
class CustomersIdsTest {
    private static final int CUSTOMERS = 300;

    @TempDir
    private Path folder = Path.of("");

    private String input = "";
    private String assignments = "";
    private String customers = "";

    @BeforeEach
    void write() {
        StringBuilder acts = new StringBuilder("customer_id,at,purpose,initiator,channel,value\n");
        StringBuilder arms = new StringBuilder("customer_id,campaign,arm,at\n");
        StringBuilder known = new StringBuilder("customer_id,age\n");
        for (int i = 0; i < CUSTOMERS; i++) {
            for (int month = 1; month <= 5; month++) {
                acts.append("C%04d,2025-0%d-%02d,PURCHASE,CUSTOMER,store,%d%n"
                        .formatted(i, month, 5 + i / 2 % 20, 20 + i % 9 + month));
            }
            arms.append("c%04d,coupon,%s,2025-03-03%n".formatted(i, i % 2 == 0 ? "mail" : "control"));
            known.append("c%04d,%d%n".formatted(i, 20 + i % 40));
        }
        input = Run.file(folder, "acts.csv", acts.toString()).toString();
        assignments = Run.file(folder, "assignments.csv", arms.toString()).toString();
        customers = Run.file(folder, "customers.csv", known.toString()).toString();
    }

    @Test
    void outcomesClaimsNothingOfThemWhetherOrNotTheFileIsGiven() {
        Run with =
                Run.of("outcomes", "--json", "--assignments", assignments, "--customers", customers, "--input", input);
        Run without = Run.of("outcomes", "--json", "--assignments", assignments, "--input", input);

        List<Map<String, Object>> accounts = rows(with.json(), "accounts");
        assertThat(accounts).singleElement().satisfies(account -> assertThat(account)
                .containsEntry("verdict", "no causal claim")
                .containsEntry("evidence", "described only"));
        assertThat(accounts).isEqualTo(rows(without.json(), "accounts"));
        assertThat(with.err())
                .contains("leading zeros: 300 of 300, such as 'c0000' and 'C0000'. One customer each?")
                .doesNotContain("have others that differ");
    }

    @Test
    void everyCommandTellsOfThem() {
        Run read = Run.of(
                "experiment",
                "read",
                "--assignments",
                assignments,
                "--hold-out",
                "control",
                "--customers",
                customers,
                "--input",
                input);
        Run journey = Run.of("journey", "--customers", customers, "--input", input);

        assertThat(read.err()).contains("differ from others of --input only in case, blanks or leading zeros: 300");
        assertThat(journey.err()).contains("differ from others of --input only in case, blanks or leading zeros: 300");
    }
}
