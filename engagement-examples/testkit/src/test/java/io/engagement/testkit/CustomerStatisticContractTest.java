package io.engagement.testkit;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.engagement.domain.Customer;
import io.engagement.measure.Measure;
import io.engagement.measure.spi.CustomerStatistic;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** The contract lets pass what keeps it, and its laws find each flaw. */
class CustomerStatisticContractTest {
    @Nested
    class WithoutFlaw extends OwnContract {
        WithoutFlaw() {
            super(Flaw.NONE);
        }
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "NONE")
    void aLawFinds(Flaw flaw) {
        assertThatThrownBy(() -> flaw.law.accept(new OwnContract(flaw)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(flaw.told)
                .satisfies(ShortMessage::check);
    }

    @SuppressWarnings("ImmutableEnumChecker") // a law is a reference to a method
    private enum Flaw {
        NONE(contract -> {}, ""),
        ALL_HAVE_IT(CustomerStatisticContract::theCustomersAreWorthTesting, "some who lack it"),
        LACK(CustomerStatisticContract::theMeasuresAreFactsAndHaveNamesOfALine, "of one line"),
        NAME(CustomerStatisticContract::theMeasuresAreFactsAndHaveNamesOfALine, "another one by another contract"),
        ZERO(CustomerStatisticContract::whoIsNotKnownHasNoNumber, "reset() fills with NaN"),
        KEEPS(CustomerStatisticContract::theLastWordCounts, "know() overwrites all slots"),
        FORGETS(CustomerStatisticContract::mergedWithAPartThatKnowsNothingItIsTheSame, "changes nothing");

        private final Consumer<CustomerStatisticContract> law;
        private final String told;

        Flaw(Consumer<CustomerStatisticContract> law, String told) {
            this.law = law;
            this.told = told;
        }
    }

    private static class OwnContract implements CustomerStatisticContract {
        private final Flaw flaw;

        OwnContract(Flaw flaw) {
            this.flaw = flaw;
        }

        @Override
        public List<Measure> measures() {
            Seats seats = new Seats(flaw);
            return List.of(Measure.of(
                    seats, (slots, offset, now, unit) -> slots[offset], "seats", "seats", Measure.Unit.COUNT));
        }

        @Override
        public Customer customer(SplittableRandom random, String id) {
            boolean has = flaw == Flaw.ALL_HAVE_IT || random.nextBoolean();
            Customer customer = Customer.of(id);
            return has ? customer.withAttribute("seats", String.valueOf(random.nextInt(9))) : customer;
        }
    }

    /** Licences on the customer's record. */
    private record Seats(Flaw flaw) implements CustomerStatistic {
        @Override
        public String name() {
            return flaw == Flaw.NAME ? "seats " + System.nanoTime() : "seats";
        }

        @Override
        public String lack() {
            return flaw == Flaw.LACK ? "seats\non the record" : "seats on the record";
        }

        @Override
        public int slots() {
            return 1;
        }

        @Override
        public void reset(double[] slots, int offset) {
            slots[offset] = flaw == Flaw.ZERO ? 0 : Double.NaN;
        }

        @Override
        public void know(Customer customer, double[] slots, int offset) {
            double seats = customer.number("seats").orElse(Double.NaN);
            if (!(flaw == Flaw.KEEPS && Double.isNaN(seats))) {
                slots[offset] = seats;
            }
        }

        @Override
        public void merge(double[] slots, int offset, double[] other, int otherOffset) {
            if (flaw == Flaw.FORGETS) {
                slots[offset] = other[otherOffset];
            } else {
                CustomerStatistic.super.merge(slots, offset, other, otherOffset);
            }
        }
    }
}
