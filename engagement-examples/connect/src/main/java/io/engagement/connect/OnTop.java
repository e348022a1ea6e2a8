package io.engagement.connect;

import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** What a builder was told itself, in place of what the mapping before it says. */
final class OnTop {
    private final Optional<Mapping> before;
    private final Set<Field> fields = EnumSet.noneOf(Field.class);
    private final Map<Field, Set<String>> texts = new EnumMap<>(Field.class);
    private final Set<Join> joins = new HashSet<>();
    List<Condition> conditions = List.of();

    /** Rates, and a file of them. */
    Money money = Money.usual();

    boolean addUp;
    boolean repeatedIds;

    /** Nothing yet. */
    OnTop(Optional<Mapping> before) {
        this.before = before;
    }

    /** Whether a field is told for the first time. */
    boolean isFirst(Field field) {
        return fields.add(field);
    }

    /** Whether it is told for the first time what a text of a field stands for. */
    boolean isFirst(Field field, String text) {
        return texts.computeIfAbsent(field, any -> new HashSet<>()).add(text);
    }

    /**
     * Adds a join to all, in the place of the former one that it stands for: others may look up by its columns.
     *
     * @throws MappingRefused if it was told before
     */
    void add(Join join, List<Join> all) {
        if (joins.contains(join)) {
            throw new MappingRefused("--lookup " + join.words() + " is given twice: give it once");
        }
        int place = IntStream.range(0, all.size())
                .filter(i -> !joins.contains(all.get(i)) && all.get(i).standsFor(join))
                .findFirst()
                .orElse(all.size());
        if (place < all.size()) {
            all.set(place, join);
        } else {
            all.add(join);
        }
        joins.add(join);
    }

    /** Where a field comes from another column than before, or from none, what texts of the former one stood for is of no use. */
    void forgetTranslations(Map<Field, List<Origin>> origins, Map<Field, Map<String, String>> translations) {
        for (Field field : fields) {
            Map<String, String> all = new TreeMap<>(translations.getOrDefault(field, Map.of()));
            if (before.isPresent() && !areAsBefore(field, columns(origins.getOrDefault(field, List.of())))) {
                all.keySet().retainAll(texts.getOrDefault(field, Set.of()));
                translations.put(field, Collections.unmodifiableMap(all));
            }
        }
        translations.values().removeIf(Map::isEmpty);
    }

    private boolean areAsBefore(Field field, List<String> columns) {
        List<Origin> former = before.map(mapping -> mapping.origins(field)).orElse(List.of());
        return !columns.isEmpty()
                && (former.isEmpty()
                        ? columns.stream().allMatch(field::isNamed)
                        : columns(former).containsAll(columns));
    }

    private static List<String> columns(List<Origin> origins) {
        return origins.stream().filter(Origin::isColumn).map(Origin::text).toList();
    }

    /** The conditions of the mapping before, narrowed by those that were told. */
    List<Condition> narrowed() {
        String whose = before.map(mapping -> mapping.basis().label()).orElse("");
        return Condition.narrowed(
                before.map(Mapping::conditions).orElse(List.of()), conditions, whose.isEmpty() ? "the mapping" : whose);
    }

    Basis basis(Basis.Name name) {
        return new Basis(name, before, conditions, money);
    }
}
