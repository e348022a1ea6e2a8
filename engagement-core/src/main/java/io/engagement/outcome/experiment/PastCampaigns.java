package io.engagement.outcome.experiment;

import io.engagement.domain.InteractionKind;
import io.engagement.history.LogView;
import io.engagement.internal.base.Sides;
import io.engagement.outcome.effect.ArmSums;
import io.engagement.table.Table;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Campaigns of the past, by when each customer was first contacted. */
final class PastCampaigns {
    private PastCampaigns() {}

    /** By campaign of which the company contacted anybody: what customers did themselves, such as clicking, is no contact. */
    private static Map<String, Assignments> contacted(LogView view) {
        Map<String, Assignments.Builder> campaigns = new TreeMap<>();
        List<InteractionKind> kinds = view.kinds();
        for (int row = 0; row < view.customers(); row++) {
            for (int i = view.start(row); i < view.end(row); i++) {
                InteractionKind kind = kinds.get(view.kindIndex(i));
                if (kind.campaign().isPresent() && Sides.CONTACTS.matches(kind)) {
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

    /** What each could have shown of a figure before the contact. */
    static Table table(LogView view, LogFigure before, double heldOutShare, Power power, double relative) {
        Table.Builder table = Table.builder()
                .column("campaign")
                .column("customers")
                .column("mean")
                .column("detectable")
                .column("detectable_relative", "%.2f")
                .column("could_show");
        contacted(view).forEach((campaign, customers) -> {
            ArmSums sums = ArmSums.of(before.values(view, customers));
            double detectable = sums.customers() < 3
                    ? Double.NaN
                    : power.detectableDifference(
                            Math.sqrt(sums.variance()),
                            sums.customers() * (1 - heldOutShare),
                            sums.customers() * heldOutShare);
            table.row(
                    campaign,
                    sums.customers(),
                    sums.mean(),
                    detectable,
                    sums.mean() == 0 ? Double.NaN : detectable / Math.abs(sums.mean()),
                    relative * Math.abs(sums.mean()) >= detectable);
        });
        return table.build();
    }
}
