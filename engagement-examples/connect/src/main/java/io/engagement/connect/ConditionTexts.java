package io.engagement.connect;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.function.Predicate;

/**
 * Which texts that conditions name rows have, and what else is in their columns: for whoever wrote one of them in another way. Several
 * threads may share it, and sources be put together.
 */
final class ConditionTexts {
    /** Of a column's texts those that come first in their order, so that it does not matter which row comes first. */
    private static final int MOST_TEXTS = 12;

    /** By what a row would have, such as {@code status=paid}. */
    private final Map<String, Named> unmet = new ConcurrentHashMap<>();

    private final Map<String, Texts> columns = new LinkedHashMap<>();

    private record Named(String column, Predicate<String> fits, String text) {}

    /** What is in a column, besides what is asked for. */
    private static final class Texts {
        private final ConcurrentSkipListSet<String> first = new ConcurrentSkipListSet<>();
        private final ConcurrentSkipListSet<String> alike = new ConcurrentSkipListSet<>();
        /**
         * A text that is not before this one need not be looked at. Threads may set it in any order, so that it may be one that was last
         * some time ago: that is later than the last one now, and a text too many is looked at, none too few.
         */
        private volatile String last = "";

        void add(String text) {
            if (text.isEmpty() || (!last.isEmpty() && text.compareTo(last) >= 0)) {
                return;
            }
            keep(first, text);
            last = first.size() < MOST_TEXTS ? "" : first.last();
        }

        private static void keep(ConcurrentSkipListSet<String> all, String text) {
            synchronized (all) {
                all.add(text);
                if (all.size() > MOST_TEXTS) {
                    all.pollLast();
                }
            }
        }

        Set<String> all() {
            Set<String> all = new LinkedHashSet<>(alike);
            all.addAll(first);
            return all;
        }
    }

    /** Of what a mapping asks for. */
    ConditionTexts(List<Condition> conditions) {
        for (Condition condition : conditions) {
            if (condition.test().takesMore()) {
                columns.putIfAbsent(condition.column(), new Texts());
                condition.texts().stream().filter(text -> !text.isEmpty()).forEach(text -> add(condition, text));
            }
        }
    }

    private void add(Condition condition, String text) {
        Condition alone = new Condition(condition.column(), condition.test(), List.of(text));
        unmet.put(said(condition, text), new Named(condition.column(), alone.matches(), text));
    }

    /** What a row would have: for texts that are not to be there too. */
    private static String said(Condition condition, String text) {
        boolean isBeginning = condition.test() == Condition.Test.BEGINS_WITH;
        return condition.column() + (isBeginning ? condition.test().sign() : Condition.Test.IS.sign()) + text;
    }

    /** Whether there is something to look at. */
    boolean isIdle() {
        return columns.isEmpty();
    }

    /** The columns whose texts are asked for. */
    Collection<String> columns() {
        return columns.keySet();
    }

    /** A row has a text in a column. */
    void see(String column, String text) {
        Texts texts = columns.get(column);
        if (texts == null) {
            return;
        }
        texts.add(text);
        if (!unmet.isEmpty()) {
            unmet.forEach((said, named) -> {
                if (!named.column().equals(column)) {
                    return;
                }
                if (named.fits().test(text)) {
                    unmet.remove(said);
                } else if (named.text().equalsIgnoreCase(text)) {
                    Texts.keep(texts.alike, text);
                }
            });
        }
    }

    /** What another source has too. */
    void add(ConditionTexts other) {
        unmet.keySet().retainAll(other.unmet.keySet());
        other.columns.forEach((column, texts) -> {
            Texts own = columns.computeIfAbsent(column, any -> new Texts());
            texts.first.forEach(own::add);
            texts.alike.forEach(text -> Texts.keep(own.alike, text));
        });
    }

    /**
     * What conditions name and no row has, as the option says it.
     *
     * @param conditions some of those that are watched
     */
    List<String> unmet(List<Condition> conditions) {
        Set<String> all = new TreeSet<>();
        for (Condition condition : conditions) {
            for (String text : condition.texts()) {
                String said = said(condition, text);
                // Of what is not true most files have no row.
                boolean isUsual = condition.test() == Condition.Test.IS_NOT && Condition.isTruth(text);
                if (unmet.containsKey(said) && !isUsual) {
                    all.add(said);
                }
            }
        }
        return new ArrayList<>(all);
    }

    /** Whether it is this condition alone that no row fulfils. */
    boolean isHopeless(Condition condition) {
        return condition.test().takesMore()
                && condition.test() != Condition.Test.IS_NOT
                && condition.texts().stream().allMatch(text -> unmet.containsKey(said(condition, text)));
    }

    /** What else is in the columns of such. */
    String others(List<String> said) {
        List<String> words = new ArrayList<>();
        Set<String> named = new LinkedHashSet<>();
        said.forEach(each -> {
            Named one = unmet.get(each);
            if (one != null) {
                named.add(one.column());
            }
        });
        for (String column : named) {
            Texts texts = columns.get(column);
            if (texts != null) {
                words.add(
                        texts.all().isEmpty()
                                ? Excerpt.of(column) + " is empty in all of them"
                                : Excerpt.of(column) + " has [" + Excerpt.ofNames(texts.all()) + "]"
                                        + (texts.first.size() < MOST_TEXTS ? "" : " and maybe more"));
            }
        }
        return String.join("; ", words);
    }
}
