package io.engagement.connect;

import static org.assertj.core.api.Assertions.assertThat;

import io.engagement.domain.Channel;
import io.engagement.domain.Customer;
import io.engagement.domain.Initiator;
import io.engagement.domain.InteractionKind;
import io.engagement.domain.Purpose;
import io.engagement.history.InteractionLog;
import io.engagement.history.LogView;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Whether a file of customers writes ids as the files of interactions do. */
class LookAlikesTest {
    private static final Instant AT = Instant.parse("2026-01-01T00:00:00Z");
    private static final InteractionKind BUYS =
            InteractionKind.of(Channel.of("store"), Initiator.CUSTOMER, Purpose.PURCHASE);

    private final InteractionLog.Builder builder = InteractionLog.builder();

    private LookAlikes alike(List<String> active, List<String> idle) {
        active.forEach(id -> builder.add(id, AT.toEpochMilli(), BUYS, 1, 0));
        idle.forEach(id -> builder.customer(Customer.of(id)));
        return LookAlikes.of(view());
    }

    private LogView view() {
        return builder.build().asOf(AT);
    }

    private static List<String> ids(String format, int count) {
        return IntStream.range(0, count).mapToObj(i -> format.formatted(i)).toList();
    }

    @Test
    void caseBlanksAndLeadingZerosAreOneId() {
        LookAlikes alike = alike(List.of("C0001", "C 2", "00x3", "9"), List.of("c1", "C2", "0x3", "10"));

        assertThat(alike.note(4).orElseThrow())
                .contains("leading zeros: 3 of 4, such as '0x3' and '00x3'. One customer each? Write ids in one way");
        assertThat(alike.has("10")).isFalse();
    }

    @Test
    void joinedTheyAreTheCustomersThatTheyLookLike() {
        LookAlikes alike = alike(List.of("C1", "C2"), List.of("c1", "d"));
        LogView joined = alike.joined(builder.build()).asOf(AT);

        assertThat(joined.customers()).isEqualTo(3);
        assertThat(joined.row("c1")).isEmpty();
        assertThat(joined.size()).isEqualTo(2);
    }

    @Test
    void customersOfWhomHardlyAnyIsKnownAreTold() {
        assertThat(alike(ids("a%d", 50), ids("b%d", 200)).note(201).orElseThrow())
                .startsWith("hardly any customer of --customers is one of --input: 1 of 201, where --input has 50.");
    }

    @Test
    void prospectsWhoHaveNotBoughtYetAreNoFault() {
        assertThat(alike(ids("a%d", 50), ids("b%d", 5000)).note(5050)).isEmpty();
        assertThat(LookAlikes.of(InteractionLog.builder().build().asOf(AT)).note(0))
                .isEmpty();
    }
}
