package io.engagement.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.engagement.domain.Channel;
import io.engagement.domain.Customer;
import io.engagement.domain.Direction;
import io.engagement.domain.Initiator;
import io.engagement.domain.Interaction;
import io.engagement.domain.Purpose;
import java.time.Duration;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AccountsTest {
    private static final Instant DAY = Instant.parse("2026-03-01T00:00:00Z");
    private final InteractionLog log = InteractionLog.builder()
            .currency(Currency.getInstance("EUR"))
            .customer(Customer.of("ann").withAttribute("company", "acme").withSince(DAY.minusSeconds(9)))
            .customer(Customer.of("bob").withAttribute("company", "acme").withSince(DAY.minusSeconds(7)))
            .customer(Customer.of("cid").withAttribute("country", "nl"))
            .add(at("bob", 3).withId("offer").withDirection(Direction.OUTBOUND).withConversation("t"))
            .add(at("ann", 5).withInReplyTo("offer").withValue(2).withCost(1).withDuration(Duration.ofSeconds(4)))
            .add(at("cid", 4))
            .add(at("dot", 1).withSatisfaction(0.5))
            .refuse("no date", "row 7")
            .build();

    private static String company(Customer customer) {
        return customer.attributes().getOrDefault("company", customer.id());
    }

    private static Interaction at(String customer, long seconds) {
        return Interaction.of(customer, DAY.plusSeconds(seconds), Channel.EMAIL, Initiator.UNKNOWN, Purpose.OFFER);
    }

    @Test
    void theContactsOfACompanyAreOneCustomer() {
        InteractionLog companies = log.by(AccountsTest::company);
        InteractionLog expected = InteractionLog.builder()
                .currency(Currency.getInstance("EUR"))
                .customer(Customer.of("acme").withSince(DAY.minusSeconds(9)).withAttribute("company", "acme"))
                .customer(Customer.of("cid").withAttribute("country", "nl"))
                .add(at("acme", 3)
                        .withId("offer")
                        .withDirection(Direction.OUTBOUND)
                        .withConversation("t"))
                .add(at("acme", 5)
                        .withInReplyTo("offer")
                        .withValue(2)
                        .withCost(1)
                        .withDuration(Duration.ofSeconds(4)))
                .add(at("cid", 4))
                .add(at("dot", 1).withSatisfaction(0.5))
                .build();
        assertThat(companies).isEqualTo(expected);
        assertThat(companies.loadReport().refused()).isEqualTo(1);
    }

    @Test
    void whatOneContactAnswersAnotherWasAskedForIsInferred() {
        assertThat(log.loadReport().initiators().inferred()).isEqualTo(1);
        InteractionLog companies = log.by(AccountsTest::company);
        assertThat(companies.loadReport().initiators().inferred()).isEqualTo(2);
        assertThat(companies.asOf(Instant.MAX).history("acme").orElseThrow().interactions())
                .extracting(Interaction::initiator)
                .isEqualTo(List.of(Initiator.COMPANY, Initiator.COMPANY));
    }

    @Test
    void aCompanyThatIsACustomerToo() {
        InteractionLog withCompany = InteractionLog.builder()
                .customer(Customer.of("acme").withAttribute("size", "large"))
                .customer(Customer.of("ann").withAttribute("company", "acme"))
                .add(at("ann", 1))
                .build();
        InteractionLog companies = withCompany.by(AccountsTest::company);
        assertThat(companies.customers()).isEqualTo(1);
        assertThat(companies.asOf(DAY.plusSeconds(2)).customer(0))
                .isEqualTo(Customer.of("acme").withAttribute("size", "large"));
    }

    @Test
    void anAccountHasTheAttributesOnWhichItsContactsAgree() {
        Customer ann = Customer.of("ann").withAttribute("company", "acme").withAttribute("size", "9");
        InteractionLog contacts = InteractionLog.builder()
                .customer(ann.withAttribute("role", "buyer").withAttribute("city", "Rome"))
                .customer(new Customer("bob", ann.since(), ann.preferences(), ann.attributes())
                        .withAttribute("role", "user"))
                .customer(new Customer("cid", ann.since(), ann.preferences(), ann.attributes())
                        .withAttribute("role", "buyer"))
                .customer(Customer.of("dot").withAttribute("company", "acme"))
                .build();
        assertThat(contacts.by(AccountsTest::company).asOf(DAY).customer(0).attributes())
                .isEqualTo(Map.of("company", "acme", "size", "9", "city", "Rome"));
    }

    @Test
    void eachAsItsOwnAccountIsTheSameLog() {
        assertThat(log.by(Customer::id)).isEqualTo(log);
    }

    @Test
    @SuppressWarnings("NullAway") // that it is refused is what is tested
    void anAccountThatIsNoneIsRefusedByTheCustomersName() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> log.by(customer -> " "))
                .withMessage("account of customer ann must not be blank");
        assertThatNullPointerException()
                .isThrownBy(() -> log.by(customer -> null))
                .withMessage("account of customer ann must not be null");
    }
}
