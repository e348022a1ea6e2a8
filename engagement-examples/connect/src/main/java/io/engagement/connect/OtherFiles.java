package io.engagement.connect;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;

/** The files that a mapping reads beside its sources: each once for all sources that are read one after the other. */
final class OtherFiles {
    private final Mapping mapping;
    private final Map<Join, LookupTable> tables = new HashMap<>();
    private final MergeTable merges;

    /**
     * Reads who was merged into whom; files that are joined are read when they are asked for.
     *
     * @throws DataRefused if that cannot be read
     */
    OtherFiles(Mapping mapping) {
        this.mapping = mapping;
        this.merges = MergeTable.of(mapping);
    }

    boolean areOf(Mapping other) {
        return mapping.equals(other);
    }

    /** Who was merged into whom, none of whom a source has named so far. */
    MergeTable merges() {
        return merges.unmet();
    }

    /**
     * The rows of a file that is joined.
     *
     * @throws DataRefused if they cannot be read
     */
    LookupTable table(Join join, Predicate<String> isWanted, Asked asked) {
        LookupTable known = tables.get(join);
        if (known == null) {
            known = LookupTable.read(
                    join.sources(mapping.layout()).stream()
                            .map(each -> Typed.of(each, mapping))
                            .toList(),
                    join.key(),
                    isWanted,
                    asked);
            tables.put(join, known);
        }
        return known;
    }
}
