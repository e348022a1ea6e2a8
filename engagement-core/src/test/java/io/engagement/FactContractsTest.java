package io.engagement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.engagement.domain.Customer;
import io.engagement.domain.TimeScale;
import io.engagement.history.InteractionLog;
import io.engagement.measure.Levels;
import io.engagement.measure.Measure;
import io.engagement.measure.MeasureState;
import io.engagement.measure.MeasureTable;
import io.engagement.measure.StateLayout;
import io.engagement.measure.spi.CustomerStatistic;
import io.engagement.testkit.CustomerStatisticContract;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What is known of customers keeps the laws that are asked of one's own, which work as the built-in ones do. */
class FactContractsTest {
    private static final Instant NOW = Instant.parse("2026-06-01T00:00:00Z");

    @Nested
    class ANumber implements CustomerStatisticContract {
        @Override
        public List<Measure> measures() {
            return List.of(Measure.attribute("age"));
        }

        @Override
        public Customer customer(SplittableRandom random, String id) {
            Customer customer = Customer.of(id);
            return random.nextInt(4) == 0 ? customer : customer.withAttribute("age", random.nextInt(-9, 9) + ".5");
        }
    }

    @Nested
    class ACategory implements CustomerStatisticContract {
        @Override
        public List<Measure> measures() {
            return Levels.of("segment", List.of("gold", "basic", "a b")).measures();
        }

        @Override
        public Customer customer(SplittableRandom random, String id) {
            return of(random, id, "gold", "basic", "a b");
        }
    }

    @Nested
    class ACategoryWithUnseenLevels implements CustomerStatisticContract {
        @Override
        public List<Measure> measures() {
            return Levels.of("segment", List.of("gold", "basic", "a b"))
                    .unseenAsBaseline()
                    .measures();
        }

        @Override
        public Customer customer(SplittableRandom random, String id) {
            return of(random, id, "gold", "basic", "a b", "platinum", "Gold");
        }
    }

    private static Customer of(SplittableRandom random, String id, String... levels) {
        int level = random.nextInt(levels.length + 1);
        return level == levels.length ? Customer.of(id) : Customer.of(id).withAttribute("segment", levels[level]);
    }

    /** Length of an attribute, and whether it begins with a digit. */
    record Shape(String attribute) implements CustomerStatistic {
        static List<Measure> measures(String attribute) {
            Shape shape = new Shape(attribute);
            return List.of(
                    Measure.of(shape, (slots, at, now, unit) -> slots[at], "length", "length", Measure.Unit.COUNT),
                    Measure.of(
                            shape,
                            (slots, at, now, unit) -> slots[at + 1],
                            "digit",
                            "beginning with a digit",
                            Measure.Unit.FLAG));
        }

        @Override
        public String name() {
            return "shape[" + attribute + "]";
        }

        @Override
        public int slots() {
            return 2;
        }

        @Override
        public void know(Customer customer, double[] slots, int offset) {
            String text = customer.attribute(attribute).orElse("");
            slots[offset] = text.isEmpty() ? Double.NaN : text.length();
            if (text.equals("broken")) {
                throw new IllegalStateException("no shape");
            }
            slots[offset + 1] = text.isEmpty() ? Double.NaN : Character.isDigit(text.charAt(0)) ? 1 : 0;
        }
    }

    @Nested
    class OnesOwn implements CustomerStatisticContract {
        @Override
        public List<Measure> measures() {
            return Shape.measures("segment");
        }

        @Override
        public Customer customer(SplittableRandom random, String id) {
            return of(random, id, "gold", "2nd", "a b", "7");
        }
    }

    @Test
    void onesOwnThatThrowsIsNamedAndChangesNothing() {
        StateLayout layout = StateLayout.of(Shape.measures("x"));
        MeasureState state = MeasureState.of(layout);
        state.know(Customer.of("a").withAttribute("x", "gold"));
        byte[] before = state.toBytes();
        assertThatIllegalStateException()
                .isThrownBy(() -> state.know(Customer.of("a").withAttribute("x", "broken")))
                .withMessageContaining("statistic shape[x] of customer a, " + Shape.class.getName() + ", threw ")
                .withMessageContaining("no shape");
        assertThat(state.toBytes()).isEqualTo(before);
        InteractionLog log = InteractionLog.builder()
                .customer(Customer.of("a").withAttribute("x", "broken"))
                .build();
        assertThatIllegalStateException()
                .isThrownBy(() -> MeasureTable.of(log.asOf(NOW), TimeScale.DAYS, Shape.measures("x")))
                .withMessageContaining("statistic shape[x] of customer a");
    }

    @Test
    void slotsThatNoCustomerLeadsToAreRefused() {
        for (Measure measure : List.of(
                Measure.attribute("age"),
                Measure.given("nps", Measure.Unit.NUMBER),
                Measure.category(Levels.of("x", List.of("a", "b")), "b"))) {
            StateLayout layout = StateLayout.of(List.of(measure));
            assertThatIllegalArgumentException()
                    .as("%s", measure)
                    .isThrownBy(() -> layout.check(new double[] {Double.POSITIVE_INFINITY}, 0, 0));
        }
        StateLayout levels = StateLayout.of(Levels.of("x", List.of("a", "b")).measures());
        for (double wrong : new double[] {-1, 2, 0.5, Double.NEGATIVE_INFINITY}) {
            assertThatIllegalArgumentException().isThrownBy(() -> levels.check(new double[] {wrong}, 0, 0));
        }
        levels.check(new double[] {Double.NaN}, 0, 0);
        levels.check(new double[] {1}, 0, 0);
    }
}
