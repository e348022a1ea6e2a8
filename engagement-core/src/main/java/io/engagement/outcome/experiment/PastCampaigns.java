package io.engagement.outcome.experiment;

import io.engagement.domain.Initiator;
import io.engagement.domain.InteractionKind;
import io.engagement.history.LogView;
import io.engagement.internal.math.Checks;
import io.engagement.measure.Filter;
import io.engagement.outcome.effect.ArmSums;
import io.engagement.table.Table;
import io.engagement.table.Tabular;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Which campaigns of the past could have shown anything, had some of their customers been held out: by how many were contacted
 * and how much what they brought in a window before the contact differs between them. Immutable.
 */
public final class PastCampaigns implements Tabular {
    private final List<Row> rows;

    private PastCampaigns(List<Row> rows) {
        this.rows = rows;
    }

    /**
     * A campaign.
     *
     * @param campaign its name
     * @param customers who were contacted
     * @param mean of what they brought in the window before their first contact
     * @param detectable the least effect that it could have shown, in the same unit; NaN of fewer than three customers
     * @param couldShow whether an effect of the size asked for is at least that large
     */
    public record Row(String campaign, long customers, double mean, double detectable, boolean couldShow) {
        /**
         * Checks the name.
         *
         * @param campaign its name
         * @param customers who were contacted
         * @param mean of what they brought in the window before their first contact
         * @param detectable the least effect that it could have shown, in the same unit; NaN of fewer than three customers
         * @param couldShow whether an effect of the size asked for is at least that large
         * @throws IllegalArgumentException if the name is blank
         */
        public Row {
            Assignments.present("campaign", campaign);
        }
    }

    /**
     * Looks back.
     *
     * @param view the log
     * @param value which interactions bring value
     * @param window before the first contact, as long as the outcome would be counted; positive
     * @param heldOutShare of the customers, above 0 and below 1
     * @param power to find an effect
     * @param relative effect that is thought possible, to the mean; positive
     * @return a row for each campaign of the company, by name
     * @throws IllegalArgumentException if an argument is not so
     */
    public static PastCampaigns of(
            LogView view, Filter value, Duration window, double heldOutShare, Power power, double relative) {
        Checks.positive("relative", relative);
        if (window.isNegative() || window.isZero()) {
            throw new IllegalArgumentException("window must be positive, was " + window);
        }
        if (!(heldOutShare > 0 && heldOutShare < 1)) {
            throw new IllegalArgumentException("heldOutShare must be above 0 and below 1, was " + heldOutShare);
        }
        Objects.requireNonNull(power, "power");
        LogFigure before = new LogFigure("before", LogFigure.Kind.VALUE, value, window.negated(), Duration.ZERO);
        List<Row> rows = new ArrayList<>();
        contacted(view).forEach((campaign, customers) -> {
            ArmSums sums = ArmSums.of(before.values(view, customers));
            double detectable = sums.customers() < 3
                    ? Double.NaN
                    : power.detectableDifference(
                            Math.sqrt(sums.variance()),
                            sums.customers() * (1 - heldOutShare),
                            sums.customers() * heldOutShare);
            rows.add(new Row(
                    campaign,
                    sums.customers(),
                    sums.mean(),
                    detectable,
                    relative * Math.abs(sums.mean()) >= detectable));
        });
        return new PastCampaigns(List.copyOf(rows));
    }

    /** When customers were first contacted, by campaign. */
    private static Map<String, Assignments> contacted(LogView view) {
        Map<String, Assignments.Builder> campaigns = new TreeMap<>();
        List<InteractionKind> kinds = view.kinds();
        for (int row = 0; row < view.customers(); row++) {
            for (int i = view.start(row); i < view.end(row); i++) {
                InteractionKind kind = kinds.get(view.kindIndex(i));
                if (kind.campaign().isPresent() && kind.initiator() == Initiator.COMPANY) {
                    campaigns
                            .computeIfAbsent(kind.campaign().get(), name -> Assignments.builder("held out"))
                            .assign(view.customerId(row), "contacted", Instant.ofEpochMilli(view.epochMilli(i)));
                }
            }
        }
        Map<String, Assignments> all = new TreeMap<>();
        campaigns.forEach((name, builder) -> all.put(name, builder.build()));
        return all;
    }

    /**
     * The campaigns.
     *
     * @return by name
     */
    public List<Row> rows() {
        return rows;
    }

    /**
     * The campaigns.
     *
     * @return a row each: {@code campaign, customers, mean, detectable, detectable_relative, could_show}
     */
    @Override
    public Table table() {
        Table.Builder table = Table.builder()
                .column("campaign")
                .column("customers")
                .column("mean")
                .column("detectable")
                .column("detectable_relative", "%.2f")
                .column("could_show");
        rows.forEach(row -> table.row(
                row.campaign(),
                row.customers(),
                row.mean(),
                row.detectable(),
                row.mean() == 0 ? Double.NaN : row.detectable() / Math.abs(row.mean()),
                row.couldShow()));
        return table.build();
    }

    @Override
    public String toString() {
        return table().toString();
    }
}
