package io.engagement.connect;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Who says what of a mapping: a file or a preset, and options on top of it.
 *
 * @param name what the mapping is called if it stands alone
 * @param before what options were added to; empty if it stands alone
 * @param conditions those that were told on top of it
 * @param money rates, and a file of them, that were told on top of it
 */
record Basis(Name name, Optional<Mapping> before, List<Condition> conditions, Money money) {
    /**
     * What messages call a mapping.
     *
     * @param label such as {@code the mapping orders.toml}; empty for options alone
     * @param preset its name if it is one
     */
    record Name(String label, Optional<String> preset) {
        static final Name OPTIONS = new Name("", Optional.empty());
    }

    Basis {
        conditions = List.copyOf(conditions);
    }

    /** What the mapping is called that options were added to, or that stands alone; empty if there are only options. */
    String label() {
        return name.label().isEmpty()
                ? before.map(mapping -> mapping.basis().label()).orElse("")
                : name.label();
    }

    /** The preset that options were added to, or that stands alone. */
    Optional<String> preset() {
        return name.preset().or(() -> before.flatMap(mapping -> mapping.basis().preset()));
    }

    /**
     * Who names a column.
     *
     * @param whole the mapping whose basis this is
     * @param option that names it if it is not the mapping that options were added to
     */
    String teller(Mapping whole, String column, String option) {
        if (!name.label().isEmpty()) {
            return name.label();
        }
        boolean isBefore = before.isPresent() && Columns.wanted(before.get()).contains(column);
        return isBefore && !own(whole, before.get()).contains(column)
                ? before.get().basis().teller(before.get(), column, option)
                : option;
    }

    /** The columns that are named by what was told on top. */
    private Set<String> own(Mapping whole, Mapping former) {
        MappingBuilder own = Mapping.builder();
        for (Field field : Field.values()) {
            if (!whole.origins(field).equals(former.origins(field))) {
                whole.origins(field).forEach(origin -> own.map(field, origin));
            }
        }
        conditions.forEach(own::where);
        whole.joins().stream().filter(join -> !former.joins().contains(join)).forEach(own::join);
        return Columns.wanted(own.build());
    }
}
