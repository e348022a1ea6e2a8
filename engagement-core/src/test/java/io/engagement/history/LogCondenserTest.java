package io.engagement.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.engagement.domain.Customer;
import io.engagement.domain.Interaction;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class LogCondenserTest {
    private static final Instant LATER = Instant.parse("2100-01-01T00:00:00Z");

    @Provide
    Arbitrary<List<Interaction>> interactions() {
        return InteractionArbitraries.interactions();
    }

    @Property(tries = 300, seed = "31")
    void partsInAnyOrderAreTheOneLogWithoutItsTexts(
            @ForAll("interactions") List<Interaction> interactions, @ForAll @IntRange(min = 1, max = 3) int parts) {
        InteractionLog whole = log(interactions, "quiet");
        LogCondenser condenser = LogCondenser.expecting(parts);
        for (int part = parts - 1; part >= 0; part--) {
            Set<String> others = new HashSet<>();
            LogView view = whole.asOf(LATER);
            for (int row = 0; row < view.customers(); row++) {
                if (row % parts != part) {
                    others.add(view.customerId(row));
                }
            }
            condenser.add(whole.without(others));
        }
        InteractionLog condensed = condenser.log();
        assertThat(rows(condensed.asOf(LATER)))
                .isEqualTo(rows(whole.asOf(LATER)).stream()
                        .map(LogCondenserTest::withoutTexts)
                        .toList());
        assertThat(customers(condensed)).isEqualTo(customers(whole));
        assertThat(condensed.loadReport().initiators())
                .isEqualTo(whole.loadReport().initiators());
        assertThat(condensed.bytesInColumns()).isEqualTo(whole.bytesInColumns());
    }

    private static InteractionLog log(List<Interaction> interactions, String quiet) {
        InteractionLog.Builder builder = InteractionLog.builder();
        for (int i = 0; i < interactions.size(); i++) {
            // The first ones alone have these fields.
            builder.add(
                    i > 3
                            ? interactions.get(i)
                            : interactions.get(i).withSatisfaction(0.25).withDuration(Duration.ofSeconds(i)));
        }
        return builder.customer(Customer.of(quiet).withAttribute("age", "42")).build();
    }

    private static List<Interaction> rows(LogView view) {
        List<Interaction> rows = new ArrayList<>();
        for (int row = 0; row < view.customers(); row++) {
            for (int at = view.start(row); at < view.end(row); at++) {
                rows.add(view.interaction(at));
            }
        }
        return rows;
    }

    private static List<Customer> customers(InteractionLog log) {
        LogView view = log.asOf(LATER);
        List<Customer> customers = new ArrayList<>();
        for (int row = 0; row < view.customers(); row++) {
            customers.add(view.customer(row));
        }
        return customers;
    }

    private static Interaction withoutTexts(Interaction each) {
        return new Interaction(
                each.customerId(),
                each.at(),
                each.kind(),
                Optional.empty(),
                each.value(),
                each.cost(),
                each.satisfaction(),
                each.duration(),
                Optional.empty(),
                Optional.empty());
    }

    @Test
    void aCustomerInTwoPartsIsRefused() {
        LogCondenser condenser = LogCondenser.expecting(0);
        condenser.add(log(List.of(), "b"));
        condenser.add(log(List.of(), "a"));
        condenser.add(log(List.of(), "b"));
        assertThatIllegalArgumentException()
                .isThrownBy(condenser::log)
                .withMessage("customer b is in two parts: each customer must be in one alone");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LogCondenser.expecting(-1))
                .withMessageContaining("-1");
    }

    @Test
    void twoCurrenciesAreRefused() {
        LogCondenser condenser = LogCondenser.expecting(0);
        condenser.add(InteractionLog.builder()
                .currency(Currency.getInstance("EUR"))
                .customer(Customer.of("a"))
                .build());
        InteractionLog other = InteractionLog.builder()
                .currency(Currency.getInstance("USD"))
                .customer(Customer.of("b"))
                .build();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> condenser.add(other))
                .withMessageContaining("EUR")
                .withMessageContaining("USD");
        assertThat(condenser.log().currency()).contains(Currency.getInstance("EUR"));
    }
}
