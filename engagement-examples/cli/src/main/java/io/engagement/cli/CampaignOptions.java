package io.engagement.cli;

import io.engagement.connect.TimeFormat;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** What a log does not say of campaigns. */
final class CampaignOptions {
    @Option(
            names = "--campaigns",
            paramLabel = "FILE",
            description =
                    "A file of what the log does not say of campaigns: campaign, name (campaigns of one name are told"
                            + " as one), purpose, incentive_days or incentive_until, cost (of a contact) and reward (of a buyer),"
                            + " both beyond the costs of the log.")
    private Optional<Path> campaigns = Optional.empty();

    @Option(
            names = "--campaign-columns",
            paramLabel = "FIELD=COLUMN",
            split = ",",
            description =
                    "Which column of --campaigns holds which field, where they do not have these names; other columns"
                            + " are then left alone.")
    private Map<String, String> columns = new LinkedHashMap<>();

    Optional<Path> file() {
        return campaigns;
    }

    /**
     * Refuses columns without a file.
     *
     * @throws UsageError if there are such
     */
    void check(CommandSpec spec) {
        if (campaigns.isEmpty()) {
            IdleOptions.refuse(spec, "has no effect without --campaigns", "--campaign-columns");
        }
    }

    /** By campaign; empty without a file. */
    Map<String, CampaignTerms> terms(TimeFormat times) {
        return campaigns.map(file -> CampaignTerms.read(file, columns, times)).orElseGet(Map::of);
    }
}
