package io.engagement.cli;

import io.engagement.connect.DataRefused;
import io.engagement.history.LogView;
import io.engagement.outcome.Campaign;
import io.engagement.outcome.OutcomeLedger;
import io.engagement.outcome.OutcomeRules;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** Who was assigned to campaigns and who was held out, beside what a page or a command tells of a base. */
final class LedgerOptions {
    @Option(
            names = "--assignments",
            paramLabel = "FILE",
            description =
                    "A file of who was assigned when: customer_id, campaign, arm, at and, if there are several waves,"
                            + " wave, as 'experiment assign' writes it. Tells what campaigns did to value in the windows below.")
    private Optional<Path> assignments = Optional.empty();

    @Option(names = "--hold-out", paramLabel = "ARM", description = HoldOuts.OF_ASSIGNMENTS)
    private Optional<String> holdOut = Optional.empty();

    @Mixin
    private CampaignOptions campaigns = new CampaignOptions();

    @Mixin
    private WindowOptions windows = new WindowOptions();

    /**
     * What campaigns did.
     *
     * @param campaigns as they were assigned
     * @param ledger with an account of each
     */
    record Told(List<Campaign> campaigns, OutcomeLedger ledger) {}

    List<Path> files() {
        return Stream.of(assignments, campaigns.file())
                .flatMap(Optional::stream)
                .toList();
    }

    /**
     * What can be told before anything is read.
     *
     * @throws UsageError if options are given that have no effect, or contradict each other
     */
    void check(CommandSpec spec) {
        if (assignments.isEmpty()) {
            IdleOptions.refuse(
                    spec,
                    "has no effect without --assignments",
                    Stream.concat(
                                    Stream.of("--hold-out", "--campaigns", "--campaign-columns"),
                                    Stream.of(WindowOptions.NAMES))
                            .toArray(String[]::new));
        }
        campaigns.check(spec);
        windows.windows();
    }

    /**
     * Empty without --assignments.
     *
     * @throws DataRefused if they do not go with the base
     * @throws UsageError if it is not known who was held out
     */
    Optional<Told> told(BaseOptions base, LogView view, OutcomeRules rules, PrintWriter messages) {
        return assignments.map(file -> {
            AssignmentRows rows = AssignmentRows.read(file, base);
            AssignedWaves waves = rows.waves(HoldOuts.of(holdOut, "--assignments", rows.arms()));
            ToldCampaigns told = new ToldCampaigns(view);
            told.add(waves);
            waves.notes().forEach(messages::println);
            List<Campaign> all = told.with(campaigns.terms(base.times()), Optional.empty());
            try {
                return new Told(all, OutcomeLedger.of(view, all, windows.windows(), rules));
            } catch (IllegalArgumentException e) {
                throw new DataRefused(String.valueOf(e.getMessage()));
            }
        });
    }
}
