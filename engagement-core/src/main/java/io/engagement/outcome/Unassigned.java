package io.engagement.outcome;

import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Accounts of waves, campaigns and purposes of which nobody was held out. */
final class Unassigned {
    private final WindowWalk.Base base;
    private final WholeLog log;
    private final List<Campaign> campaigns;
    private final OtherContacts.Told contacts;
    private final Exclusions exclusions;
    private final long seen;

    /** A campaign, its number in the ledger, and how its contacts fell. */
    record Told(Campaign campaign, int number, Entries entries) {}

    Unassigned(WindowWalk.Base base, List<Campaign> campaigns, long seen) {
        this.base = base;
        this.log = new WholeLog(base);
        this.campaigns = List.copyOf(campaigns);
        this.contacts = new OtherContacts.Told(base, campaigns);
        this.exclusions = new Exclusions(base.roster(), campaigns, base.view().customers());
        this.seen = seen;
    }

    /** Of each wave, if there are several, and of the campaign. */
    List<Candidate> of(Told told) {
        List<FirstTouches.Source> sources = FirstTouches.Source.of(told.campaign, told.number);
        FirstTouches touches = touches(sources);
        List<Candidate> all = new ArrayList<>();
        for (FirstTouches.Source source : sources.size() > 1 ? sources : List.<FirstTouches.Source>of()) {
            all.add(candidate(
                    AccountLevel.WAVE,
                    told.campaign.name(),
                    source.wave().begin(),
                    touches,
                    List.of(source),
                    new Circumstances().plus(told.entries, source.index())));
        }
        all.add(candidate(
                AccountLevel.CAMPAIGN,
                told.campaign.name(),
                Optional.empty(),
                touches,
                sources,
                circumstances(List.of(told))));
        return all;
    }

    /** Of several campaigns for a purpose: whom any of them contacted first. */
    Candidate of(String purpose, List<Told> campaigns) {
        List<FirstTouches.Source> sources = campaigns.stream()
                .flatMap(told -> FirstTouches.Source.of(told.campaign, told.number).stream())
                .toList();
        return candidate(
                AccountLevel.PURPOSE, purpose, Optional.empty(), touches(sources), sources, circumstances(campaigns));
    }

    private FirstTouches touches(List<FirstTouches.Source> sources) {
        BitSet numbers = new BitSet();
        sources.forEach(source -> numbers.set(source.number()));
        return new FirstTouches(base.roster(), base.view().customers(), sources, exclusions.of(numbers));
    }

    private static Circumstances circumstances(List<Told> campaigns) {
        Circumstances all = new Circumstances();
        for (Told told : campaigns) {
            IntStream.range(0, told.entries.waves()).forEach(wave -> all.plus(told.entries, wave));
        }
        return all;
    }

    private Candidate candidate(
            AccountLevel level,
            String name,
            Optional<Instant> at,
            FirstTouches touches,
            List<FirstTouches.Source> chosen,
            Circumstances circumstances) {
        int[] rows = touches.rows(chosen);
        if (rows.length == 0) {
            return new Untold(level, name, at, base.rules(), Reason.FEW_CUSTOMERS);
        }
        Candidate all = whole(level, name, at, touches, rows, circumstances);
        Set<String> arms = chosen.stream()
                .flatMap(source -> source.campaign().arms().stream())
                .collect(Collectors.toCollection(TreeSet::new));
        if (!arms.isEmpty()) {
            all.because(Reason.NO_HOLD_OUT, "all are in " + arms);
        }
        return all;
    }

    private Candidate whole(
            AccountLevel level,
            String name,
            Optional<Instant> at,
            FirstTouches touches,
            int[] rows,
            Circumstances circumstances) {
        try {
            OtherContacts others = new OtherContacts(contacts, touches);
            return new Observed(
                    level, name, at, new Observation(name, log, touches, rows, others, seen), circumstances);
        } catch (WindowsDiffer windows) {
            if (level != AccountLevel.PURPOSE && campaigns.stream().noneMatch(Campaign::hasHoldOut)) {
                throw windows;
            }
            Untold untold = new Untold(level, name, at, base.rules(), Reason.WINDOWS_DO_NOT_FIT);
            untold.because(Reason.WINDOWS_DO_NOT_FIT, windows.why());
            return untold;
        }
    }
}
