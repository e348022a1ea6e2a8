package io.engagement.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.engagement.domain.Channel;
import io.engagement.domain.Customer;
import io.engagement.domain.Initiator;
import io.engagement.domain.Interaction;
import io.engagement.domain.InteractionKind;
import io.engagement.domain.Purpose;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** So many rows that they go through several buckets come in the order in which few come. */
class RowOrderConsistencyTest {
    private static final List<InteractionKind> KINDS = List.of(
            InteractionKind.of(Channel.WEB, Initiator.CUSTOMER, Purpose.PURCHASE),
            InteractionKind.of(Channel.APP, Initiator.CUSTOMER, Purpose.USE),
            InteractionKind.of(Channel.EMAIL, Initiator.COMPANY, Purpose.OFFER));

    private static final Comparator<Interaction> ORDER = Comparator.comparing(Interaction::customerId)
            .thenComparing(Interaction::at)
            .thenComparing(Interaction::kind)
            .thenComparing(each -> each.value().orElse(Double.NaN))
            .thenComparing(each -> each.cost().orElse(Double.NaN))
            .thenComparing(each -> each.id().orElse(""));

    /** Times are few, so that rows of one time are put in order by the rest; every hundredth row comes twice. */
    private static List<Interaction> rows(int rows, int customers, int frequent) {
        SplittableRandom random = new SplittableRandom(rows + customers);
        List<Interaction> all = new ArrayList<>();
        for (int i = 0; i < rows; i++) {
            int customer = random.nextInt(100) < frequent ? 1 : random.nextInt(customers);
            Instant at = Instant.ofEpochMilli(random.nextInt(1_000));
            Interaction each = Interaction.of("customer " + customer, at, KINDS.get(random.nextInt(KINDS.size())));
            each = i % 2 == 0 ? each : each.withValue(random.nextInt(3));
            each = i % 3 == 0 ? each : each.withCost(random.nextDouble());
            all.add(i % 5 == 0 ? each.withId("i" + i) : each);
        }
        IntStream.range(0, rows / 100).forEach(i -> all.add(all.get(i * 100)));
        return all;
    }

    private static InteractionLog log(List<Interaction> rows) {
        InteractionLog.Builder builder = InteractionLog.builder();
        // Before, between and behind those who have rows.
        List.of("a", "customer 1 ", "z").forEach(id -> builder.customer(Customer.of(id)));
        rows.forEach(builder::add);
        return builder.build();
    }

    @ParameterizedTest
    @CsvSource({"16383, 300, 0", "16384, 1, 0", "40000, 5000, 0", "70000, 30000, 0", "40000, 3000, 50", "40000, 2, 99"})
    void manyRowsAreInTheOrderOfCustomerTimeAndContent(int size, int customers, int frequent) {
        List<Interaction> rows = rows(size, customers, frequent);
        Set<String> ids = new HashSet<>();
        List<Interaction> expected = rows.stream()
                .filter(each -> each.id().isEmpty() || ids.add(each.id().get()))
                .sorted(ORDER)
                .toList();

        InteractionLog log = log(rows);

        assertThat(all(log)).isEqualTo(expected);
        assertThat(log.loadReport().duplicates()).isEqualTo(rows.size() - expected.size());
        assertThat(log.loadReport().identical())
                .isEqualTo(rows.stream().filter(each -> each.id().isEmpty()).count()
                        - expected.stream()
                                .filter(each -> each.id().isEmpty())
                                .distinct()
                                .count());
        Collections.shuffle(rows, new Random(1));
        assertThat(log(rows)).isEqualTo(log);
    }

    private static List<Interaction> all(InteractionLog log) {
        LogView view = log.asOf(Instant.MAX);
        return IntStream.range(0, view.customers())
                .boxed()
                .flatMap(row -> view.history(row).interactions().stream())
                .toList();
    }
}
