package io.engagement.report;

import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Messages without what may be a customer's id: ids that are known wherever they stand, what stands in quotes or in a list in brackets, and
 * what follows the word customer or id.
 */
final class Unnamed {
    private static final String LEFT_OUT = "***";
    /** A quote that opens follows no letter, and one that closes is followed by none: an apostrophe is neither. */
    private static final Pattern QUOTED = Pattern.compile("(?<![\\p{L}\\p{N}])(['\"])(.*?)\\1(?![\\p{L}\\p{N}])");

    private static final Pattern LISTED = Pattern.compile("\\[[^\\]]*\\]");
    private static final Pattern FOLLOWS =
            Pattern.compile("\\b((?:customers?|ids?):? )(\\S+?)(?=[,;:.)\\]]*(?:\\s|$))");

    /** What may follow these words and is no id. */
    private static final Set<String> WORDS = Set.of(
            ("a acted all and are as at be began but by came can could did do does for from had has have how if in is it may must nobody not of on"
                            + " one only or other returned said than that the their they this to until was were what when where which who whom"
                            + " whose will with without yet act add against ask bought buy come contacts differ fits heard leave left like"
                            + " nor over registered seen state takes tell too well kept last look out says stands")
                    .split(" ", -1));
    /** Digits of a number that is more likely an id than a count. */
    private static final int DIGITS = 4;

    private final Predicate<String> isId;
    /** What follows the word customer, if it is no id that is known. */
    private final Predicate<String> mayBeId;

    private Unnamed(Predicate<String> isId, Predicate<String> mayBeId) {
        this.isId = isId;
        this.mayBeId = mayBeId;
    }

    /** Without ids that are known, and without what may be others. */
    Unnamed(Predicate<String> isId) {
        this(isId, word -> !WORDS.contains(word));
    }

    /** Where all customers are known whom a message may name: other words that follow theirs stay. */
    static Unnamed ofBase(Predicate<String> isId) {
        return new Unnamed(isId, isId);
    }

    String told(String message) {
        String told = QUOTED.matcher(withoutIds(message)).replaceAll("$1" + LEFT_OUT + "$1");
        told = LISTED.matcher(told).replaceAll("[" + LEFT_OUT + "]");
        return FOLLOWS.matcher(told)
                .replaceAll(found -> Matcher.quoteReplacement(
                        found.group(1) + (mayBeId.test(found.group(2)) ? LEFT_OUT : found.group(2))));
    }

    /** An id may hold anything: all parts between the ends of words are looked up, the longest first. */
    private String withoutIds(String message) {
        StringBuilder told = new StringBuilder(message.length());
        int from = 0;
        while (from < message.length()) {
            int end = isEnd(message, from) ? idEnd(message, from) : from;
            if (end > from) {
                told.append(LEFT_OUT);
                from = end;
            } else {
                told.append(message.charAt(from++));
            }
        }
        return told.toString();
    }

    /** Where the longest id ends that begins here; here if there is none. */
    private int idEnd(String message, int from) {
        for (int end = message.length(); end > from; end--) {
            if (isEnd(message, end)) {
                String part = message.substring(from, end);
                if (!isCount(part) && isId.test(part)) {
                    return end;
                }
            }
        }
        return from;
    }

    private static boolean isCount(String part) {
        return part.length() < DIGITS && part.chars().allMatch(Character::isDigit);
    }

    /** Whether no word goes on across a place. */
    private static boolean isEnd(String message, int at) {
        return at == 0
                || at == message.length()
                || !Character.isLetterOrDigit(message.charAt(at - 1))
                || !Character.isLetterOrDigit(message.charAt(at));
    }
}
