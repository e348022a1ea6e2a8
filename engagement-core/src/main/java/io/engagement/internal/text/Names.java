package io.engagement.internal.text;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What is said of a name that nothing has: the one that was probably meant, and all that there are; and of no name. */
public final class Names {
    /** In the place of a name in a table, where the log has none. */
    public static final String NOT_RECORDED = "not recorded";

    /** A misspelt name differs by a letter or two; more than a third of its letters is another name. */
    private static final int LETTERS_A_SLIP = 3;

    private static final int SHOWN = 20;

    private Names() {}

    /**
     * The refusal of an unknown name.
     *
     * @param what is asked for: "score"
     * @param name that nothing has
     * @param known names
     * @return to be thrown
     */
    public static IllegalArgumentException unknown(String what, String name, Collection<String> known) {
        String meant =
                near(name, known).map(each -> "did you mean '" + each + "'? ").orElse("");
        return new IllegalArgumentException("there is no " + what + " '" + name + "': " + meant
                + (known.isEmpty() ? "there is none at all" : "there are " + first(known)));
    }

    /** A log may have thousands of campaigns. */
    private static String first(Collection<String> known) {
        List<String> first = known.stream().limit(SHOWN).toList();
        return first + (known.size() > SHOWN ? " and " + (known.size() - SHOWN) + " more" : "");
    }

    /**
     * The name that was probably meant.
     *
     * @param name what was given
     * @param known all that there are
     * @return the nearest of those that differ by a few letters; empty if none does
     */
    public static Optional<String> near(String name, Collection<String> known) {
        return known.stream()
                .filter(each -> isNear(name, each))
                .min(Comparator.comparingInt(each -> distance(name, each)));
    }

    private static boolean isNear(String name, String known) {
        return distance(name, known) <= 1 + Math.max(name.length(), known.length()) / LETTERS_A_SLIP;
    }

    /** Letters to be added, left out or replaced, by Levenshtein (1966), whatever their case. */
    private static int distance(String name, String known) {
        String a = name.toLowerCase(Locale.ROOT);
        String b = known.toLowerCase(Locale.ROOT);
        int[] before = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            before[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] now = new int[before.length];
            now[0] = i;
            for (int j = 1; j < now.length; j++) {
                int replaced = before[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                now[j] = Math.min(replaced, 1 + Math.min(before[j], now[j - 1]));
            }
            before = now;
        }
        return before[b.length()];
    }
}
