package io.engagement.connect;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What a mapping names and no row has of all sources that are read by it. */
final class InVain {
    private final Mapping mapping;
    private final Set<String> sources = new LinkedHashSet<>();
    private final Set<String> names = new LinkedHashSet<>();
    private final Set<String> translations = new TreeSet<>();
    private final Set<String> absent = new LinkedHashSet<>();
    private final ConditionTexts texts;

    InVain(Mapping mapping) {
        this.mapping = mapping;
        this.texts = new ConditionTexts(mapping.conditions());
    }

    /**
     * A source was read.
     *
     * @param own its columns
     * @param missing columns that were asked for by name and that no row has
     */
    void add(String source, Columns own, List<String> header, List<String> missing) {
        if (sources.isEmpty()) {
            translations.addAll(own.unmet());
            absent.addAll(missing);
        }
        translations.retainAll(own.unmet());
        absent.retainAll(missing);
        texts.add(own.texts());
        sources.add(source);
        header.stream().filter(name -> !missing.contains(name)).forEach(names::add);
    }

    private String label() {
        return ReadSource.label(sources);
    }

    /** Each with what to do. */
    List<String> notes() {
        List<String> notes = new ArrayList<>();
        if (!translations.isEmpty()) {
            notes.add(unmetNote(label(), translations));
        }
        List<String> unmet = texts.unmet(told());
        if (!unmet.isEmpty() && absent.stream().noneMatch(AbsentColumns.ofConditions(mapping)::contains)) {
            notes.add("no row of " + label() + " has " + Excerpt.ofNames(unmet) + ", which "
                    + (mapping.basis().conditions().isEmpty() ? "where" : "--where") + " names; " + texts.others(unmet));
        }
        if (!absent.isEmpty()) {
            notes.add("no row of " + label() + " has " + ofAbsent());
        }
        return notes;
    }

    static String unmetNote(String name, Set<String> translations) {
        return "no row that is taken of " + name + " has " + Excerpt.ofNames(translations) + ", which --translate names";
    }

    /** A preset names texts that hardly any file has all of. */
    private List<Condition> told() {
        return mapping.basis().preset().isPresent() ? mapping.basis().conditions() : mapping.conditions();
    }

    private String ofAbsent() {
        String first = absent.iterator().next();
        Set<String> ofConditions = AbsentColumns.ofConditions(mapping);
        boolean isOfCondition = absent.stream().anyMatch(ofConditions::contains);
        return absent.stream()
                        .collect(Collectors.groupingBy(
                                name -> mapping.basis()
                                        .teller(mapping, name, ofConditions.contains(name) ? "--where" : "--map"),
                                LinkedHashMap::new,
                                Collectors.toList()))
                        .entrySet()
                        .stream()
                        .map(each -> Excerpt.ofNames(each.getValue()) + ", which " + each.getKey() + " names")
                        .collect(Collectors.joining(", nor "))
                + "; its columns are " + Excerpt.ofNames(AbsentColumns.nearFirst(first, names))
                + (isOfCondition ? ". Rows that a condition on it should leave out may be among those that are taken" : "")
                + AbsentColumns.remedy(mapping, absent, names);
    }

    /**
     * Sees to it that every condition is on a column that some row has. Where a preset is for rows whose columns differ, a column may be
     * in none of them, unless the columns are those of another preset.
     *
     * @throws DataRefused if one is not
     */
    void check() {
        Set<String> ofConditions = AbsentColumns.ofConditions(mapping);
        List<String> missing = absent.stream()
                .filter(ofConditions::contains)
                .filter(name -> !mayLack(name))
                .toList();
        if (!missing.isEmpty()) {
            absent.retainAll(missing);
            throw new DataRefused("no row of " + label() + " has " + ofAbsent());
        }
    }

    private boolean mayLack(String name) {
        return mapping.basis().teller(mapping, name, "--where").startsWith("the preset ")
                && mapping.basis().preset().filter(Presets::isOfSparseRows).isPresent()
                && Presets.of(List.copyOf(names))
                        .filter(other -> mapping.basis().preset().filter(other::equals).isEmpty())
                        .isEmpty();
    }

    /** Why nothing is left of all rows; empty if conditions do not tell. */
    String whyNothing() {
        List<String> unmet = texts.unmet(
                mapping.conditions().stream().filter(texts::isHopeless).toList());
        return unmet.isEmpty()
                ? ""
                : "no row of " + label() + " has " + Excerpt.ofNames(unmet) + "; " + texts.others(unmet);
    }
}
