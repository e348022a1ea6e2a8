package io.engagement.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.engagement.domain.Channel;
import io.engagement.domain.Initiator;
import io.engagement.domain.Interaction;
import io.engagement.domain.InteractionKind;
import io.engagement.domain.Purpose;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows that are added many at once make the log that they make one by one. */
class InteractionRowsConsistencyTest {
    private static final InteractionKind PURCHASE =
            InteractionKind.of(Channel.WEB, Initiator.CUSTOMER, Purpose.PURCHASE);
    private static final InteractionKind USE = InteractionKind.of(Channel.APP, Initiator.CUSTOMER, Purpose.USE);

    @Provide
    Arbitrary<List<Interaction>> interactions() {
        return InteractionArbitraries.interactions();
    }

    private static void add(InteractionRows rows, Interaction each) {
        Interaction plain = Interaction.of(each.customerId(), each.at(), each.kind());
        double value = each.value().orElse(Double.NaN);
        double cost = each.cost().orElse(Double.NaN);
        plain = Double.isNaN(value) ? plain : plain.withValue(value);
        plain = Double.isNaN(cost) ? plain : plain.withCost(cost);
        if (plain.equals(each)) {
            add(rows, each.customerId(), each.at().toEpochMilli(), each.kind(), value, cost);
        } else {
            rows.add(each);
        }
    }

    private static void add(
            InteractionRows rows, String customer, long at, InteractionKind kind, double value, double cost) {
        byte[] bytes = ("<" + customer + ">").getBytes(StandardCharsets.UTF_8);
        rows.add(bytes, 1, bytes.length - 1, at, kind, value, cost);
    }

    @Property(seed = "31", tries = 300, edgeCases = EdgeCasesMode.NONE)
    void anySplitOfRowsMakesTheSameLog(
            @ForAll("interactions") List<Interaction> all, @ForAll @IntRange(min = 1, max = 50) int many) {
        InteractionLog.Builder oneByOne = InteractionLog.builder();
        all.forEach(oneByOne::add);
        InteractionLog.Builder together = InteractionLog.builder();
        for (int from = 0; from < all.size(); from += many) {
            InteractionRows rows = InteractionRows.empty();
            List<Interaction> part = all.subList(from, Math.min(all.size(), from + many));
            part.forEach(each -> add(rows, each));
            assertThat(rows.size()).isEqualTo(part.size());
            assertThat(rows.kinds())
                    .containsExactlyInAnyOrderElementsOf(
                            part.stream().map(Interaction::kind).distinct().toList());
            together.addAll(rows);
        }
        assertThat(together.build()).isEqualTo(oneByOne.build());
        assertThat(together.build().loadReport()).isEqualTo(oneByOne.build().loadReport());
    }

    @Test
    void idsOfAnyLengthAndOfAnyLettersAreToldApart() {
        SplittableRandom random = new SplittableRandom(4);
        List<String> ids = new ArrayList<>(List.of("a\0", "a\0\0", "a", "\u00e9", "\u0000x", "x\u0000"));
        for (int length : new int[] {1, 7, 8, 9, 15, 16, 17, 254, 255, 256, 300}) {
            String same = "x".repeat(length - 1);
            for (int i = 0; i < 50; i++) {
                ids.add(same + (char) ('0' + i));
                ids.add((char) ('0' + i) + same);
                ids.add(same + "\u20ac" + i);
            }
        }
        InteractionLog.Builder oneByOne = InteractionLog.builder();
        InteractionLog.Builder together = InteractionLog.builder();
        for (int batch = 0; batch < 20; batch++) {
            InteractionRows rows = InteractionRows.empty();
            for (int i = 0; i < 1_000; i++) {
                String id = ids.get(random.nextInt(ids.size()));
                double value = i % 3 == 0 ? Double.NaN : random.nextInt(10_000) / 100.0;
                double cost = i % 5 == 0 ? i : Double.NaN;
                InteractionKind kind = i % 2 == 0 ? USE : PURCHASE;
                oneByOne.add(id, i, kind, value, cost);
                if (i % 7 == 0) {
                    together.add(id, i, kind, value, cost);
                } else {
                    add(rows, id, i, kind, value, cost);
                }
            }
            together.addAll(rows);
        }
        assertThat(together.build()).isEqualTo(oneByOne.build());
        assertThat(together.build().customers())
                .isEqualTo((int) ids.stream().distinct().count());
    }

    @Test
    void manyCustomersAreFoundAgain() {
        InteractionLog.Builder log = InteractionLog.builder();
        for (int pass = 0; pass < 2; pass++) {
            InteractionRows rows = InteractionRows.empty();
            for (int i = 0; i < 100_000; i++) {
                add(rows, i % 2 == 0 ? "c" + i : "a customer with number " + i, pass, USE, Double.NaN, Double.NaN);
            }
            log.addAll(rows);
        }
        assertThat(log.build().customers()).isEqualTo(100_000);
        assertThat(log.build().size()).isEqualTo(200_000);
        assertThat(log.build().loadReport().identical()).isZero();
    }

    @Test
    void aCustomerIsTheSameWhetherTheIdIsATextBytesOrANumber() {
        InteractionRows rows = InteractionRows.empty();
        add(rows, "42", 1, USE, Double.NaN, Double.NaN);
        InteractionLog log = InteractionLog.builder()
                .add(42L, 0, USE, Double.NaN, Double.NaN)
                .addAll(rows)
                .add("42", 2, USE, Double.NaN, Double.NaN)
                .build();
        assertThat(log.customers()).isEqualTo(1);
        assertThat(log.asOf(Instant.ofEpochMilli(1)).size()).isEqualTo(2);
    }

    @Test
    void rowsStayAsTheyAre() {
        InteractionRows rows = InteractionRows.empty();
        add(rows, "a", 1, USE, 2, Double.NaN);
        rows.add(Interaction.of("b", Instant.EPOCH, PURCHASE).withId("1"));
        InteractionLog first = InteractionLog.builder().addAll(rows).build();
        assertThat(InteractionLog.builder().addAll(rows).build()).isEqualTo(first);
        assertThat(rows.size()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t ", "\u2003"})
    void aBlankIdIsRefused(String id) {
        InteractionRows rows = InteractionRows.empty();
        assertThatThrownBy(() -> add(rows, id, 0, USE, Double.NaN, Double.NaN))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("customerId");
        assertThat(rows.size()).isZero();
    }

    @Test
    void whatIsOutOfItsRangeIsRefusedInTheWordsOfAnInteraction() {
        InteractionRows rows = InteractionRows.empty();
        assertThatThrownBy(() -> add(rows, "a", 0, USE, Double.POSITIVE_INFINITY, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("value must be 0, or from 1.0E-12 to 1.0E15");
        assertThatThrownBy(() -> add(rows, "a", 0, USE, 0, -1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("cost must");
        assertThatThrownBy(() -> rows.add(new byte[] {'a', (byte) 0xFC}, 0, 2, 0, USE, 0, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("customerId must be UTF-8");
        assertThatThrownBy(() -> rows.add(new byte[] {'a'}, 0, 2, 0, USE, 0, 0))
                .isInstanceOf(IndexOutOfBoundsException.class);
        assertThat(rows.size()).isZero();
    }
}
