package io.engagement.cli;

import io.engagement.connect.DataRefused;
import io.engagement.connect.Excerpt;
import io.engagement.history.LogView;
import io.engagement.outcome.Account;
import io.engagement.outcome.AccountLevel;
import io.engagement.outcome.Campaign;
import io.engagement.outcome.Evidence;
import io.engagement.outcome.OutcomeLedger;
import io.engagement.outcome.OutcomeRules;
import io.engagement.outcome.OutcomeWindows;
import io.engagement.outcome.mutual.ContactNature;
import io.engagement.outcome.mutual.ContactPurposes;
import io.engagement.outcome.mutual.HelpingSelling;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** What contacts that help, and contacts that sell, did where chance decided who got them. */
final class EffectOptions {
    @Option(
            names = "--assignments",
            paramLabel = "FILE",
            description =
                    "A file of who was assigned when: customer_id, campaign, arm, at and, if there are several waves,"
                            + " wave, as 'experiment assign' writes it. Tells what contacts that help, and contacts that sell, did"
                            + " to value in the long window.")
    private Optional<Path> assignments = Optional.empty();

    @Option(
            names = "--hold-out",
            paramLabel = "ARM",
            description =
                    "The arm of --assignments that is not contacted. Default: the one called control, holdout or none.")
    private Optional<String> holdOut = Optional.empty();

    @Mixin
    private CampaignOptions campaigns = new CampaignOptions();

    @Mixin
    private WindowOptions windows = new WindowOptions();

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

    /** The contacts, with the effect of each campaign that chance decided about; says why others have none. */
    HelpingSelling with(
            HelpingSelling contacts,
            ContactPurposes purposes,
            BaseOptions base,
            LogView view,
            OutcomeRules rules,
            PrintWriter messages) {
        if (assignments.isEmpty()) {
            return contacts;
        }
        AssignmentRows rows = AssignmentRows.read(assignments.get(), base);
        Set<String> arms = rows.arms();
        String heldOut = holdOut.or(() -> HoldOuts.usual(arms))
                .orElseThrow(() -> new DataRefused(HoldOuts.missing("--assignments", arms)));
        AssignedWaves waves = rows.waves(heldOut, "");
        ToldCampaigns told = new ToldCampaigns(view);
        told.add(waves);
        waves.notes().forEach(messages::println);
        List<Campaign> all = told.with(campaigns.terms(base.times()), Optional.empty());
        OutcomeWindows looked = windows.windows();
        Map<String, Account> accounts = new HashMap<>();
        OutcomeLedger.of(view, all, looked, rules)
                .accounts(AccountLevel.CAMPAIGN)
                .forEach(account -> accounts.put(account.name(), account));
        HelpingSelling effects = contacts;
        for (Campaign campaign : all) {
            Optional<Account> account =
                    Optional.ofNullable(accounts.get(campaign.name())).filter(each -> isRandomised(each, messages));
            Optional<ContactNature> nature = nature(campaign, purposes, view, messages);
            if (account.isPresent() && nature.isPresent()) {
                effects = effects.withRandomised(nature.get(), account.get());
            }
        }
        return effects;
    }

    private static boolean isRandomised(Account account, PrintWriter messages) {
        boolean isSo = account.evidence() == Evidence.RANDOMISED;
        if (!isSo) {
            messages.println("note: no effect is told of " + account.sentence());
        }
        return isSo;
    }

    /** Of its contacts, if it is one. */
    private static Optional<ContactNature> nature(
            Campaign campaign, ContactPurposes purposes, LogView view, PrintWriter messages) {
        Set<ContactNature> natures =
                campaign.purposes(view).stream().map(purposes::nature).collect(Collectors.toCollection(TreeSet::new));
        if (natures.size() == 1) {
            return Optional.of(natures.iterator().next());
        }
        messages.println("note: campaign " + Excerpt.of(campaign.name())
                + (natures.isEmpty()
                        ? ": nothing tells what its contacts are for"
                        : ": its contacts help, sell or do neither, each in part")
                + "; give it a purpose in --campaigns to see what it does");
        return Optional.empty();
    }
}
