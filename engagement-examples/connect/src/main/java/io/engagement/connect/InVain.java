package io.engagement.connect;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
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
        preset().ifPresent(preset -> translations.removeIf(each -> isOf(preset, each)));
        if (!translations.isEmpty()) {
            notes.add(unmetNote(label(), translations));
        }
        List<String> unmet = texts.unmet(told().stream()
                .filter(condition -> !absent.contains(condition.column()))
                .toList());
        if (!unmet.isEmpty()) {
            notes.add("no row of " + label() + " has " + Excerpt.ofNames(unmet) + ", which "
                    + (mapping.basis().conditions().isEmpty() ? "where" : "--where") + " names; "
                    + texts.others(unmet));
        }
        Set<String> told = new LinkedHashSet<>(absent);
        refused().forEach(told::remove);
        if (!told.isEmpty()) {
            notes.add(ofAbsent(told)
                    + (told.stream().anyMatch(AbsentColumns.ofConditions(mapping)::contains)
                            ? ". Rows that a condition on it should leave out may be among those that are taken"
                            : ""));
        }
        return notes;
    }

    static String unmetNote(String name, Set<String> translations) {
        return "no row that is taken of " + name + " has " + Excerpt.ofNames(translations)
                + ", which --translate names";
    }

    /** The preset that it is, or that options were added to. */
    private Optional<Mapping> preset() {
        Optional<Mapping> before = mapping.basis().before();
        return before.isPresent() && mapping.basis().preset().isPresent()
                ? before
                : Optional.of(mapping).filter(each -> each.basis().preset().isPresent());
    }

    /** Whether it is the preset that translates so. */
    private boolean isOf(Mapping preset, String translation) {
        int colon = translation.indexOf(':');
        Field field = Field.of(translation.substring(0, colon));
        String text = translation.substring(colon + 1);
        return Objects.equals(
                preset.translations(field).get(text),
                mapping.translations(field).get(text));
    }

    /** A preset names texts that hardly any file has all of. */
    private List<Condition> told() {
        if (preset().filter(mapping::equals).isPresent()) {
            return List.of();
        }
        return preset().isPresent() ? mapping.basis().conditions() : mapping.conditions();
    }

    private String ofAbsent(Set<String> some) {
        Set<String> ofConditions = AbsentColumns.ofConditions(mapping);
        String who = some.stream()
                .collect(Collectors.groupingBy(
                        name -> mapping.basis()
                                .teller(mapping, name, ofConditions.contains(name) ? "--where" : "--map"),
                        LinkedHashMap::new,
                        Collectors.toList()))
                .entrySet()
                .stream()
                .map(each -> Excerpt.ofNames(each.getValue()) + ", which " + each.getKey() + " names")
                .collect(Collectors.joining(", nor "));
        return "no row of " + label() + " has " + who + "; its columns are ["
                + Excerpt.ofNames(AbsentColumns.nearFirst(some.iterator().next(), names)) + "]"
                + AbsentColumns.remedy(mapping, some, names);
    }

    /** Columns of conditions that some row has to have. */
    private Set<String> refused() {
        Set<String> missing = AbsentColumns.ofConditions(mapping);
        missing.retainAll(absent);
        missing.removeIf(this::mayLack);
        return missing;
    }

    /**
     * Sees to it that every condition is on a column that some row has. Where a preset is for rows whose columns differ, a column may be
     * in none of them, unless the columns are those of another preset.
     *
     * @throws DataRefused if one is not
     */
    void check() {
        Set<String> missing = refused();
        if (!missing.isEmpty()) {
            throw new DataRefused(ofAbsent(missing));
        }
    }

    private boolean mayLack(String name) {
        return mapping.basis().teller(mapping, name, "--where").startsWith("the preset ")
                && mapping.basis().preset().filter(Presets::isOfSparseRows).isPresent()
                && Presets.of(List.copyOf(names))
                        .filter(other ->
                                mapping.basis().preset().filter(other::equals).isEmpty())
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
