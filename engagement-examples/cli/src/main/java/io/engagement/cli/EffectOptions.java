package io.engagement.cli;

import io.engagement.connect.Excerpt;
import io.engagement.history.LogView;
import io.engagement.outcome.Account;
import io.engagement.outcome.AccountLevel;
import io.engagement.outcome.Campaign;
import io.engagement.outcome.Evidence;
import io.engagement.outcome.OutcomeRules;
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
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;

/** What contacts that help, and contacts that sell, did where chance decided who got them. */
final class EffectOptions {
    @Mixin
    private LedgerOptions ledger = new LedgerOptions();

    List<Path> files() {
        return ledger.files();
    }

    /**
     * What can be told before anything is read.
     *
     * @throws UsageError if options are given that have no effect, or contradict each other
     */
    void check(CommandSpec spec) {
        ledger.check(spec);
    }

    /** The contacts, with the effect of each campaign that chance decided about; says why others have none. */
    HelpingSelling with(
            HelpingSelling contacts,
            ContactPurposes purposes,
            BaseOptions base,
            LogView view,
            OutcomeRules rules,
            PrintWriter messages) {
        Optional<LedgerOptions.Told> told = ledger.told(base, view, rules, messages);
        if (told.isEmpty()) {
            return contacts;
        }
        List<Campaign> all = told.get().campaigns();
        Map<String, Account> accounts = new HashMap<>();
        told.get().ledger().accounts(AccountLevel.CAMPAIGN).forEach(account -> accounts.put(account.name(), account));
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
