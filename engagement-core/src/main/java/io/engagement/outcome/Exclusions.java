package io.engagement.outcome;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Campaigns that exclude each other: no customer is in both, where chance would put ten or more in both. Customers of the other one are
 * then no controls, as other contacts would be taken for this one's lack. But one that goes on later may choose customers by what they
 * did since, and who is left without it is no control either: it is none of these, and contacts stay unequal. Thread-safe.
 */
final class Exclusions {
    /** Customers that chance would put in both: none at all is then a rule. */
    private static final double LEAST_EXPECTED = 10;
    /** Contacts so much later, in milliseconds, are of the same sending. */
    private static final long SENDING = 86_400_000;

    private final Roster roster;
    private final List<Campaign> campaigns;
    private final int customers;
    /** By campaign, how many contacts there are. */
    private final int[] contacts;
    /** By campaign, when the last one is. */
    private final long[] last;
    /** By the name of a campaign in the log, numbers of those who contacted under it. */
    private final Map<String, List<Integer>> byLogName = new HashMap<>();

    Exclusions(Roster roster, List<Campaign> campaigns, int customers) {
        this.roster = roster;
        this.campaigns = List.copyOf(campaigns);
        this.customers = customers;
        this.contacts = campaigns.stream()
                .mapToInt(campaign ->
                        campaign.waves().stream().mapToInt(Wave::contacts).sum())
                .toArray();
        this.last = campaigns.stream()
                .mapToLong(campaign -> campaign.waves().stream()
                        .mapToLong(Wave::lastContact)
                        .max()
                        .orElse(Long.MIN_VALUE))
                .toArray();
        for (int i = 0; i < last.length; i++) {
            for (String name : campaigns.get(i).logNames()) {
                byLogName.computeIfAbsent(name, none -> new ArrayList<>()).add(i);
            }
        }
    }

    /** Those that exclude all of some campaigns, by their numbers in the ledger; other arms of theirs always do. */
    List<Campaign> of(BitSet numbers) {
        BitSet excluding = byRule(numbers);
        numbers.stream()
                .mapToObj(campaigns::get)
                .flatMap(campaign -> campaign.logNames().stream())
                .distinct()
                .forEach(name -> byLogName.getOrDefault(name, List.of()).forEach(excluding::set));
        excluding.andNot(numbers);
        return excluding.stream().mapToObj(campaigns::get).toList();
    }

    private BitSet byRule(BitSet numbers) {
        BitSet excluding = new BitSet();
        int own = numbers.stream().map(number -> contacts[number]).sum();
        long end = numbers.stream().mapToLong(number -> last[number]).max().orElse(Long.MIN_VALUE);
        int[] large = IntStream.range(0, campaigns.size())
                .filter(other -> !numbers.get(other) && (double) contacts[other] * own >= LEAST_EXPECTED * customers)
                .filter(other -> last[other] - SENDING <= end)
                .toArray();
        if (large.length > 0) {
            BitSet members = members(numbers);
            IntStream.of(large)
                    .filter(other -> excludes(campaigns.get(other), members))
                    .forEach(excluding::set);
        }
        return excluding;
    }

    private BitSet members(BitSet numbers) {
        BitSet members = new BitSet();
        numbers.stream()
                .mapToObj(campaigns::get)
                .flatMap(campaign -> campaign.waves().stream())
                .forEach(wave -> roster.contacts(wave, (row, at) -> members.set(row)));
        return members;
    }

    /** Whether it contacts other customers only, and so many of them that chance would have chosen some of these. */
    private boolean excludes(Campaign other, BitSet members) {
        BitSet others = new BitSet();
        for (Wave wave : other.waves()) {
            int[] rows = roster.of(wave.assignments());
            for (int row = 0; row < rows.length; row++) {
                if (wave.part(row) == 1) {
                    if (members.get(rows[row])) {
                        return false;
                    }
                    others.set(rows[row]);
                }
            }
        }
        return (double) others.cardinality() * members.cardinality() >= LEAST_EXPECTED * customers;
    }
}
