package io.engagement.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Words of options that hold several at a time: {@code a=b,c=d}. A comma belongs to the text where no new word begins behind it, and
 * to what comes before the first one.
 */
final class Words {
    private Words() {}

    /** The words of an option, however often it was given. */
    static List<String> split(List<String> given, Predicate<String> isWord) {
        List<String> words = new ArrayList<>();
        for (String each : given) {
            int from = words.size();
            for (String part : each.split(",", -1)) {
                int last = words.size() - 1;
                if (last < from || (isWord.test(part) && isWord.test(words.get(last)))) {
                    words.add(part);
                } else {
                    words.set(last, words.get(last) + "," + part);
                }
            }
        }
        return words;
    }

    /** The pairs of an option, as {@link #split} finds them: a comma belongs to a text unless another name comes behind it. */
    static List<Pair> pairs(String option, String takes, List<String> given) {
        return split(given, text -> text.indexOf('=') > 0).stream()
                .map(word -> Pair.of(option, takes, word))
                .toList();
    }

    /** A name before the first equals sign, and what is behind it. */
    record Pair(String name, String text) {
        static Pair of(String option, String takes, String word) {
            int end = word.indexOf('=');
            if (end < 1) {
                throw new UsageError(option + " takes " + takes + ", was '" + word + "'");
            }
            return new Pair(word.substring(0, end).strip(), word.substring(end + 1));
        }
    }
}
