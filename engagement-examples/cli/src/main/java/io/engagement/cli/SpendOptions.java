package io.engagement.cli;

import io.engagement.outcome.OutcomeRules;
import java.time.ZoneId;
import picocli.CommandLine.Option;

/** What is left of spend as value. */
final class SpendOptions {
    @Option(
            names = "--margin",
            paramLabel = "SHARE",
            converter = Share.class,
            description = "The share of spend that is profit before costs, from 0 to 1. Default: 1.")
    private double margin = 1;

    @Option(names = "--without-costs", description = "Leave out the costs that stand in the log.")
    private boolean withoutCosts;

    OutcomeRules of(ZoneId zone) {
        OutcomeRules rules = withMargin().withZone(zone);
        return withoutCosts ? rules.withoutCosts() : rules;
    }

    private OutcomeRules withMargin() {
        try {
            return OutcomeRules.standard().withMargin(margin);
        } catch (IllegalArgumentException e) {
            throw new UsageError("--margin: " + e.getMessage());
        }
    }
}
