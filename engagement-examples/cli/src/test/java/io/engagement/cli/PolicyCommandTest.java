package io.engagement.cli;

import static io.engagement.cli.ParsedJson.part;
import static io.engagement.cli.ParsedJson.rows;
import static org.assertj.core.api.Assertions.assertThat;

import io.engagement.strategy.policy.ContactCap;
import io.engagement.strategy.policy.ContactPolicy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** May we contact this customer now? */
class PolicyCommandTest {
    private static final String CONTACTS = """
            customer_id,at,purpose,initiator,channel,department
            ada,2024-03-01,OFFER,COMPANY,email,sales
            ada,2024-03-02,OFFER,COMPANY,email,marketing
            bo,2024-03-01,OFFER,COMPANY,phone,sales
            cy,2024-03-02,COMPLAINT,CUSTOMER,phone,
            dee,2024-03-03,VISIT,CUSTOMER,web,
            """;

    private static final String CUSTOMERS = """
            customer_id,consent,refused_channels
            ada,yes,
            bo,no,
            cy,,
            dee,,email
            """;

    @TempDir
    private Path folder = Path.of("");

    private String input = "";
    private String customers = "";
    private String policy = "";

    @BeforeEach
    void write() {
        input = Run.file(folder, "contacts.csv", CONTACTS).toString();
        customers = Run.file(folder, "customers.csv", CUSTOMERS).toString();
        ContactPolicy capped = ContactPolicy.standard().withCap(ContactCap.rolling(1, Duration.ofDays(7)));
        policy = Run.file(folder, "policy.txt", capped.toText()).toString();
    }

    private Run run(String... words) {
        return Run.onBase("policy", words, "--as-of", "2024-03-04", "--customers", customers, "--input", input);
    }

    private Run ask(String customer, String... more) {
        return run(Stream.concat(
                        Stream.of("--customer", customer, "--channel", "email", "--purpose", "OFFER"), Stream.of(more))
                .toArray(String[]::new));
    }

    @Test
    void aCustomersAnswerHasItsReason() {
        assertThat(ask("ada").out())
                .contains("May we contact ada: OFFER through email at 2024-03-04T00:00:00Z\n", "\nyes: nothing");
        assertThat(ask("bo").out()).contains("no: the customer does not consent; until the customer says otherwise\n");
        assertThat(ask("dee").out()).contains("no: the customer refuses this channel; until");
        assertThat(ask("cy").out()).contains("no: a complaint waits for an answer; yes from 2024-04-01T00:00:00Z\n");
    }

    @Test
    void thePolicyOfAFileTellsTheFirstInstantOfAYes() {
        Run run = ask("ada", "--policy", policy, "--json");

        Map<String, Object> decision = part(run.json(), "decision");
        assertThat(decision)
                .containsEntry("may_contact", false)
                .containsEntry("reason", "COMPANY_CAP")
                .containsEntry("first_yes", "2024-03-09T00:00:00Z");
        assertThat(ask("ada", "--policy", policy, "--at", "2024-03-09").out()).contains("\nyes: nothing");
    }

    @Test
    void serviceIsNeverWithheld() {
        Run run = run("--customer", "bo", "--channel", "email", "--purpose", "SERVICE_NOTICE");

        assertThat(run.out()).contains("yes: service is never withheld\n");
    }

    @Test
    void withoutACustomerAllAreAsked() {
        Run run = run("--channel", "email", "--purpose", "OFFER", "--json");

        List<Map<String, Object>> decisions = rows(run.json(), "decisions");
        assertThat(decisions)
                .extracting(each -> each.get("reason"))
                .containsExactly("ALLOWED", "CONSENT", "OPEN_COMPLAINT", "REFUSED_CHANNEL");
        assertThat(run("--channel", "email", "--purpose", "OFFER").out())
                .contains("OFFER through email at ", "the customer does not consent");
    }

    @Test
    void withoutAQuestionThePastIsAudited() {
        Run run = run("--policy", policy);
        Map<String, Object> json = run("--policy", policy, "--json").json();

        assertThat(run.out())
                .contains("2 of 3 contacts would have been withheld.\n")
                .containsPattern("(?m)^marketing +1 +1 +1 +COMPANY_CAP$")
                .containsPattern("(?m)^sales +2 +1 +1 +CONSENT$");
        assertThat(json).containsEntry("contacts", 3.0);
        assertThat(rows(json, "forbidden"))
                .extracting(each -> each.get("customer"))
                .containsExactly("ada", "bo");
        assertThat(run("--from", "2024-03-02").out()).contains("0 of 1 contacts would have been withheld.\n");
    }

    @Test
    void thePolicyOfTheHelpCanBeRead() {
        String help = Run.of("policy", "--help").out();
        String text = help.substring(help.indexOf("  engagement contact-policy 1"))
                .lines()
                .takeWhile(line -> line.startsWith("  "))
                .map(String::strip)
                .reduce("", (all, line) -> all + line + "\n");

        ContactPolicy read = ContactPolicy.read(text);
        assertThat(read.caps()).containsExactly(ContactCap.rolling(4, Duration.ofDays(7)));
        assertThat(read.unanswered()).isEqualTo(5);
        assertThat(read.quietHours()).hasSize(1);
    }

    @Test
    void whatCannotBeAskedIsRefusedInOneLine() {
        assertThat(ask("zoe").err())
                .contains("engagement: --customer zoe: the base has no such customer among 4; ids are those");
        assertThat(ask("zoe").exitCode()).isEqualTo(1);
        assertThat(run("--channel", "fax", "--purpose", "OFFER").err())
                .contains("engagement: --channel must be one of the policy's, [app, chat, email,", "was fax\n");
        assertThat(run("--channel", "email", "--purpose", "OFFR").err())
                .contains("--purpose OFFR: no interaction has this purpose; there are COMPLAINT, OFFER, VISIT\n");
        assertThat(ask("ada", "--at", "2024-03-01").err())
                .contains("--at must not be before 2024-03-04T00:00:00Z", "give an earlier --as-of");
        assertThat(run("--channel", "email").err()).contains("--channel and --purpose go together: give --purpose too");
        assertThat(run("--customer", "ada").exitCode()).isEqualTo(2);
        assertThat(ask("ada", "--from", "2024-01-01").exitCode()).isEqualTo(2);
    }

    @Test
    void aFileThatIsNoPolicyIsRefused() {
        Run none = run("--policy", folder.resolve("nothing.txt").toString());
        Run other = run("--policy", customers);

        assertThat(none.exitCode()).isEqualTo(1);
        assertThat(none.err()).contains("engagement: there is no file ").contains("nothing.txt of --policy\n");
        assertThat(other.exitCode()).isEqualTo(1);
        assertThat(other.err()).contains("customers.csv of --policy is no policy that was saved as text: ");
        assertThat(other.out()).isEmpty();
    }
}
