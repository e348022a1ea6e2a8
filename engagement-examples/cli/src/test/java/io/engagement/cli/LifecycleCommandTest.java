package io.engagement.cli;

import static io.engagement.cli.ParsedJson.part;
import static io.engagement.cli.ParsedJson.rows;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who is new, who stays, who comes back. */
class LifecycleCommandTest {
    /** Ada comes in January and February, Bo in January and March, Cy in March. */
    private static final String ACTS = """
            customer_id,at,purpose,initiator,channel,value
            ada,2024-01-10,PURCHASE,CUSTOMER,web,10
            ada,2024-02-10,PURCHASE,CUSTOMER,web,10
            bo,2024-01-20,VISIT,CUSTOMER,web,
            bo,2024-02-20,OFFER,COMPANY,email,
            bo,2024-03-20,PURCHASE,CUSTOMER,web,5
            cy,2024-03-31,PURCHASE,CUSTOMER,web,7
            """;

    @TempDir
    private Path folder = Path.of("");

    private String input = "";

    @BeforeEach
    void write() {
        input = Run.file(folder, "acts.csv", ACTS).toString();
    }

    private Run run(String... words) {
        return Run.onBase("lifecycle", words, "--as-of", "2024-03-31T12:00:00Z", "--input", input);
    }

    @Test
    void aPageHasPeriodsCohortsStickinessAndGroups() {
        Run run = run();

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out())
                .contains(
                        "Who is new, returns, comes back, rests: own acts by MONTHS in UTC\n-----",
                        "Of those who came in a period",
                        "On how many days of a period",
                        "How recently, how often and for how much they buy\n",
                        "CHAMPIONS")
                .containsPattern("(?m)^2024-01 +true +2 +2 +0 +0 +0$")
                .containsPattern("(?m)^2024-02 +true +1 +0 +1 +0 +1$")
                .containsPattern("(?m)^2024-03 +false +2 +1 +0 +1 +1$")
                .doesNotContain("NaN");
    }

    @Test
    void whatTheCompanySendsKeepsNobodyActive() {
        Map<String, Object> february = rows(run("--json").json(), "lifecycle").get(1);

        assertThat(february).containsEntry("period", "2024-02").containsEntry("active", 1.0);
    }

    @Test
    void onlyTheStatedPurposesAreActivity() {
        Run run = run("--json", "--activity", "PURCHASE");

        List<Map<String, Object>> periods = rows(run.json(), "lifecycle");
        assertThat(periods).extracting(each -> each.get("new")).containsExactly(1.0, 0.0, 2.0);
    }

    @Test
    void periodsAreThoseOfTheZone() {
        Run run = run("--json", "--period", "days", "--zone", "Pacific/Auckland");

        List<Map<String, Object>> days = rows(run.json(), "lifecycle");
        assertThat(days.get(0)).containsEntry("period", "2024-01-10");
        assertThat(days.get(days.size() - 1)).containsEntry("period", "2024-04-01");
    }

    @Test
    void groupsOfFewerThanTenAreNotShown() {
        StringBuilder customers = new StringBuilder("customer_id,country\nada,DE\nbo,DE\ncy,FR\n");
        StringBuilder acts = new StringBuilder(ACTS);
        for (int i = 0; i < 12; i++) {
            customers.append("x").append(i).append(",IT\n");
            acts.append("x").append(i).append(",2024-02-0").append(1 + i % 9).append(",VISIT,CUSTOMER,web,\n");
        }
        input = Run.file(folder, "more.csv", acts.toString()).toString();
        String file = Run.file(folder, "customers.csv", customers.toString()).toString();

        Run run = run("--json", "--by", "country", "--customers", file);
        Run text = run("--by", "country", "--customers", file);

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(part(run.json(), "lifecycle")).containsEntry("attribute", "country");
        assertThat(text.out()).doesNotContain("\nDE ", "\nFR ");
    }

    @Test
    void namesThatTheBaseDoesNotHaveAreRefusedWithThoseThatItHas() {
        assertThat(run("--activity", "PURCHSE").err())
                .contains(
                        "engagement: --activity PURCHSE: no interaction has this purpose; there are OFFER, PURCHASE, VISIT\n");
        Run unknown = run("--by", "country");
        assertThat(unknown.exitCode()).isEqualTo(1);
        assertThat(unknown.out()).isEmpty();
        assertThat(unknown.err())
                .contains(
                        "--by country: no customer has this attribute; attributes are columns of --customers; there is none");
        assertThat(run("--period", "hours").exitCode()).isEqualTo(2);
    }

    @Test
    void anEmptyBaseIsRefused() {
        input = Run.file(folder, "empty.csv", "customer_id,at,purpose\n").toString();
        Run run = run();

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
    }
}
