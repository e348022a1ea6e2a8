package io.engagement.cli;

import java.util.List;
import java.util.Locale;

/** Words of which one is to be chosen. */
final class Choices {
    private Choices() {}

    /** What is said of a word that is none of them: the one that was meant, if only marks or case differ, and all. */
    static String unknown(String what, String word, List<String> all) {
        String meant = all.stream()
                .filter(each -> letters(each).equals(letters(word)))
                .map(each -> "did you mean '" + each + "'? ")
                .findFirst()
                .orElse("");
        return "there is no " + what + " '" + word + "': " + meant + "there are " + String.join(", ", all);
    }

    private static String letters(String word) {
        return word.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "");
    }
}
