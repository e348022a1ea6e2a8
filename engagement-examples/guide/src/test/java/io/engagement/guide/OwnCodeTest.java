package io.engagement.guide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.engagement.measure.Filter;
import io.engagement.measure.FilteredStatistic;
import io.engagement.measure.Measure;
import io.engagement.measure.spi.Quantity;
import io.engagement.testkit.StatisticContract;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

/** What the page on own code tells of a law that is broken is what the testkit says. */
class OwnCodeTest {
    @Test
    void theMessageOfABrokenLawIsTheTestkits() throws IOException {
        StatisticContract contract = () -> List.of(LastGap.of(Filter.ownInitiative()));
        Throwable broken = catchThrowable(contract::theOrderDoesNotMatter);
        assertThat(Page.read(Path.of("own-code.md")).blocks())
                .filteredOn(block -> block.language().isEmpty())
                .singleElement()
                .matches(block -> block.code().strip().equals(broken.getMessage()), broken.getMessage());
    }

    /** Slots: last, gap. It says that it is not ordered, and is. */
    private record LastGap(Filter filter) implements FilteredStatistic {
        static Measure of(Filter filter) {
            return Measure.of(
                    new LastGap(filter),
                    (slots, offset, now, unit) -> slots[offset + 1] / unit,
                    "last_gap",
                    "last time between contacts",
                    Measure.Unit.TIME);
        }

        @Override
        public String name() {
            return "last_gap[" + filter + "]";
        }

        @Override
        public int slots() {
            return 2;
        }

        @Override
        public boolean ordered() {
            return false;
        }

        @Override
        public void reset(double[] slots, int offset) {
            slots[offset] = Double.NaN;
            slots[offset + 1] = Double.NaN;
        }

        @Override
        public void enter(double at, double weight, ToDoubleFunction<Quantity> of, double[] slots, int offset) {
            slots[offset + 1] = at - slots[offset];
            slots[offset] = at;
        }

        @Override
        public void merge(double[] slots, int offset, double[] other, int otherOffset) {
            throw new UnsupportedOperationException("no law of merging is tried");
        }
    }
}
