package io.engagement.connect;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** By the ids of customers that were merged into others, the ids of those that remained in the end. Thread-safe once it is read. */
final class MergeTable {
    private final Map<String, String> remaining;
    private final Set<String> met = ConcurrentHashMap.newKeySet();

    private MergeTable(Map<String, String> remaining) {
        this.remaining = remaining;
    }

    /** Nobody was merged. */
    static MergeTable none() {
        return new MergeTable(new HashMap<>());
    }

    /** The same customers, none of whom rows have named so far. */
    MergeTable unmet() {
        return new MergeTable(remaining);
    }

    /**
     * Reads a mapping's files.
     *
     * @throws DataRefused if a file cannot be read, one customer was merged into two, or customers into each other
     */
    static MergeTable of(Mapping mapping) {
        MergeTable all = none();
        for (MergedCustomers each : mapping.mergedCustomers()) {
            Source source = Sources.of(each.file(), mapping.layout().withoutSheet());
            all.read(TableFile.of(source), each);
        }
        all.followChains();
        return all;
    }

    /** Adds what another table tells. */
    void addAll(MergeTable other) {
        other.remaining.forEach((old, into) -> put("files of merged customers", old, into));
        followChains();
    }

    private void read(TableFile file, MergedCustomers told) {
        boolean isNamed = !told.old().isEmpty();
        List<String> names = new ArrayList<>(isNamed ? List.of(told.old(), told.into()) : List.of());
        file.needing(names)
                .read(
                        header -> {
                            if (!isNamed) {
                                requireTwo(file, header);
                                names.addAll(header);
                            }
                        },
                        line -> put(file.label(), line.text(names.get(0)), line.text(names.get(1))));
    }

    private static void requireTwo(TableFile file, List<String> header) {
        if (header.size() != 2) {
            throw new DataRefused(file.label() + " has " + header.size() + " columns, [" + Excerpt.ofNames(header)
                    + "]: say which has the old and which the new id, with --merged-customers OLD:NEW=FILE");
        }
    }

    /** Who has no other id, or his own, remained. */
    private void put(String where, String old, String into) {
        if (old.isEmpty() || into.isEmpty() || old.equals(into)) {
            return;
        }
        String before = remaining.putIfAbsent(old, into);
        if (before != null && !before.equals(into)) {
            throw new DataRefused(where + ": customer '" + Excerpt.of(old) + "' was merged into '" + Excerpt.of(before)
                    + "' and into '" + Excerpt.of(into) + "': keep the row of the one that remained");
        }
    }

    private void followChains() {
        for (String old : List.copyOf(remaining.keySet())) {
            Set<String> chain = new LinkedHashSet<>();
            String last = old;
            for (String next = remaining.get(last); next != null; next = remaining.get(last)) {
                if (!chain.add(last)) {
                    throw circle(chain, last);
                }
                last = next;
            }
            for (String each : chain) {
                remaining.put(each, last);
            }
        }
    }

    private static DataRefused circle(Set<String> chain, String again) {
        List<String> names = List.copyOf(chain);
        List<String> circle = names.subList(names.indexOf(again), names.size());
        return new DataRefused("customers are merged in a circle: "
                + circle.stream().map(id -> "'" + Excerpt.of(id) + "' into ").collect(Collectors.joining()) + "'"
                + Excerpt.of(again) + "'. Leave out the row of the one that remained");
    }

    boolean isEmpty() {
        return remaining.isEmpty();
    }

    /** The id that remained, where a row has one that did not; it is counted among those that were met. */
    Optional<String> read(String id) {
        String into = remaining.get(id);
        if (into == null) {
            return Optional.empty();
        }
        met.add(id);
        return Optional.of(into);
    }

    /** The id that remained. */
    String of(String id) {
        return remaining.getOrDefault(id, id);
    }

    /** How many merged customers rows have named. */
    int met() {
        return met.size();
    }
}
