package io.engagement.cli;

import io.engagement.history.LogView;
import io.engagement.outcome.Campaign;
import io.engagement.outcome.DistributedLag;
import io.engagement.outcome.OutcomeRules;
import io.engagement.outcome.Wave;
import io.engagement.outcome.effect.Effect;
import io.engagement.outcome.effect.FiellerRatio;
import io.engagement.table.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/** How long the randomised waves of each campaign work. */
final class LagPage {
    private final LogView view;
    private final OutcomeRules rules;
    private final int lags;

    LagPage(LogView view, OutcomeRules rules, int lags) {
        this.view = view;
        this.rules = rules;
        this.lags = lags;
        if (lags < 0) {
            throw new UsageError("--lags must be a whole number from 0 on, was " + lags);
        }
    }

    void addTo(Page page, List<Campaign> campaigns) {
        Table.Builder table = Table.builder()
                .column("campaign")
                .column("lag")
                .column("value_a_day", "%.4f")
                .column("standard_error", "%.4f")
                .column("remains", "%.2f")
                .column("remains_lower", "%.2f")
                .column("remains_upper", "%.2f")
                .column("note");
        campaigns.forEach(campaign -> add(table, campaign));
        Table built = table.build();
        page.table("lags", "How long waves work: value a day until the next wave, and later", built);
    }

    private void add(Table.Builder table, Campaign campaign) {
        try {
            DistributedLag lag = lags(campaign);
            for (int i = 0; i <= lags; i++) {
                Effect effect = lag.effect(i);
                if (i == 0) {
                    table.row(campaign, i, effect.estimate(), effect.standardError(), 1.0, Double.NaN, Double.NaN, "");
                } else {
                    FiellerRatio remains = lag.permanence(i);
                    table.row(
                            campaign,
                            i,
                            effect.estimate(),
                            effect.standardError(),
                            remains.estimate(),
                            remains.interval().lower(),
                            remains.interval().upper(),
                            "");
                }
            }
        } catch (IllegalArgumentException why) {
            double none = Double.NaN;
            table.row(campaign, "", none, none, none, none, none, String.valueOf(why.getMessage()));
        }
    }

    /** The last period is as long as the one before, or ends with the log. */
    private DistributedLag lags(Campaign campaign) {
        List<Wave> waves = campaign.waves().stream()
                .filter(wave -> wave.assignments().size() > 0)
                .sorted(Comparator.comparing(LagPage::begin))
                .toList();
        boolean areHeldOut = waves.stream()
                .allMatch(wave -> wave.assignments()
                                .counts()
                                .getOrDefault(wave.assignments().holdOut(), 0)
                        > 0);
        if (waves.size() < Math.max(2, lags + 1) || !areHeldOut) {
            throw new IllegalArgumentException("has " + waves.size() + " waves; it takes " + Math.max(2, lags + 1)
                    + " or more, each with a hold-out");
        }
        Instant last = begin(waves.get(waves.size() - 1));
        Instant end = last.plus(Duration.between(begin(waves.get(waves.size() - 2)), last));
        return DistributedLag.of(view, waves, end.isAfter(view.asOf()) ? view.asOf() : end, lags, rules);
    }

    private static Instant begin(Wave wave) {
        return wave.assignments().at(0);
    }
}
