package io.engagement.journey.motive;

import io.engagement.domain.Registry;
import io.engagement.fit.ModelText;
import io.engagement.initiative.SilenceHabit;
import io.engagement.internal.base.Leaving;
import io.engagement.measure.Filter;
import io.engagement.measure.PurchaseDefinition;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Optional;

/** How long a silence has to be so that a customer counts as having left. */
sealed interface Patience {
    /** What ends a silence. */
    Filter acts();

    /** The same where other acts end it. */
    Patience withActs(Filter others);

    ModelText writtenTo(ModelText text);

    /**
     * Beyond a share of the customer's own gaps, as stages have it.
     *
     * @param days which acts end it, and whose days
     * @param share of the customer's own gaps that are shorter
     * @param habit by which they are judged; empty until a fit has learned it
     */
    record OwnGap(PurchaseDefinition days, double share, Optional<SilenceHabit> habit) implements Patience {
        public OwnGap {
            if (!(share > 0 && share < 1)) {
                throw new IllegalArgumentException("share must be above 0 and below 1, was " + share);
            }
        }

        static OwnGap of(double share) {
            return new OwnGap(new PurchaseDefinition(Leaving.ACTS, ZoneOffset.UTC), share, Optional.empty());
        }

        @Override
        public Filter acts() {
            return days.filter();
        }

        @Override
        public OwnGap withActs(Filter others) {
            return new OwnGap(new PurchaseDefinition(others, days.zone()), share, Optional.empty());
        }

        OwnGap withHabit(SilenceHabit own) {
            return new OwnGap(own.days(), share, Optional.of(own));
        }

        @Override
        public ModelText writtenTo(ModelText text) {
            ModelText all = text.with("days", days.toText()).with("share", share);
            return habit.isPresent() ? all.withPart("habit", habit.get().modelText()) : all;
        }

        /** By what they say: habits are equal if their texts are. */
        @Override
        public boolean equals(Object other) {
            return other instanceof OwnGap gap
                    && writtenTo(ModelText.of("own-gap", 1))
                            .toString()
                            .equals(gap.writtenTo(ModelText.of("own-gap", 1)).toString());
        }

        @Override
        public int hashCode() {
            return Double.hashCode(share);
        }

        @Override
        public String toString() {
            return "silent beyond the own " + Math.round(1000 * share) / 10.0 + " % gap";
        }
    }

    /**
     * The same for all.
     *
     * @param acts what ends it
     * @param longest how long anybody is waited for
     */
    record Alike(Filter acts, Duration longest) implements Patience {
        public Alike {
            MotiveText.checked("a silence", longest);
        }

        @Override
        public Alike withActs(Filter others) {
            return new Alike(others, longest);
        }

        @Override
        public ModelText writtenTo(ModelText text) {
            return text.with("acts", acts.toText()).with("silence", longest.toString());
        }

        @Override
        public String toString() {
            return "no act within " + Exit.days(longest);
        }
    }

    /** Empty if the text is of none. */
    static Optional<Patience> read(ModelText text, Registry registry) {
        Optional<String> days = text.optionalWord("days");
        if (days.isPresent()) {
            OwnGap gap = new OwnGap(
                    PurchaseDefinition.read(days.get(), registry),
                    text.number("share", Double.MIN_VALUE, Math.nextDown(1.0)),
                    Optional.empty());
            return Optional.of(
                    text.optionalWord("habit").isPresent()
                            ? gap.withHabit(SilenceHabit.FAMILY.readPart(text, "habit", registry))
                            : gap);
        }
        return text.optionalWord("acts")
                .map(acts -> new Alike(Filter.read(acts, registry), MotiveText.duration(text, "silence")));
    }
}
