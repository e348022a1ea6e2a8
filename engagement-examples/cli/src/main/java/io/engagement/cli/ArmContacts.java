package io.engagement.cli;

import io.engagement.connect.DataRefused;
import io.engagement.connect.Excerpt;
import io.engagement.domain.InteractionKind;
import io.engagement.history.LogView;
import io.engagement.outcome.Account;
import io.engagement.outcome.AccountLevel;
import io.engagement.outcome.Campaign;
import io.engagement.outcome.OutcomeLedger;
import io.engagement.outcome.OutcomeRules;
import io.engagement.outcome.OutcomeWindows;
import io.engagement.outcome.Reason;
import io.engagement.outcome.Wave;
import io.engagement.outcome.experiment.Assignments;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Who got an experiment's contacts. Where its campaign is known, by the ledger's own checks. Else by the contacts that tell the arms
 * apart: of one campaign, or of one purpose and channel, whichever went to more of the treated than of the held-out.
 */
final class ArmContacts {
    private static final String INTENTION = "effects are those of the assignment (intention to treat)";
    /** By how many standard errors shares differ where contacts tell the arms apart. */
    private static final double CLEAR = 3.29;

    private final LogView view;
    private final Assignments all;
    private final Duration window;
    private final Optional<String> campaign;
    private final List<String> warnings;

    /**
     * Of some assignments.
     *
     * @param campaign of the experiment's contacts in the log, if it was told
     * @param window in which they are looked for
     * @throws DataRefused if ids are written in two ways, or many of the held-out got contacts of the campaign
     */
    ArmContacts(LogView view, Assignments all, Optional<String> campaign, Duration window) {
        this.view = view;
        this.all = all;
        this.window = window;
        this.campaign = campaign.filter(name -> view.kinds().stream()
                .anyMatch(kind -> kind.campaign().filter(name::equals).isPresent()));
        Account account = account();
        if (account.reasons().contains(Reason.IDS_ALIKE)) {
            throw new DataRefused("--assignments: ids are written in two ways: "
                    + account.arms().alike() + " of " + all.size()
                    + " differ from one of the files only in case or leading zeros; correct them");
        }
        this.warnings = this.campaign.map(name -> ofCampaign(name, account)).orElseGet(this::byDifference).stream()
                .toList();
    }

    /** Of those held out who were contacted; empty if nothing speaks for it. */
    List<String> warnings() {
        return warnings;
    }

    private Account account() {
        Duration last = Duration.ofMillis(1);
        return OutcomeLedger.of(
                        view,
                        List.of(Campaign.of(campaign.orElse("(unnamed)"), Wave.of(all))),
                        OutcomeWindows.of(window.minus(last), last),
                        OutcomeRules.standard())
                .accounts(AccountLevel.CAMPAIGN)
                .get(0);
    }

    private static Optional<String> ofCampaign(String name, Account account) {
        int contacted = account.arms().heldOutContacted();
        String told = contacted + " of " + account.heldOut() + " held-out customers got contacts of campaign "
                + Excerpt.of(name);
        if (account.isHoldOutContacted()) {
            throw new DataRefused(told + ": what the assignment did tells little of what a contact does");
        }
        return contacted > 0 ? Optional.of(told + ": " + INTENTION) : Optional.empty();
    }

    /** What is told where no campaign is known. */
    private Optional<String> byDifference() {
        Map<String, Reached> ways = ways();
        if (ways.isEmpty()) {
            return Optional.empty();
        }
        Optional<Reached> telling = ways.values().stream()
                .filter(Reached::tellsArmsApart)
                .max(Comparator.comparingDouble(Reached::difference).thenComparing(reached -> reached.way));
        if (telling.isEmpty()) {
            return Optional.of("no kind of contact in the log went to more of the treated than of the held-out: nothing"
                    + " there tells that the arms were treated differently. --campaign NAME says which contacts are the"
                    + " experiment's");
        }
        return telling.filter(reached -> reached.heldOut > 0).map(Reached::sentence);
    }

    /** By the kind of contact, how many it reached in each arm. */
    private Map<String, Reached> ways() {
        Map<String, Reached> ways = new TreeMap<>();
        List<Optional<Reached>> ofKind = view.kinds().stream()
                .map(kind -> way(kind).map(name -> ways.computeIfAbsent(name, Reached::new)))
                .toList();
        int treated = 0;
        for (int i = 0; i < all.size(); i++) {
            boolean isTreated = all.arm(i) != 0;
            treated += isTreated ? 1 : 0;
            int row = view.row(all.customer(i)).orElse(-1);
            if (row >= 0) {
                within(row, all.at(i).toEpochMilli(), ofKind).forEach(reached -> reached.add(isTreated));
            }
        }
        for (Reached each : ways.values()) {
            each.of(treated, all.size() - treated);
        }
        ways.values().removeIf(each -> each.treated + each.heldOut == 0);
        return ways;
    }

    private Set<Reached> within(int row, long from, List<Optional<Reached>> ofKind) {
        Set<Reached> seen = new HashSet<>();
        for (int i = view.start(row); i < view.end(row); i++) {
            long since = view.epochMilli(i) - from;
            if (since >= 0 && since < window.toMillis()) {
                ofKind.get(view.kindIndex(i)).ifPresent(seen::add);
            }
        }
        return seen;
    }

    /** Whom contacts of one kind reached. */
    private static final class Reached {
        private final String way;
        private int treated;
        private int heldOut;
        private double allTreated;
        private double allHeldOut;

        Reached(String way) {
            this.way = way;
        }

        void add(boolean isTreated) {
            treated += isTreated ? 1 : 0;
            heldOut += isTreated ? 0 : 1;
        }

        void of(int ofTreated, int ofHeldOut) {
            allTreated = ofTreated;
            allHeldOut = ofHeldOut;
        }

        double difference() {
            return treated / allTreated - heldOut / allHeldOut;
        }

        boolean tellsArmsApart() {
            double both = (treated + heldOut) / (allTreated + allHeldOut);
            double error = Math.sqrt(both * (1 - both) * (1 / allTreated + 1 / allHeldOut));
            return difference() > CLEAR * error;
        }

        String sentence() {
            return String.format(
                    Locale.ROOT,
                    "%d of %.0f held-out customers got contacts of %s, which tells the arms apart (%d of %.0f others got"
                            + " some): if it is the experiment's, %s",
                    heldOut,
                    allHeldOut,
                    way,
                    treated,
                    allTreated,
                    INTENTION);
        }
    }

    /** Contacts of one campaign, or without one of one purpose and channel; empty if the company did not begin it. */
    private static Optional<String> way(InteractionKind kind) {
        if (!LoggedWaves.isContact(kind)) {
            return Optional.empty();
        }
        return Optional.of(kind.campaign()
                .map(name -> "campaign " + Excerpt.of(name))
                .orElseGet(() -> "purpose " + kind.purpose() + " by " + kind.channel()));
    }
}
