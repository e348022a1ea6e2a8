package io.engagement.testkit;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.engagement.domain.InteractionKind;
import io.engagement.history.LogView;
import io.engagement.measure.Filter;
import io.engagement.measure.Measure;
import io.engagement.measure.spi.Quantity;
import io.engagement.measure.spi.Statistic;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The contract lets pass what keeps it, and each law finds its flaw. */
class StatisticContractTest {
    @Nested
    class WithoutFlaw implements StatisticContract {
        @Override
        public List<Measure> measures() {
            return List.of(LongestGap.of(Flaw.NONE));
        }
    }

    @Test
    void aReadingThatIsAlwaysTheSameIsFound() {
        assertThatThrownBy(with(Flaw.SAME_READING)::theHistoriesAreWorthTesting).isInstanceOf(AssertionError.class);
    }

    @Test
    void aNameThatChangesIsFound() {
        assertThatThrownBy(with(Flaw.NAME)::theMeasuresReadOneStatisticAndHaveNamesOfALine)
                .isInstanceOf(AssertionError.class);
    }

    @Test
    void aReadingThatChangesASlotIsFound() {
        assertThatThrownBy(with(Flaw.READING_WRITES)::theOrderDoesNotMatter).isInstanceOf(AssertionError.class);
    }

    @Test
    void whoSaysWronglyThatTheOrderDoesNotMatterIsFound() {
        assertThatThrownBy(with(Flaw.UNORDERED)::theOrderDoesNotMatter).isInstanceOf(AssertionError.class);
    }

    @Test
    void whoSaysWronglyThatCampaignsDoNotMatterIsFound() {
        assertThatThrownBy(with(Flaw.CAMPAIGNS)::campaignsThatAreNotLookedAtChangeNothing)
                .isInstanceOf(AssertionError.class);
    }

    @Test
    void whoWritesBesideItsSlotsIsFound() {
        assertThatThrownBy(with(Flaw.BESIDE)::theSplitDoesNotMatter).isInstanceOf(AssertionError.class);
    }

    @Test
    void aMergeThatForgetsWhatIsBetweenIsFound() {
        assertThatThrownBy(with(Flaw.MERGE_FORGETS)::theSplitDoesNotMatter).isInstanceOf(AssertionError.class);
    }

    @Test
    void whoSaysThatPartsCannotBeMergedAndMergesThemIsFound() {
        assertThatThrownBy(with(Flaw.NOT_MERGEABLE)::whatIsNotMergeableRefusesParts)
                .isInstanceOf(AssertionError.class);
    }

    @Test
    void aMergeThatTakesNothingForSomethingIsFound() {
        assertThatThrownBy(with(Flaw.MERGES_NOTHING)::mergingIsAssociative)
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aTestThatNoInteractionsPassIsFound() {
        assertThatThrownBy(with(Flaw.IMPOSSIBLE)::whateverInteractionsLeadToIsPossible)
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(with(Flaw.IMPOSSIBLE)::writtenAndReadItIsTheSame)
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aReaderThatDiffersIsFound() {
        assertThatThrownBy(with(Flaw.READER)::aTableSaysWhatAStateSays).isInstanceOf(AssertionError.class);
    }

    @Test
    void whoRefusesWithTheJobHalfDoneIsFound() {
        assertThatThrownBy(with(Flaw.HALF_DONE)::whatIsRefusedLeavesTheSlotsAsTheyWere)
                .isInstanceOf(AssertionError.class);
    }

    private static StatisticContract with(Flaw flaw) {
        return () -> List.of(LongestGap.of(flaw));
    }

    private enum Flaw {
        NONE,
        SAME_READING,
        NAME,
        READING_WRITES,
        UNORDERED,
        BESIDE,
        MERGE_FORGETS,
        MERGES_NOTHING,
        NOT_MERGEABLE,
        IMPOSSIBLE,
        READER,
        CAMPAIGNS,
        HALF_DONE
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
            return flaw != Flaw.UNORDERED;
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
            if (at < last && ordered()) {
                throw Statistic.outOfOrder(at, last);
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
            return flaw != Flaw.IMPOSSIBLE || slots[offset + 2] == 0;
        }
    }
}
