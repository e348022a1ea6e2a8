package io.engagement.connect;

import io.engagement.domain.Interaction;
import io.engagement.domain.InteractionKind;
import io.engagement.history.InteractionLog;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Rows that have an id, where those of one id are added up, or one of them stands for all. One interaction an id is held. */
final class SameIds {
    private final Way way;
    private final SignedKinds signed;
    private final Map<String, Held> byId = new HashMap<>();

    /** What becomes of them: of sources for which it is the same, rows of one id are held together. */
    record Way(RepeatedIds repeatedIds, boolean addsUp, NegativePurchases negativePurchases) {
        static Way of(Mapping mapping) {
            return new Way(mapping.repeatedIds(), mapping.addUp().isPresent(), mapping.negativePurchases());
        }
    }

    SameIds(Way way) {
        this.way = way;
        this.signed = new SignedKinds(way.negativePurchases());
    }

    /** What stands for the rows of an id so far. */
    private static final class Held {
        private Interaction interaction;
        private final Tally tally;
        private final String place;
        private int rows = 1;
        /** Where the row is that came after it. */
        private String other = "";

        /** With the sign that rows have: what a return is worth is no positive sum, though one of its rows may be. */
        private @Nullable BigDecimal value;

        private @Nullable BigDecimal cost;

        Held(Interaction interaction, double value, Tally tally, String place) {
            this.interaction = interaction;
            this.value = decimal(value);
            this.cost = decimal(interaction.cost().orElse(Double.NaN));
            this.tally = tally;
            this.place = place;
        }

        String place() {
            return tally.name() + " " + place;
        }
    }

    /** A row that has an id, the value that it has itself, NaN if none, and where in its source it is. */
    void add(Interaction interaction, double value, Tally tally, String place) {
        Held row = new Held(interaction, value, tally, place);
        Held before = byId.putIfAbsent(interaction.id().orElse(""), row);
        if (before == null) {
            tally.accept(1);
        } else if (way.addsUp()) {
            addUp(before, row);
        } else {
            choose(before, row);
        }
    }

    private void choose(Held before, Held row) {
        before.rows++;
        if (way.repeatedIds() == RepeatedIds.REFUSE) {
            before.other = before.other.isEmpty() ? row.place() : before.other;
            refuse(row, before.place());
            return;
        }
        row.tally.repeat(1);
        if (way.repeatedIds() == RepeatedIds.LAST) {
            before.interaction = row.interaction;
            before.value = row.value;
        }
    }

    private static void refuse(Held row, String other) {
        String id = row.interaction.id().orElse("");
        row.tally.refuse(new Refused(
                "the id of a row is repeated",
                row.place() + ": id '" + Excerpt.of(id) + "' is that of " + other + " too; --repeated-ids says which"
                        + " of them counts, or --add-up id that they are parts of one",
                1,
                ""));
    }

    private static void addUp(Held sum, Held row) {
        String differs = difference(sum.interaction, row.interaction);
        if (!differs.isEmpty()) {
            row.tally.refuse(new Refused(
                    "rows of one id that add up differ",
                    row.place() + ": id '" + Excerpt.of(row.interaction.id().orElse("")) + "' has " + differs + " on "
                            + sum.place() + ": rows of one id that --add-up adds up are of one customer and kind",
                    1,
                    ""));
            return;
        }
        sum.rows++;
        sum.value = sum(sum.value, row.value);
        sum.cost = sum(sum.cost, row.cost);
        if (row.interaction.at().isBefore(sum.interaction.at())) {
            sum.interaction = row.interaction;
        }
        row.tally.repeat(1);
    }

    /** In what a row differs from the one before it, and what that one has; empty if in nothing. */
    private static String difference(Interaction one, Interaction other) {
        if (!one.customerId().equals(other.customerId())) {
            return "customer '" + Excerpt.of(one.customerId()) + "'";
        }
        return one.kind().equals(other.kind()) ? "" : "kind " + one.kind();
    }

    /** As it is written, so that tenths add up exactly. */
    private static @Nullable BigDecimal decimal(double amount) {
        return Double.isNaN(amount) ? null : BigDecimal.valueOf(amount);
    }

    private static @Nullable BigDecimal sum(@Nullable BigDecimal one, @Nullable BigDecimal other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.add(other);
    }

    /** Adds what stands for each id to a log. */
    void addTo(InteractionLog.Builder log) {
        byId.values().forEach(each -> addTo(log, each));
        byId.clear();
    }

    private void addTo(InteractionLog.Builder log, Held held) {
        if (way.repeatedIds() == RepeatedIds.REFUSE && held.rows > 1) {
            held.tally.accept(-1);
            refuse(held, held.other);
            return;
        }
        try {
            Interaction whole = way.addsUp() ? sum(held) : held.interaction;
            log.add(whole);
            held.tally.counts().addValue(whole.kind(), held.value == null ? Double.NaN : held.value.doubleValue());
        } catch (RowRefused e) {
            refuseSum(held, e);
        } catch (IllegalArgumentException e) {
            refuseSum(held, RowRefused.of(e));
        }
    }

    private Interaction sum(Held held) {
        Interaction sum = held.interaction;
        sum = held.cost == null ? sum : sum.withCost(held.cost.doubleValue());
        if (held.value == null) {
            return sum;
        }
        double value = held.value.doubleValue();
        InteractionKind kind = signed.of(sum.kind(), value);
        held.tally.counts().returns += kind.equals(sum.kind()) ? 0 : 1;
        return sum.withValue(value).withKind(kind);
    }

    private static void refuseSum(Held held, RowRefused why) {
        held.tally.accept(-1);
        held.tally.repeat(1 - held.rows);
        held.tally.refuse(new Refused(
                why.reason(),
                held.place() + ": the rows of id '"
                        + Excerpt.of(held.interaction.id().orElse("")) + "' add up to " + why.getMessage(),
                held.rows,
                ""));
    }
}
