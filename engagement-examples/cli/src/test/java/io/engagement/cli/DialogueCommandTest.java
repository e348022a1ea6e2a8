package io.engagement.cli;

import static io.engagement.cli.ParsedJson.part;
import static io.engagement.cli.ParsedJson.rows;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who reaches out, and does the company listen? */
class DialogueCommandTest {
    /** Thirty customers are mailed each week, of whom one answers once; thirty write of their own accord and wait. */
    private static final int EACH = 30;

    @TempDir
    private Path folder = Path.of("");

    private String input = "";
    private String customers = "";

    @BeforeEach
    void write() {
        StringBuilder acts =
                new StringBuilder("customer_id,at,purpose,initiator,channel,direction,department,cost,campaign\n");
        StringBuilder known = new StringBuilder("customer_id,kind,group\n");
        for (int i = 0; i < EACH; i++) {
            known.append("m").append(i).append(",mailed,contacted\n");
            known.append("w").append(i).append(",writes,control\n");
            for (int week = 0; week < 8; week++) {
                acts.append("m%d,2024-%02d-%02dT09:00:00Z,OFFER,COMPANY,email,OUTBOUND,sales,2,spring%n"
                        .formatted(i, 1 + week / 4, 1 + 7 * (week % 4)));
                acts.append("w%d,2024-%02d-%02dT10:00:00Z,QUESTION,CUSTOMER,chat,INBOUND,service,,%n"
                        .formatted(i, 1 + week / 4, 2 + 7 * (week % 4)));
            }
        }
        acts.append("m0,2024-01-01T12:00:00Z,PURCHASE,CUSTOMER,email,INBOUND,,,\n");
        input = Run.file(folder, "acts.csv", acts.toString()).toString();
        customers = Run.file(folder, "customers.csv", known.toString()).toString();
    }

    private Run run(String... words) {
        return Run.onBase("dialogue", words, "--as-of", "2024-03-10", "--customers", customers, "--input", input);
    }

    private Map<String, Object> json(String... words) {
        return run(Stream.concat(Stream.of("--json"), Stream.of(words)).toArray(String[]::new))
                .json();
    }

    @Test
    void aPageTellsWhoReachesOutWhoAnswersAndWhatIsLost() {
        Run run = run();

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out())
                .contains(
                        "Who reaches out\n---------------\n60 customers, 60 of them in conversation.",
                        "Much contact, little of it theirs\n---",
                        "What the company asks, and how often it is answered\n---",
                        "How long answers take\n---",
                        "No cause is shown by it, and it is biased while earlier contacts run.\n",
                        "What unanswered contacts cost, and what an answer costs\n---",
                        "What customers ask, and how the company answers\n---",
                        "240 asks wait.\n",
                        "response by pressure, not because of it",
                        "By which channel customers come, and the company goes\n---",
                        "Whom to ask how they want to engage\n---",
                        "Goals that customers state\n---",
                        "Where their acts come from")
                .doesNotContain("Infinity", "Optional");
    }

    @Test
    void theOnesWhoOnlyLookEngagedAreNamed() {
        Map<String, Object> json = json();

        assertThat((List<?>) json.get("much_contact_little_of_it_theirs"))
                .isNotEmpty()
                .allMatch(id -> id.toString().startsWith("m"));
        assertThat(run().out()).contains("m1: began 0 of 8 conversations");
    }

    @Test
    void theJsonHasThePartsOfThePage() {
        Map<String, Object> json = json();

        assertThat(json)
                .containsKeys(
                        "as_of",
                        "initiative",
                        "policy",
                        "answers",
                        "times",
                        "excess_by_model",
                        "waste",
                        "company",
                        "waiting",
                        "pressure",
                        "preferences",
                        "whom_to_ask",
                        "goals",
                        "origins")
                .doesNotContainKeys("initiative_by", "beyond_chance");
        assertThat(part(json, "initiative")).containsEntry("customers", 60.0);
        assertThat(part(json, "pressure")).containsEntry("causal", false);
        assertThat(rows(json, "waiting")).hasSize(240).allMatch(each -> "service".equals(each.get("department")));
    }

    @Test
    void unansweredAsksAreWaste() {
        List<Map<String, Object>> waste = rows(json("--unit", "contact"), "waste");

        assertThat(waste.get(waste.size() - 1))
                .containsEntry("asks", 240.0)
                .containsEntry("cost", 480.0)
                .containsEntry("wasted", 478.0);
    }

    @Test
    void onlyStatedPurposesAskAndAnswer() {
        assertThat(answered(json("--answers", "PURCHASE"))).isEqualTo(1.0);
        assertThat(answered(json("--answers", "QUESTION"))).isEqualTo(0.0);
        assertThat(run("--asks", "OFER").err())
                .contains("--asks OFER: no interaction has this purpose; there are OFFER, PURCHASE, QUESTION\n");
    }

    @Test
    void theWindowDecidesWhatIsAnAnswer() {
        assertThat(answered(json("--window", "4h"))).isEqualTo(1.0);
        assertThat(answered(json("--window", "2h"))).isEqualTo(0.0);
        Run century = run("--window", "300y");
        assertThat(century.exitCode()).isEqualTo(2);
        assertThat(century.err()).contains("engagement: --window: window must be from a millisecond to a century");
    }

    @Test
    void onlyContactsOfTheStatedCampaignsAreLookedAt() {
        StringBuilder more = new StringBuilder("customer_id,at,purpose,initiator,channel,direction,campaign\n");
        more.append("m0,2024-01-01,OFFER,COMPANY,email,OUTBOUND,spring\n");
        more.append("m0,2024-01-15,OFFER,COMPANY,email,OUTBOUND,spring\n");
        more.append("m0,2024-02-01,OFFER,COMPANY,email,OUTBOUND,autumn\n");
        input = Run.file(folder, "campaigns.csv", more.toString()).toString();

        List<Map<String, Object>> rows = rows(json("--campaigns", "autumn", "--unit", "contact"), "answers");
        assertThat(rows.get(rows.size() - 1)).containsEntry("asks", 1.0);
        assertThat(run("--campaigns", "winter").err())
                .contains("--campaigns winter: no interaction has this campaign; there are autumn, spring\n");
    }

    private static Object answered(Map<String, Object> json) {
        List<Map<String, Object>> rows = rows(json, "answers");
        return Objects.requireNonNull(rows.get(rows.size() - 1).get("answered"));
    }

    @Test
    void beyondChanceIsToldWhereSomeWereLeftOut() {
        Map<String, Object> json = json("--hold-out", "group=control", "--unit", "contact");

        List<Map<String, Object>> beyond = rows(json, "beyond_chance");
        assertThat(beyond.get(beyond.size() - 1))
                .containsEntry("contacted", 240.0)
                .containsEntry("controls", 30.0);
        assertThat(run("--hold-out", "group=control").out()).contains("Beyond chance, by those who were left out\n---");
        assertThat(rows(json("--random-campaigns", "spring"), "beyond_chance")).isNotEmpty();
    }

    @Test
    void aHoldOutThatTheBaseDoesNotHaveIsRefused() {
        assertThat(run("--hold-out", "group=none").err())
                .contains(
                        "engagement: --hold-out group=none: no customer has this text; there are contacted, control\n");
        assertThat(run("--hold-out", "group").err())
                .contains("--hold-out must be an attribute and its text such as country=DE, was 'group'");
        assertThat(run("--random-campaigns", "autumn").err())
                .contains("--random-campaigns autumn: no interaction has this campaign; there are spring\n");
        assertThat(run("--random-campaigns", "spring", "--hold-out", "group=control")
                        .exitCode())
                .isEqualTo(2);
    }

    @Test
    void theBaseIsBrokenDownByAnAttribute() {
        List<Map<String, Object>> groups = rows(json("--by", "kind"), "initiative_by");

        assertThat(groups)
                .extracting(each -> each.get("group"))
                .containsExactly("all", "kind = mailed", "kind = writes");
        assertThat(groups.get(1)).containsEntry("company", 240.0).containsEntry("own", 0.0);
        assertThat(run("--by", "kind").out())
                .contains(
                        "Who reaches out, by kind\n---",
                        "What the company asks, by kind\n---",
                        "By which channel they come, by kind\n---");
        Map<String, Object> json = json("--by", "kind");
        assertThat(rows(json, "answers_by"))
                .extracting(each -> each.get("kind"))
                .containsExactly("mailed", "writes", "all");
        assertThat(rows(json, "preferences_by"))
                .extracting(each -> each.get("kind"))
                .containsOnly("mailed", "writes");
        Run unknown = run("--by", "knd");
        assertThat(unknown.exitCode()).isEqualTo(1);
        assertThat(unknown.err()).contains("--by knd: no customer has this attribute", "there are group, kind\n");
    }

    @Test
    void oneCustomerHasAPageOfTheirOwn() {
        Run run = run("--customer", "m0");
        Map<String, Object> json = json("--customer", "m0");

        assertThat(run.out())
                .contains(
                        "Who reaches out: m0\n---",
                        "Began 0 of 8 conversations; drawn to the population ",
                        "company-led with a probability of ",
                        "What the company asked\n---",
                        "How to contact them\n---")
                .doesNotContain("NaN", "Optional");
        assertThat(json).containsEntry("customer", "m0");
        assertThat(part(json, "initiative")).containsEntry("own", 0.0).containsEntry("company", 8.0);
        assertThat(part(json, "answers")).containsEntry("answered", 1.0);
        assertThat(part(json, "preference")).containsEntry("contacts", 8.0);
    }

    @Test
    void aCustomerOfWhomNothingIsKnownIsNoFault() {
        customers = Run.file(folder, "more.csv", "customer_id,kind,refused_channels\nnew,writes,email|chat\n")
                .toString();
        Run run = run("--customer", "new");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out())
                .contains(
                        "No share: no conversation.\n",
                        "Of 0 asks 0 were answered",
                        "No contact by the company so far.\n")
                .doesNotContain("NaN");
    }

    @Test
    void whatMakesNoSenseIsRefused() {
        Run unknown = run("--customer", "zoe");
        assertThat(unknown.exitCode()).isEqualTo(1);
        assertThat(unknown.out()).isEmpty();
        assertThat(unknown.err())
                .contains("engagement: --customer zoe: the base has no such customer among 60; ids are those");
        assertThat(run("--customer", "m0", "--by", "kind").exitCode()).isEqualTo(2);
        assertThat(run("--promise", "soon").exitCode()).isEqualTo(2);
        input = Run.file(folder, "empty.csv", "customer_id,at,purpose\n").toString();
        assertThat(run().exitCode()).isEqualTo(1);
        assertThat(run().out()).isEmpty();
    }

    @Test
    void aBaseWithoutContactsOrAnswersHasAPageToo() {
        input = Run.file(folder, "one.csv", "customer_id,at,purpose,initiator,channel\na,2024-01-01,USE,CUSTOMER,web\n")
                .toString();
        Run run = run();

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).contains("no ask.\n", "0 asks wait.\n", "It cannot be said: ");
        assertThat(run("--json").json()).containsEntry("origins", ParsedJson.NULL);
    }
}
