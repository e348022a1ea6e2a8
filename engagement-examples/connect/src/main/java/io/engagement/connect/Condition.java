package io.engagement.connect;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a column's text must be. Texts are compared without blanks around them, upper and lower case told apart. {@code true} is
 * equal to {@code t}, {@code yes}, {@code y} and {@code 1} too, {@code false} to {@code f}, {@code no}, {@code n} and {@code 0}, all
 * in any case, as each program writes them in its own way.
 *
 * @param column the column
 * @param test how its text is compared
 * @param texts with what; for {@link Test#IS} and {@link Test#BEGINS_WITH} any of them, for {@link Test#IS_NOT} none of them
 */
public record Condition(String column, Test test, List<String> texts) {
    private static final Map<String, Set<String>> WAYS = Map.of(
            "true", Set.of("true", "t", "yes", "y", "1"),
            "false", Set.of("false", "f", "no", "n", "0"));

    /** How a text is compared. An empty cell is the empty text. */
    public enum Test {
        /** It is one of the texts. */
        IS("="),
        /** It is none of the texts. */
        IS_NOT("!="),
        /** It begins with one of the texts. */
        BEGINS_WITH("^="),
        /** It is the text that another column has. */
        SAME_AS("=="),
        /** It is not the text that another column has. */
        NOT_SAME_AS("!=="),
        /** It is a time before that one. */
        BEFORE("<"),
        /** It is that time, or later. */
        FROM(">=");

        private final String sign;

        Test(String sign) {
            this.sign = sign;
        }

        String sign() {
            return sign;
        }

        /** Whether further texts of the same column widen or narrow it, so that they belong to one condition. */
        boolean takesMore() {
            return this == IS || this == IS_NOT || this == BEGINS_WITH;
        }
    }

    /**
     * A condition.
     *
     * @param column the column
     * @param test how its text is compared
     * @param texts with what, at least one; one time for {@link Test#BEFORE} and {@link Test#FROM}, one column for {@link
     *     Test#SAME_AS}
     * @throws MappingRefused if the texts are not as many as the test takes, or a beginning is empty
     */
    public Condition {
        Objects.requireNonNull(column, "column must not be null");
        Objects.requireNonNull(test, "test must not be null");
        texts = Objects.requireNonNull(texts, "texts must not be null").stream()
                .map(String::strip)
                .toList();
        if (test == Test.BEGINS_WITH && texts.contains("")) {
            throw new MappingRefused("the condition on column '" + Excerpt.of(column)
                    + "' compares with the beginning that every text has: give one letter or more behind ^=, or "
                    + Excerpt.of(column) + "!= for texts that are not empty");
        }
        if (texts.isEmpty() || (texts.size() > 1 && !test.takesMore())) {
            throw new MappingRefused("the condition on column '" + Excerpt.of(column) + "' compares with "
                    + texts.size() + " texts: " + (texts.isEmpty() ? "give one" : test.sign() + " takes one"));
        }
    }

    /**
     * Reads {@code status=paid}, {@code status!=draft}, {@code sku^=GIFT-}, {@code created_at<2026-01-01}, {@code
     * created_at>=2025-01-01}, {@code author==requester} or {@code author!==requester}; {@code status=} is an empty cell, {@code
     * status!=} one that is not.
     *
     * @param text column, sign and text
     * @return the condition
     * @throws MappingRefused if it has no sign, or no column before it
     */
    public static Condition parse(String text) {
        int at = firstSign(Objects.requireNonNull(text, "text must not be null"));
        if (at < 1) {
            throw new MappingRefused("--where takes COLUMN=TEXT, COLUMN!=TEXT, COLUMN^=TEXT (begins with),"
                    + " COLUMN<TIME, COLUMN>=TIME, COLUMN==COLUMN or COLUMN!==COLUMN, was '" + Excerpt.of(text) + "'");
        }
        Test test = Stream.of(
                        Test.NOT_SAME_AS, Test.IS_NOT, Test.SAME_AS, Test.BEGINS_WITH, Test.FROM, Test.BEFORE, Test.IS)
                .filter(each -> text.startsWith(each.sign(), at))
                .findFirst()
                .orElseThrow();
        return new Condition(
                text.substring(0, at).strip(),
                test,
                List.of(text.substring(at + test.sign().length())));
    }

    /** Where the first sign begins; negative if there is none. */
    private static int firstSign(String text) {
        for (int i = 0; i < text.length(); i++) {
            int at = i;
            if (Stream.of(Test.values()).anyMatch(test -> text.startsWith(test.sign(), at))) {
                return i;
            }
        }
        return -1;
    }

    /** Conditions with this one; texts for one column and one test that takes several add up. */
    List<Condition> addedTo(List<Condition> others) {
        List<Condition> all = new ArrayList<>(others);
        for (int i = 0; i < all.size(); i++) {
            Condition other = all.get(i);
            if (test.takesMore() && test == other.test && column.equals(other.column)) {
                List<String> both = new ArrayList<>(other.texts);
                both.addAll(texts);
                all.set(i, new Condition(column, test, both));
                return all;
            }
        }
        all.add(this);
        return all;
    }

    /**
     * Conditions that hold where two lists of them do: of one column and test that takes several texts, those of both.
     *
     * @param said first
     * @param told on top of it
     * @param whose what messages call who said it first
     * @throws MappingRefused if no text can fulfil both
     */
    static List<Condition> narrowed(List<Condition> said, List<Condition> told, String whose) {
        List<Condition> all = new ArrayList<>(said);
        for (Condition condition : told) {
            int same = -1;
            for (int i = 0; i < said.size(); i++) {
                same = condition.test.takesMore() && said.get(i).isOf(condition) ? i : same;
            }
            if (same < 0) {
                all.add(condition);
            } else {
                all.set(same, condition.narrowing(said.get(same), whose));
            }
        }
        return List.copyOf(all);
    }

    private boolean isOf(Condition other) {
        return test == other.test && column.equals(other.column);
    }

    private Condition narrowing(Condition said, String whose) {
        Set<String> both = new LinkedHashSet<>();
        if (test == Test.IS_NOT) {
            both.addAll(said.texts);
            both.addAll(texts);
        } else {
            Predicate<String> fits = said.matches();
            texts.stream().filter(fits).forEach(both::add);
            said.texts.stream().filter(matches()).forEach(both::add);
        }
        if (both.isEmpty()) {
            throw new MappingRefused("no row can fulfil --where " + this + ", as " + whose + " takes " + said
                    + " only, and --where narrows that");
        }
        return new Condition(column, test, List.copyOf(both));
    }

    /** Whether a text is, or begins with, one of the texts. */
    Predicate<String> matches() {
        return test == Test.BEGINS_WITH ? text -> texts.stream().anyMatch(text::startsWith) : isOne();
    }

    /** Whether a text is equal to one of the texts. */
    Predicate<String> isOne() {
        Set<String> all = Set.copyOf(texts);
        Set<String> ways = texts.stream()
                .flatMap(text -> WAYS.getOrDefault(text, Set.of()).stream())
                .collect(Collectors.toUnmodifiableSet());
        return ways.isEmpty()
                ? all::contains
                : text -> all.contains(text) || ways.contains(text.toLowerCase(Locale.ROOT));
    }

    /** Whether a text is true or false, which programs write in several ways. */
    static boolean isTruth(String text) {
        return WAYS.containsKey(text);
    }

    /** Whether it compares with another column. */
    boolean comparesColumns() {
        return test == Test.SAME_AS || test == Test.NOT_SAME_AS;
    }

    /** As {@link #parse} reads it, if it has one text. */
    @Override
    public String toString() {
        return column + test.sign() + String.join(" or ", texts);
    }
}
