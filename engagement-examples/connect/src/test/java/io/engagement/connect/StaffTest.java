package io.engagement.connect;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An agent's id must never be that of a customer: who acts as both is told. */
class StaffTest {
    private static final Mapping HELP = Mapping.builder()
            .map(Field.PURPOSE, Origin.constant("HELP"))
            .map(Field.INITIATOR, Origin.constant("CUSTOMER"))
            .build();

    @TempDir
    private Path folder = Path.of("");

    private List<String> notes(String text, Mapping mapping) {
        return Told.of(TestFiles.file(folder, "in.csv", text), mapping).lines().stream()
                .filter(line -> line.startsWith("note: "))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"author_id", "Agent", "hubspot_owner_id", "Assignee ID", "submitter_id", "from"})
    void whoActedOnRowsOfOthersAndIsACustomerIsTold(String column) {
        String text =
                "customer,at," + column + "\n10,2026-01-01,4077639\n11,2026-01-02,11\n4077639,2026-01-03,4077639\n";
        assertThat(notes(text, HELP))
                .containsExactly("note: in.csv: 1 ids are customers' and also those of others in column " + column
                        + ", who acted for somebody else's rows (4077639): agents? Take the customer from the"
                        + " conversation, with --lookup, or leave their rows out with --where COLUMN!=ID");
    }

    @Test
    void customersWhoWriteThemselvesAndAgentsWhoAreNoCustomersAreNot() {
        assertThat(notes("customer,at,author_id\n10,2026-01-01,10\n10,2026-01-02,4077639\n11,2026-01-03,\n", HELP))
                .isEmpty();
    }

    @Test
    void shortNumbersOfOwnersMayCountSomebodyElse() {
        assertThat(notes("customer,at,owner_id\n10,2026-01-01,3\n3,2026-01-02,4\n", HELP))
                .isEmpty();
        assertThat(notes("customer,at,author_id\n10,2026-01-01,3\n3,2026-01-02,3\n", HELP))
                .hasSize(1);
    }

    @Test
    void whereCustomersAreAuthorsTheirRoleIsLookedAt() {
        String text = "author_id,created_at,author_type\n10,2026-01-01,user\n77,2026-01-02,admin\n78,2026-01-03,bot\n";
        Mapping authors = HELP.toBuilder()
                .map(Field.CUSTOMER, Origin.column("author_id"))
                .map(Field.AT, Origin.column("created_at"))
                .build();
        assertThat(notes(text, authors))
                .containsExactly(
                        "note: in.csv: customers are those of column author_id, and 2 rows are of the company by"
                                + " column author_type (admin, bot): an agent is no customer. Take the customer from the"
                                + " conversation, with --lookup, or leave these rows out with --where author_type!=admin");
        Mapping users =
                authors.toBuilder().where(Condition.parse("author_type=user")).build();
        assertThat(notes(text, users)).isEmpty();
    }

    @Test
    void theRoleOfAnAuthorIsNoneOfTheCustomerWhomAnotherColumnHas() {
        String text = "requester,at,author_id,role\n10,2026-01-01,77,agent\n10,2026-01-02,10,end-user\n";
        assertThat(notes(
                        text,
                        HELP.toBuilder()
                                .map(Field.CUSTOMER, Origin.column("requester"))
                                .build()))
                .isEmpty();
    }

    @Test
    void whoIsInTheConversationsOfManyCustomersIsTold() {
        StringBuilder rows = new StringBuilder();
        for (int i = 0; i < 5; i++) {
            rows.append("c" + i + ",2026-01-01,k" + i + "\n77,2026-01-02,k" + i + "\nc9,2026-01-03,own" + i + "\n");
        }
        String header = "customer,at,conversation\n";
        assertThat(notes(header + rows, HELP))
                .containsExactly(
                        "note: 5 of 10 conversations have several customers, and customer 77 is in 5 of them: an"
                                + " agent? Take the customer from the conversation, with --lookup, not from the author");
        assertThat(notes(header + rows.toString().replaceAll("77,.*\n", ""), HELP))
                .isEmpty();
        assertThat(notes(header + "a,2026-01-01,1\nb,2026-01-02,1\nc,2026-01-01,2\na,2026-01-02,2\n", HELP))
                .isEmpty();
    }

    /** Of columns that nothing is made of, such formats give the texts only to who asks for them. */
    @Test
    void agentsAreSeenInJsonToo() {
        String text = """
                {"customer": "10000", "at": "2026-01-01", "assignee": {"id": "4077639"}}
                {"customer": "4077639", "at": "2026-01-02", "assignee": {"id": "4077639"}}
                """;
        assertThat(notes(text, HELP))
                .singleElement()
                .asString()
                .startsWith("note: in.csv: 1 ids are customers' and also those of others in column assignee.id");
    }
}
