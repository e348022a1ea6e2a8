package io.engagement.connect;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What is said of columns that a mapping names and a source does not have. */
final class AbsentColumns {
    /** What is as long has something in common by chance. */
    private static final int LEAST_ALIKE = 3;

    private AbsentColumns() {}

    /** Names, those first that look like one that is not there: a part of them is called so, or nearly. */
    static List<String> nearFirst(String absent, Collection<String> names) {
        List<String> all = new ArrayList<>(names);
        all.sort(Comparator.comparing((String name) -> !isNear(plain(absent), plain(name))));
        return all;
    }

    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
    }

    private static boolean isNear(String one, String other) {
        int same = Math.min(one.length(), other.length());
        return same >= LEAST_ALIKE
                && (one.contains(other)
                        || other.contains(one)
                        || one.regionMatches(0, other, 0, Math.max(LEAST_ALIKE, same - 2)));
    }

    /** What to do: another preset, or the preset changed. */
    static String remedy(Mapping mapping, Collection<String> absent, Collection<String> names) {
        Optional<String> preset = mapping.basis().preset();
        boolean isItsName = absent.stream()
                .anyMatch(name -> mapping.basis().teller(mapping, name, "").startsWith("the preset "));
        if (preset.isEmpty() || !isItsName) {
            return "";
        }
        Optional<String> like = Presets.of(List.copyOf(names));
        if (like.equals(preset)) {
            return "";
        }
        return like.map(name -> ". These are the columns of --preset " + name + ": give that one")
                .orElseGet(() ->
                        ". Is it an export of another shape than the preset is for? Write the preset to a file with"
                                + " 'engagement presets " + preset.get() + " > " + preset.get()
                                + ".toml', change the names there, and give it as --mapping " + preset.get() + ".toml");
    }

    /** The columns that conditions of a mapping are on: of rows, and of where fields come from. */
    static Set<String> ofConditions(Mapping mapping) {
        Set<String> all = new LinkedHashSet<>();
        mapping.conditions().forEach(condition -> Columns.addNames(condition, all));
        for (Field field : Field.values()) {
            mapping.origins(field)
                    .forEach(origin -> origin.when().forEach(condition -> Columns.addNames(condition, all)));
        }
        return all;
    }
}
