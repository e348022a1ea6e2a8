package io.engagement.outcome;

import io.engagement.domain.Purpose;
import io.engagement.fit.FitException;
import io.engagement.history.LogView;
import io.engagement.initiative.SilenceHabit;
import io.engagement.internal.base.OwnGaps;
import io.engagement.internal.calendar.DayClock;
import io.engagement.internal.calendar.Millis;
import io.engagement.measure.PurchaseDefinition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** Makes accounts: entries of all campaigns, comparisons of waves, campaigns and purposes, and what of them is clear. */
final class Bookkeeping {
    private final List<Campaign> campaigns;
    private final OutcomeWindows windows;
    private final OutcomeRules rules;
    private final WindowWalk.Base base;
    private final long seen;
    private final Unassigned unassigned;

    Bookkeeping(LogView view, List<Campaign> campaigns, OutcomeWindows windows, OutcomeRules rules) {
        this.campaigns = List.copyOf(campaigns);
        this.windows = windows;
        this.rules = rules;
        requireDifferent(campaigns);
        Roster roster = new Roster(view, campaigns);
        if (rules.unknownCustomers() == UnknownCustomers.REFUSED) {
            roster.requireKnown();
        }
        Marks marks = new Marks(view, rules);
        DayClock days = DayClock.of(rules.zone());
        Optional<OwnGaps> gaps = gaps(view, rules);
        ContactIndex contacts = new ContactIndex(campaigns, roster);
        this.base = new WindowWalk.Base(
                view, windows, rules, marks, roster, contacts, WindowWalk.refusing(view), days, gaps);
        this.seen = Millis.of(view.asOf());
        this.unassigned = new Unassigned(base, this.campaigns, seen);
    }

    /** Of the habit by which stages and exits are judged, too; empty where nothing is known of it. */
    private static Optional<OwnGaps> gaps(LogView view, OutcomeRules rules) {
        try {
            SilenceHabit habit = SilenceHabit.fit(view, new PurchaseDefinition(rules.acts(), rules.zone()))
                    .model();
            return Optional.of(OwnGaps.ofDeviations(habit.m(), habit.t(), habit.s()));
        } catch (FitException none) {
            return Optional.empty();
        }
    }

    private static void requireDifferent(List<Campaign> campaigns) {
        Set<String> names = new HashSet<>();
        for (Campaign campaign : campaigns) {
            if (!names.add(campaign.name())) {
                throw new IllegalArgumentException("two campaigns have the name " + campaign.name()
                        + ": give one campaign several waves, or another name");
            }
        }
    }

    /** A campaign's drafts, and what its purpose needs of it. */
    private record Ledgered(
            Campaign campaign,
            int number,
            List<Candidate> candidates,
            Optional<Pool> pool,
            Optional<Unassigned.Told> told) {}

    List<Account> accounts() {
        List<Ledgered> all = IntStream.range(0, campaigns.size())
                .parallel()
                .mapToObj(this::ledgered)
                .toList();
        List<Candidate> candidates = new ArrayList<>();
        all.forEach(each -> candidates.addAll(each.candidates()));
        candidates.addAll(purposes(all));
        candidates.addAll(purposesOfAll(all));
        Map<AccountLevel, Level> levels = new EnumMap<>(AccountLevel.class);
        for (AccountLevel level : AccountLevel.values()) {
            levels.put(
                    level,
                    Level.of(candidates.stream()
                            .filter(each -> each.level == level && each.evidence() != Evidence.DESCRIBED_ONLY)
                            .toList()));
        }
        return candidates.stream()
                .map(each ->
                        levels.getOrDefault(each.level, Level.of(List.of())).account(each))
                .toList();
    }

    private Ledgered ledgered(int number) {
        Campaign campaign = campaigns.get(number);
        if (!campaign.hasHoldOut()) {
            Unassigned.Told told = new Unassigned.Told(campaign, number, entries(number));
            return new Ledgered(campaign, number, unassigned.of(told), Optional.empty(), Optional.of(told));
        }
        Entries entries = entries(number);
        List<Candidate> candidates = new ArrayList<>();
        int waves = campaign.waves().size();
        for (int wave = 0; waves > 1 && wave < waves; wave++) {
            Wave own = campaign.waves().get(wave);
            candidates.add(draft(
                    AccountLevel.WAVE,
                    campaign.name(),
                    own.begin(),
                    List.of(new Pool(entries, wave)),
                    List.of(campaign),
                    origin(List.of(own), 0)));
        }
        Pool pool = new Pool(entries, IntStream.range(0, waves).toArray());
        candidates.add(draft(
                AccountLevel.CAMPAIGN,
                campaign.name(),
                Optional.empty(),
                List.of(pool),
                List.of(campaign),
                origin(campaign.waves(), base.contacts().repeated(number))));
        return new Ledgered(campaign, number, candidates, Optional.of(pool), Optional.empty());
    }

    /** What the customers of a campaign did. */
    Entries entries(int number) {
        Campaign campaign = campaigns.get(number);
        return Entries.of(campaign, base.roster(), windows, seen).filled(campaign, number, base);
    }

    private Origin origin(List<Wave> waves, int repeated) {
        return Origin.of(waves, repeated, base.roster().likeness());
    }

    private Draft draft(
            AccountLevel level, String name, Optional<Instant> at, List<Pool> pools, List<Campaign> of, Origin origin) {
        Comparison comparison = Comparison.of(pools, base.roster().size());
        return new Draft(
                level,
                name,
                at,
                comparison,
                origin,
                lengths(pools, of),
                rules,
                base.gaps().isPresent());
    }

    private Candidate.Lengths lengths(List<Pool> pools, List<Campaign> of) {
        double sum = 0;
        int count = 0;
        for (int i = 0; i < pools.size(); i++) {
            Campaign campaign = of.get(i);
            sum += pools.get(i)
                    .sumOverContacts(
                            (wave, at) -> windows.shortEnd(campaign.waves().get(wave), at) - at);
            count += pools.get(i).contacted();
        }
        return new Candidate.Lengths(
                count == 0 ? Double.NaN : sum / count / Candidate.DAY,
                Millis.of(windows.longWindow()) / Candidate.DAY,
                windows.shortWindow().isEmpty());
    }

    /** Of purposes that several campaigns have. */
    private static Map<Purpose, List<Ledgered>> byPurpose(List<Ledgered> all, Predicate<Ledgered> which) {
        Map<Purpose, List<Ledgered>> byPurpose = new TreeMap<>();
        all.stream().filter(which).forEach(each -> each.campaign().purpose().ifPresent(purpose -> byPurpose
                .computeIfAbsent(purpose, none -> new ArrayList<>())
                .add(each)));
        byPurpose.values().removeIf(each -> each.size() < 2);
        return byPurpose;
    }

    private List<Candidate> purposesOfAll(List<Ledgered> all) {
        return byPurpose(all, each -> each.told().isPresent()).entrySet().stream()
                .map(entry -> unassigned.of(
                        entry.getKey().name(),
                        entry.getValue().stream()
                                .map(Ledgered::told)
                                .flatMap(Optional::stream)
                                .toList()))
                .toList();
    }

    private List<Draft> purposes(List<Ledgered> all) {
        return byPurpose(all, each -> each.pool().isPresent()).entrySet().stream()
                .map(entry -> draft(
                        AccountLevel.PURPOSE,
                        entry.getKey().name(),
                        Optional.empty(),
                        entry.getValue().stream()
                                .map(Ledgered::pool)
                                .flatMap(Optional::stream)
                                .toList(),
                        entry.getValue().stream().map(Ledgered::campaign).toList(),
                        origin(
                                entry.getValue().stream()
                                        .flatMap(each -> each.campaign().waves().stream())
                                        .toList(),
                                entry.getValue().stream()
                                        .mapToInt(each -> base.contacts().repeated(each.number()))
                                        .sum())))
                .toList();
    }
}
