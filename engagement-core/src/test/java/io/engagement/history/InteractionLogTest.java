package io.engagement.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.engagement.domain.Channel;
import io.engagement.domain.Customer;
import io.engagement.domain.Initiator;
import io.engagement.domain.Interaction;
import io.engagement.domain.InteractionKind;
import io.engagement.domain.Preferences;
import io.engagement.domain.Purpose;
import java.time.Duration;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class InteractionLogTest {
    private static final Instant DAY = Instant.parse("2026-03-01T00:00:00Z");
    private static final InteractionKind BUY = InteractionKind.of(Channel.WEB, Initiator.CUSTOMER, Purpose.PURCHASE);

    @Test
    void anEmptyLogHasNothingAndSaysSo() {
        InteractionLog log = InteractionLog.builder().build();
        assertThat(log.size()).isZero();
        assertThat(log.customers()).isZero();
        assertThat(log.firstAt()).isEmpty();
        assertThat(log.lastAt()).isEmpty();
        assertThat(log.asOf(DAY).customers()).isZero();
        assertThat(log.toString()).isEqualTo("InteractionLog[0 customers, 0 interactions]");
    }

    @Test
    void idsKeepTheirLeadingZerosAndAreInTheirNaturalOrder() {
        InteractionLog log = InteractionLog.builder()
                .add(buy("7", 0))
                .add(buy("007", 0))
                .add(buy("é", 0))
                .build();
        LogView view = log.asOf(DAY);
        assertThat(List.of(view.customerId(0), view.customerId(1), view.customerId(2)))
                .containsExactly("007", "7", "é");
        assertThat(view.row("7")).hasValue(1);
        assertThat(view.row("8")).isEmpty();
        assertThat(view.history("8")).isEmpty();
    }

    @Test
    void allFieldsComeBack() {
        Interaction full = Interaction.of("c", DAY, Channel.PHONE, Initiator.CUSTOMER, Purpose.COMPLAINT)
                .withId("1")
                .withValue(-3.5)
                .withCost(2)
                .withSatisfaction(0.25)
                .withDuration(Duration.ofSeconds(90))
                .withInReplyTo("0")
                .withConversation("t")
                .withDepartment("support");
        Interaction long50Days = buy("c", 1).withDuration(Duration.ofDays(50));
        InteractionLog log = InteractionLog.builder().add(long50Days).add(full).build();
        assertThat(log.asOf(Instant.MAX).history("c").orElseThrow().interactions())
                .containsExactly(full, long50Days);
        assertThat(InteractionLog.builder().add(full).build().asOf(DAY).interaction(0))
                .isEqualTo(full);
    }

    @Test
    void theBulkDoorGivesTheSameLogAndRefusesTheSame() {
        InteractionLog bulk = InteractionLog.builder()
                .add("c", DAY.toEpochMilli(), BUY, 10, Double.NaN)
                .add("c", DAY.toEpochMilli() + 1, BUY, Double.NaN, 2)
                .build();
        InteractionLog objects = InteractionLog.builder()
                .add(Interaction.of("c", DAY, BUY).withValue(10))
                .add(Interaction.of("c", DAY.plusMillis(1), BUY).withCost(2))
                .build();
        assertThat(bulk).isEqualTo(objects);
        InteractionLog.Builder builder = InteractionLog.builder();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.add("c", 0, BUY, Double.POSITIVE_INFINITY, Double.NaN))
                .withMessage("value must be 0, or from 1.0E-12 to 1.0E15 or as much below 0, was Infinity");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.add("c", 0, BUY, 1, -1))
                .withMessage("cost must be 0, or from 1.0E-12 to 1.0E15, was -1.0");
        assertThatIllegalArgumentException().isThrownBy(() -> builder.add(" ", 0, BUY, 1, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.add("c", Long.MAX_VALUE, BUY, 1, 1));
    }

    @Test
    void equalRowsWithOneIdAreOneAndAreCounted() {
        InteractionLog log = InteractionLog.builder()
                .add(buy("c", 0).withId("x"))
                .add(buy("c", 0).withId("x"))
                .add(buy("c", 0))
                .add(buy("c", 0))
                .build();
        assertThat(log.size()).isEqualTo(3);
        assertThat(log.loadReport().accepted()).isEqualTo(3);
        assertThat(log.loadReport().duplicates()).isEqualTo(1);
        assertThat(log.loadReport().identical()).isEqualTo(1);
    }

    @Test
    void anIdThatStandsForTwoThingsIsRefused() {
        InteractionLog.Builder builder = InteractionLog.builder()
                .add(buy("c", 0).withId("x"))
                .add(buy("c", 0).withId("x"))
                .add(buy("d", 0).withId("x"))
                .add(buy("d", 1).withId("y"));
        assertThatIllegalArgumentException()
                .isThrownBy(builder::build)
                .withMessageContaining("id x")
                .withMessageContaining("customer c at 2026-03-01T00:00:00Z");
        InteractionLog log = builder.buildRefusingConflicts();
        assertThat(log.size()).isEqualTo(1);
        assertThat(log.loadReport().refused()).isEqualTo(3);
        assertThat(log.loadReport().duplicates()).isZero();
        assertThat(log.loadReport().summary()).contains("3 x the same id stands for different interactions");
    }

    @Test
    void refusalsAreCountedByReasonAndTheFirstRowsKept() {
        InteractionLog.Builder builder = InteractionLog.builder();
        for (int row = 1; row <= 7; row++) {
            builder.refuse("bad date", "row " + row);
        }
        builder.refuse("bad number", "row 9");
        LoadReport report = builder.build().loadReport();
        assertThat(report.refused()).isEqualTo(8);
        assertThat(report.refusals().keySet()).containsExactly("bad date", "bad number");
        assertThat(report.refusals().get("bad date"))
                .isEqualTo(new LoadReport.Refusal(7, List.of("row 1", "row 2", "row 3", "row 4", "row 5")));
    }

    @Test
    void registeredCustomersAreThereWithoutInteractions() {
        Customer known = Customer.of("known").withAttribute("country", "NL");
        Customer later = Customer.of("later").withSince(DAY.plusSeconds(1));
        InteractionLog log = InteractionLog.builder()
                .customer(known)
                .customer(later)
                .customer(Customer.of("known"))
                .add(buy("buyer", 0))
                .build();
        LogView view = log.asOf(DAY);
        assertThat(view.customers()).isEqualTo(2);
        assertThat(view.customer(1)).isEqualTo(known);
        assertThat(view.customer(0)).isEqualTo(Customer.of("buyer"));
        assertThat(view.history(1).size()).isZero();
        assertThat(log.asOf(DAY.plusSeconds(1)).customers()).isEqualTo(3);
        assertThat(log.without("known").customers()).isEqualTo(2);
    }

    @Test
    void aCustomerRegisteredInTwoWaysIsRefused() {
        InteractionLog.Builder builder =
                InteractionLog.builder().customer(Customer.of("c").withAttribute("a", "1"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.customer(Customer.of("c").withAttribute("a", "2")))
                .withMessage("customer c is registered twice and differs in a: register each customer once");
        Customer other = Customer.of("c")
                .withAttribute("b", "1")
                .withSince(DAY)
                .withPreferences(Preferences.none().withRefused(Channel.WEB));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.customer(other))
                .withMessageContaining("differs in since, preferences, a, b:");
    }

    @Test
    void aSecondCurrencyIsRefused() {
        InteractionLog euros =
                InteractionLog.builder().currency(Currency.getInstance("EUR")).build();
        InteractionLog pounds =
                InteractionLog.builder().currency(Currency.getInstance("GBP")).build();
        assertThat(euros.merge(InteractionLog.builder().build()).currency()).hasValue(Currency.getInstance("EUR"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> euros.merge(pounds))
                .withMessageContaining("EUR")
                .withMessageContaining("GBP");
    }

    @Test
    void viewsReachFromTheBeginningToTheEndOfTime() {
        InteractionLog log =
                InteractionLog.builder().add(buy("c", 0)).add(buy("c", 1)).build();
        assertThat(log.asOf(Instant.MIN).size()).isZero();
        assertThat(log.asOf(Instant.MAX).size()).isEqualTo(2);
        assertThat(log.asOf(DAY).size()).isEqualTo(1);
        assertThat(log.asOf(DAY.minusNanos(1)).size()).isZero();
        assertThat(log.firstAt()).hasValue(DAY);
        assertThat(log.lastAt()).hasValue(DAY.plusSeconds(86_400));
    }

    @Test
    void aHistoryFromValuesTakesOneCustomerOnly() {
        Customer c = Customer.of("c");
        assertThat(CustomerHistory.of(c, DAY, List.of(buy("c", 1), buy("c", 0))).interactions())
                .containsExactly(buy("c", 0));
        assertThat(CustomerHistory.of(c.withSince(DAY.plusSeconds(9)), DAY, List.of())
                        .size())
                .isZero();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CustomerHistory.of(c, DAY, List.of(buy("d", 0))))
                .withMessage("interactions must all be of customer c, one is of d");
    }

    @Test
    void aRowThatIsNotThereIsRefused() {
        LogView view = InteractionLog.builder().add(buy("c", 0)).build().asOf(DAY);
        assertThatThrownBy(() -> view.history(1)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void manyKindsAreHeldToo() {
        InteractionLog.Builder builder = InteractionLog.builder();
        for (int i = 0; i < 1000; i++) {
            builder.add(buy("c", i).withDepartment("d" + i));
        }
        LogView view = builder.build().asOf(Instant.MAX);
        assertThat(view.kinds()).hasSize(1000).isSorted();
        for (int i = 0; i < 1000; i++) {
            assertThat(view.interaction(i).department()).hasValue("d" + i);
        }
    }

    @Test
    void columnsTakeNoMoreThanTheirDocumentationSays() {
        InteractionLog.Builder plain = InteractionLog.builder();
        InteractionLog.Builder full = InteractionLog.builder();
        int rows = 100_000;
        for (int i = 0; i < rows; i++) {
            plain.add("c" + i % 1000, i, BUY, i, Double.NaN);
            full.add(Interaction.of("c" + i % 1000, Instant.ofEpochMilli(i), BUY)
                    .withValue(i)
                    .withCost(i)
                    .withSatisfaction(0.5)
                    .withDuration(Duration.ofMillis(i)));
        }
        assertThat((double) plain.build().bytesInColumns() / rows).isLessThan(11.1);
        assertThat((double) full.build().bytesInColumns() / rows).isLessThan(23.1);
    }

    private static Interaction buy(String customer, int day) {
        return Interaction.of(customer, DAY.plusSeconds(day * 86_400L), BUY);
    }

    @Test
    void idsThatAreNumbersAreTheirTexts() {
        InteractionKind kind = InteractionKind.of(Channel.WEB, Initiator.CUSTOMER, Purpose.PURCHASE);
        Random random = new Random(20261124);
        InteractionLog.Builder numbers = InteractionLog.builder();
        InteractionLog.Builder texts = InteractionLog.builder();
        InteractionLog.Builder mixed = InteractionLog.builder();
        for (int i = 0; i < 3000; i++) {
            long id = i % 50 == 0 ? random.nextLong() : random.nextInt(100) - 20;
            long at = random.nextInt(1_000_000);
            numbers.add(id, at, kind, i, Double.NaN);
            texts.expecting(i).add(Long.toString(id), at, kind, i, Double.NaN);
            if (i % 2 == 0) {
                mixed.add(id, at, kind, i, Double.NaN);
            } else {
                mixed.add(Long.toString(id), at, kind, i, Double.NaN);
            }
        }
        assertThat(numbers.build()).isEqualTo(texts.build()).isEqualTo(mixed.build());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> numbers.add(7, 0, kind, Double.POSITIVE_INFINITY, 0))
                .withMessageContaining("value");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> numbers.add(7, Long.MAX_VALUE, kind, 0, 0))
                .withMessageContaining("at");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> numbers.expecting(-1))
                .withMessageContaining("was -1");
    }
}
