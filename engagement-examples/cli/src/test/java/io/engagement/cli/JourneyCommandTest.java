package io.engagement.cli;

import static io.engagement.cli.ParsedJson.rows;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where customers are on their way. */
class JourneyCommandTest {
    @TempDir
    private Path folder = Path.of("");

    private String input = "";

    /** Forty buy thrice within a month and rest; ada buys once in February; bo is only written to. */
    @BeforeEach
    void write() {
        StringBuilder acts = new StringBuilder("customer_id,at,purpose,initiator,channel,value\n");
        for (int i = 0; i < 40; i++) {
            for (int day : new int[] {1, 4 + i % 4, 9 + i % 9, 20 + i % 8}) {
                acts.append(String.format("c%d,2024-01-%02d,PURCHASE,CUSTOMER,web,10%n", i, day));
            }
        }
        acts.append("ada,2024-02-10,PURCHASE,CUSTOMER,web,10\nbo,2024-02-01,OFFER,COMPANY,email,\n");
        input = Run.file(folder, "acts.csv", acts.toString()).toString();
    }

    private Run run(String... words) {
        return Run.of(Stream.of(List.of("journey"), List.of(words), List.of("--as-of", "2024-02-12", "--input", input))
                .flatMap(List::stream)
                .toList());
    }

    @Test
    void aPageHasStagesFunnelStaysFlowsAndWays() {
        Run run = run("--from", "2024-01-02", "--within", "14d");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out())
                .contains(
                        "Where customers are\n-----",
                        "Silences are judged by each customer's own gaps",
                        "How many go on to a later stage",
                        "How long they stay in a stage",
                        "Where they have gone from it 14 days after they came",
                        "Of those who took a step, where to, whenever it came",
                        "Who was where on 2024-01-02T00:00:00Z, and where on 2024-02-12T00:00:00Z",
                        "of customers (1 of 42): prospect\n",
                        "Contacts on the way to repeat, by channel\n",
                        "Who is next to lapse")
                .containsPattern("(?m)^prospect +1 ")
                .containsPattern("(?m)^first purchase +1 ")
                .doesNotContain("NaN", "onboarding");
    }

    @Test
    void flowsOfTheJsonAddUp() {
        Run run = run("--json", "--from", "2024-01-02");

        List<Map<String, Object>> flows = rows(run.json(), "flows");
        assertThat(flows.get(0)).containsEntry("from", "prospect").containsEntry("all", 0.0);
        assertThat(flows.get(flows.size() - 2)).containsEntry("from", "(new)").containsEntry("all", 2.0);
        assertThat(flows.get(flows.size() - 1)).containsEntry("from", "all").containsEntry("all", 42.0);
    }

    @Test
    void oneCustomerHasAWayAndAnInstantAhead() {
        Run run = run("--customer", "ada");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out())
                .contains("The way of ada\n", "at risk from 2024-", "lapsed from 2024-")
                .containsPattern("(?m)^first purchase +2024-02-10T00:00:00Z +- +2.0$");
        assertThat(run("--customer", "bo").out())
                .contains("It cannot be said: nothing is known of a purchase or an act.");
    }

    @Test
    void savedStagesJudgeALaterRunByTheSame() throws IOException {
        Path file = folder.resolve("stages.txt");
        Run first = run("--save-stages", file.toString());
        Run again = run("--stages", file.toString());

        assertThat(first.exitCode()).as(first.err()).isZero();
        assertThat(Files.readString(file)).contains("stage.8 lapsed");
        assertThat(again.out()).isEqualTo(first.out());
        Files.writeString(file, "engagement purchases 1\n");
        Run wrong = run("--stages", file.toString());
        assertThat(wrong.exitCode()).isEqualTo(1);
        assertThat(wrong.err()).contains("of --stages is no list of stages that was saved as text");
    }

    @Test
    void groupsOfFewerThanTenAreNotShown() {
        StringBuilder customers = new StringBuilder("customer_id,country\nada,FR\nbo,FR\n");
        for (int i = 0; i < 40; i++) {
            customers.append("c").append(i).append(i < 30 ? ",DE\n" : ",IT\n");
        }
        String file = Run.file(folder, "customers.csv", customers.toString()).toString();
        Run run = run("--by", "country", "--customers", file);

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out())
                .contains("Where customers are, by country", "(small groups)", "\nDE ")
                .doesNotContain("\nFR ", "\nIT ");
        assertThat(run("--by", "country").err()).contains("no customer has this attribute");
    }

    @Test
    void whereNobodyComesBackNobodyIsAtRisk() {
        input = Run.file(folder, "once.csv", "customer_id,at,purpose\na,2024-01-01,PURCHASE\nb,2024-01-02,PURCHASE\n")
                .toString();
        Run run = run();

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.err()).contains("note: too few customers come back to know how long they rest");
        assertThat(run.out()).containsPattern("(?m)^first purchase +2 ").doesNotContain("at risk");
    }

    @Test
    void aBaseWithoutPurchasesHasStagesOfActs() {
        StringBuilder acts = new StringBuilder("customer_id,at,purpose,initiator,direction\n");
        for (int i = 0; i < 20; i++) {
            for (int day : new int[] {1, 4 + i % 4, 9 + i % 9}) {
                acts.append(String.format("c%d,2024-01-%02d,MESSAGE,CUSTOMER,INBOUND%n", i, day));
            }
        }
        input = Run.file(folder, "messages.csv", acts.toString()).toString();

        Run run = run();
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).contains("first act").doesNotContain("first purchase");
    }

    @Test
    void wrongUseIsRefused() {
        assertThat(run("--from", "2024-02-12", "--to", "2024-02-01").exitCode()).isEqualTo(2);
        assertThat(run("--to", "2024-03-01").err()).contains("nor --to after the present 2024-02-12T00:00:00Z");
        assertThat(run("--customer", "ada", "--by", "country").exitCode()).isEqualTo(2);
        for (String option : List.of("--from", "--to", "--within")) {
            Run idle = run("--customer", "ada", option, option.equals("--within") ? "3d" : "2025-01-01");
            assertThat(idle.exitCode()).isEqualTo(2);
            assertThat(idle.err())
                    .contains(
                            option + " is of how the base moves between stages, and --customer is one: leave out one");
        }
        assertThat(run("--customer", "nobody").exitCode()).isEqualTo(1);
    }
}
