package io.engagement.testkit;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.engagement.domain.InteractionKind;
import io.engagement.history.LogView;
import io.engagement.measure.Filter;
import io.engagement.measure.Measure;
import io.engagement.measure.spi.Quantity;
import io.engagement.measure.spi.Statistic;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** The contract lets pass what keeps it, and each law finds its flaw. */
class StatisticContractTest {
    @Nested
    class WithoutFlaw implements StatisticContract {
        @Override
        public List<Measure> measures() {
            return List.of(LongestGap.of(Flaw.NONE));
        }
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "NONE")
    void aLawFinds(Flaw flaw) {
        assertThatThrownBy(() -> flaw.law.accept(with(flaw)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(flaw.told)
                .satisfies(ShortMessage::check);
    }

    private static StatisticContract with(Flaw flaw) {
        return () -> List.of(LongestGap.of(flaw));
    }

    /** Neither all that was drawn nor all numbers: the fewest interactions, the two orders, both readings, what to do. */
    @Test
    void anOrderThatMattersIsToldByTheFewestInteractionsThatShowIt() {
        assertThatThrownBy(with(Flaw.UNORDERED)::theOrderDoesNotMatter)
                .hasMessageMatching(String.join(
                        "\\R",
                        "the order of interactions does not matter, as ordered\\(\\) is false",
                        "customer c, interactions: 2",
                        "  1  \\S+Z \\w+, \\w+, \\w+.*",
                        "  2  \\S+Z \\w+, \\w+, \\w+.*",
                        "in the order 1, 2: longest gap is \\S+",
                        "in the order 2, 1: longest gap is \\S+",
                        "What to do: let enter\\(\\) come to the same slots in any order, .*"));
    }

    @SuppressWarnings("ImmutableEnumChecker") // a law is a reference to a method
    private enum Flaw {
        NONE(contract -> {}, ""),
        SAME_READING(StatisticContract::theHistoriesAreWorthTesting, "refine history(random)"),
        NAME(
                StatisticContract::theMeasuresReadOneStatisticAndHaveNamesOfALine,
                "its name() and slots() are always the same"),
        READING_WRITES(StatisticContract::theOrderDoesNotMatter, "a reading writes nothing"),
        UNORDERED(StatisticContract::theOrderDoesNotMatter, "ordered() is true if they need order"),
        TIES(StatisticContract::theOrderDoesNotMatter, "interactions of one instant come in any order"),
        THROWS(StatisticContract::theOrderDoesNotMatter, "what is legal was refused"),
        CAMPAIGNS(StatisticContract::campaignsThatAreNotLookedAtChangeNothing, "says so by looksAtCampaigns()"),
        BESIDE(StatisticContract::theSplitDoesNotMatter, "write slots[offset] to slots[offset + slots() - 1] only"),
        MERGE_FORGETS(StatisticContract::theSplitDoesNotMatter, "enter() and merge() must lead to one state"),
        MERGES_NOTHING(StatisticContract::mergingIsAssociative, "merge() with nothing changes nothing"),
        NOT_MERGEABLE(StatisticContract::whatIsNotMergeableRefusesParts, "or mergeable() is true"),
        IMPOSSIBLE(StatisticContract::whateverInteractionsLeadToIsPossible, "let isPossible() be true"),
        IMPOSSIBLE_READ(StatisticContract::writtenAndReadItIsTheSame, "let isPossible() be true"),
        READER(StatisticContract::aTableSaysWhatAStateSays, "it says what enter() says"),
        HALF_DONE(StatisticContract::whatIsRefusedLeavesTheSlotsAsTheyWere, "check first, then write");

        private final Consumer<StatisticContract> law;
        private final String told;

        Flaw(Consumer<StatisticContract> law, String told) {
            this.law = law;
            this.told = told;
        }
    }

    /** Slots: first, last, longest gap. */
    private record LongestGap(Flaw flaw) implements Statistic {
        static Measure of(Flaw flaw) {
            LongestGap gap = new LongestGap(flaw);
            return Measure.of(gap, gap::longest, "longest", "longest gap", Measure.Unit.TIME);
        }

        private double longest(double[] slots, int offset, double now, double unit) {
            return switch (flaw) {
                case SAME_READING -> 1;
                case READING_WRITES -> slots[offset + 2]++;
                default -> slots[offset] < slots[offset + 1] ? slots[offset + 2] / unit : Double.NaN;
            };
        }

        @Override
        public String name() {
            return "longest_gap" + (flaw == Flaw.NAME ? System.nanoTime() : "");
        }

        @Override
        public int slots() {
            return 3;
        }

        @Override
        public boolean ordered() {
            return flaw != Flaw.UNORDERED && flaw != Flaw.THROWS;
        }

        @Override
        public boolean mergeable() {
            return flaw != Flaw.NOT_MERGEABLE;
        }

        @Override
        public boolean takes(double at, double[] slots, int offset) {
            return at >= slots[offset + 1];
        }

        @Override
        public void reset(double[] slots, int offset) {
            slots[offset] = Double.NEGATIVE_INFINITY;
            slots[offset + 1] = Double.NEGATIVE_INFINITY;
            slots[offset + 2] = 0;
        }

        @Override
        public double weight(InteractionKind kind, ToDoubleFunction<Quantity> quantities) {
            Filter of = flaw == Flaw.CAMPAIGNS ? Filter.campaign("campaign 1").negate() : Filter.all();
            return of.matches(kind, quantities) ? 1 : 0;
        }

        @Override
        public boolean looksAtCampaigns() {
            return false;
        }

        @Override
        public void enter(double at, double weight, ToDoubleFunction<Quantity> quantities, double[] slots, int offset) {
            double last = slots[offset + 1];
            if (flaw == Flaw.BESIDE) {
                slots[offset + 3]++;
            }
            if (flaw == Flaw.HALF_DONE) {
                slots[offset + 2]++;
            }
            if (flaw == Flaw.TIES && at == last) {
                slots[offset + 2] += Math.max(0, quantities.applyAsDouble(Quantity.VALUE));
            }
            if (flaw != Flaw.UNORDERED) {
                Statistic.requireInOrder(at, last);
            }
            if (last == Double.NEGATIVE_INFINITY) {
                slots[offset] = at;
            } else {
                slots[offset + 2] = Math.max(slots[offset + 2], at - last);
            }
            slots[offset + 1] = at;
        }

        @Override
        public void merge(double[] slots, int offset, double[] other, int otherOffset) {
            if (other[otherOffset] == Double.NEGATIVE_INFINITY && flaw != Flaw.MERGES_NOTHING) {
                return;
            }
            if (flaw != Flaw.MERGE_FORGETS || slots[offset] == Double.NEGATIVE_INFINITY) {
                enter(other[otherOffset], 1, none -> Double.NaN, slots, offset);
            }
            slots[offset + 1] = other[otherOffset + 1];
            slots[offset + 2] = Math.max(slots[offset + 2], other[otherOffset + 2]);
        }

        @Override
        public Reader reader(LogView view) {
            Reader usual = Statistic.super.reader(view);
            return flaw == Flaw.READER
                    ? (from, to, slots, offset) -> usual.addAll(Math.min(from + 1, to), to, slots, offset)
                    : usual;
        }

        @Override
        public boolean isPossible(double[] slots, int offset, double latest) {
            return (flaw != Flaw.IMPOSSIBLE && flaw != Flaw.IMPOSSIBLE_READ) || slots[offset + 2] == 0;
        }
    }
}
