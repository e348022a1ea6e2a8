package io.engagement.cli;

import io.engagement.connect.Excerpt;
import io.engagement.connect.Layout;
import io.engagement.connect.TableFile;
import io.engagement.connect.TableRow;
import io.engagement.connect.TimeFormat;
import io.engagement.domain.Purpose;
import io.engagement.outcome.Campaign;
import io.engagement.outcome.Wave;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a log does not say of a campaign: under which name it is told, for what purpose, when its incentive ends, what a contact and a
 * reward cost.
 *
 * @param name under which it is told; campaigns of one name are told as one
 */
record CampaignTerms(
        String name,
        Optional<Purpose> purpose,
        Optional<Duration> incentive,
        Optional<Instant> until,
        OptionalDouble cost,
        OptionalDouble reward) {
    private static final double DAY = 86_400_000;
    private static final Set<String> COLUMNS = new TreeSet<>(
            List.of("campaign", "name", "purpose", "incentive_days", "incentive_until", "cost", "reward"));

    static CampaignTerms none(String campaign) {
        return new CampaignTerms(
                campaign,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty());
    }

    /** By campaign, in the order of the file. */
    static Map<String, CampaignTerms> read(Path file, Map<String, String> columns, TimeFormat times) {
        Map<String, CampaignTerms> all = new LinkedHashMap<>();
        TableFile table = TableFile.of(file, Layout.usual()).needing(List.of("campaign"));
        KnownColumns.read(table, COLUMNS, columns, line -> {
            String campaign = line.given("campaign");
            if (all.put(campaign, of(campaign, line, times)) != null) {
                throw line.refused("campaign '" + Excerpt.of(campaign) + "' has a row already: give it one");
            }
        });
        return all;
    }

    private static CampaignTerms of(String campaign, TableRow line, TimeFormat times) {
        if (!line.text("incentive_days").isEmpty()
                && !line.text("incentive_until").isEmpty()) {
            throw line.refused("has incentive_days and incentive_until: give one of them");
        }
        return new CampaignTerms(
                line.text("name").isEmpty() ? campaign : line.text("name"),
                line.text("purpose").isEmpty() ? Optional.empty() : Optional.of(Purpose.of(line.text("purpose"))),
                amount(line, "incentive_days").stream()
                        .mapToObj(days -> Duration.ofMillis(Math.round(days * DAY)))
                        .findFirst(),
                line.timeIfGiven("incentive_until", times),
                amount(line, "cost"),
                amount(line, "reward"));
    }

    private static OptionalDouble amount(TableRow line, String column) {
        OptionalDouble amount = line.numberIfGiven(column);
        if (amount.orElse(0) < 0) {
            throw line.notAllowed(column, "it takes a number from 0 on, such as 7 or 1.5");
        }
        return amount;
    }

    Wave of(Wave wave) {
        Wave lasting = incentive.map(wave::withIncentive).orElse(wave);
        return until.map(lasting::withIncentiveUntil).orElse(lasting);
    }

    Campaign of(Campaign campaign) {
        Campaign all = purpose.map(campaign::withPurpose).orElse(campaign);
        all = cost.isPresent() ? all.withCost(cost.getAsDouble()) : all;
        return reward.isPresent() ? all.withReward(reward.getAsDouble()) : all;
    }
}
