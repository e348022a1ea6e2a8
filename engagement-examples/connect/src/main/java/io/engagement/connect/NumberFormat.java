package io.engagement.connect;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How the numbers of a file are written: plain ones, such as 1084.5, or as people write them, once it is told what is before
 * decimals. Then signs that group digits in threes, signs and codes of currencies, a minus behind the number and brackets for
 * negative ones are read too. What could be meant otherwise is no number: with a decimal comma, 10.84 is none.
 */
public final class NumberFormat {
    private static final NumberFormat PLAIN = new NumberFormat('.', false);
    private static final String BLANKS = " \u00a0\u202f\u2009";
    private static final int GROUP = 3;
    private static final String DASHES = "-\u2013\u2014\u2212";
    private static final int LONGEST_DASH = 2;

    private final char decimal;
    private final boolean isFree;

    private NumberFormat(char decimal, boolean isFree) {
        this.decimal = decimal;
        this.isFree = isFree;
    }

    /**
     * A point for decimals, and nothing but digits, a sign and an exponent.
     *
     * @return the format of programs
     */
    public static NumberFormat plain() {
        return PLAIN;
    }

    /**
     * As people write them.
     *
     * @param decimal what is before decimals: a point or a comma
     * @return the format
     * @throws MappingRefused if it is neither
     */
    public static NumberFormat withDecimal(String decimal) {
        if (!decimal.equals(".") && !decimal.equals(",")) {
            throw new MappingRefused("--decimal must be . or , and was '" + Excerpt.of(decimal) + "'");
        }
        return new NumberFormat(decimal.charAt(0), true);
    }

    boolean isPlain() {
        return !isFree;
    }

    /** What is before decimals, where that was told. */
    Optional<String> decimal() {
        return isFree ? Optional.of(String.valueOf(decimal)) : Optional.empty();
    }

    /** What is allowed, and which option reads more, perhaps this text. */
    String allowed(String text) {
        String other = decimal == ',' ? "." : ",";
        boolean isOther = isFree && withDecimal(other).read(text).isPresent();
        return isFree
                ? "such as " + (decimal == ',' ? "1.084,50" : "1,084.50") + ", as --decimal " + decimal + " reads it"
                        + (isOther ? "; --decimal " + other + " reads this one" : "")
                : "with a point for decimals and nothing else; 1,084.50 is read with --decimal . and 1.084,50 with"
                        + " --decimal ,";
    }

    /**
     * A number.
     *
     * @param text without blanks around it
     * @return the number that it is, which may be NaN or infinite; empty if it is none
     */
    public OptionalDouble read(String text) {
        return amount(text).number();
    }

    /** The text of a number that has a point before decimals, as this format reads it. */
    String written(String number) {
        return isFree && decimal == ',' ? number.replace('.', ',') : number;
    }

    /**
     * A number and what stands beside it.
     *
     * @param number empty if it is none
     * @param currency its sign or code; empty if there is none
     */
    record Amount(OptionalDouble number, Optional<String> currency) {}

    /** A number, perhaps with a currency. */
    Amount amount(String text) {
        OptionalDouble plain = Numbers.read(text);
        boolean isPlain = !isFree || (plain.isPresent() && (decimal == '.' || text.indexOf('.') < 0));
        return isPlain ? new Amount(plain, Optional.empty()) : free(text);
    }

    private Amount free(String text) {
        Rest rest = new Rest(text);
        boolean inBrackets = rest.takeBrackets();
        rest.takeSigns(this::withoutDash);
        int signs = rest.signs + (inBrackets ? 1 : 0);
        OptionalDouble size = signs > 1 ? OptionalDouble.empty() : size(rest.text);
        boolean isNegative = inBrackets || rest.isNegative;
        return new Amount(
                size.isPresent() && isNegative ? OptionalDouble.of(-size.getAsDouble()) : size,
                Optional.ofNullable(rest.currency));
    }

    /** Takes away what is around the digits. */
    private static final class Rest {
        private String text;
        private int signs;
        private boolean isNegative;
        private @Nullable String currency;

        Rest(String text) {
            this.text = Blanks.strip(text);
        }

        boolean takeBrackets() {
            if (text.length() > 2 && text.startsWith("(") && text.endsWith(")")) {
                text = Blanks.strip(text.substring(1, text.length() - 1));
                return true;
            }
            return false;
        }

        void takeSigns(UnaryOperator<String> withoutDash) {
            boolean more = true;
            while (more && !text.isEmpty()) {
                text = withoutDash.apply(text);
                more = takeSign(text.charAt(0), 1, text.length())
                        || takeSign(text.charAt(text.length() - 1), 0, text.length() - 1)
                        || takeCurrency();
                text = Blanks.strip(text);
            }
        }

        private boolean takeSign(char sign, int from, int to) {
            boolean isOfDash = from == 0 && to > 0 && DASHES.indexOf(text.charAt(to - 1)) >= 0;
            if ("+-\u2212".indexOf(sign) < 0 || isOfDash) {
                return false;
            }
            signs++;
            isNegative |= sign != '+';
            text = text.substring(from, to);
            return true;
        }

        private boolean takeCurrency() {
            int from = 0;
            while (from < text.length() && isOfWord(text, from)) {
                from++;
            }
            int to = text.length();
            while (to > from && isOfWord(text, to - 1)) {
                to--;
            }
            if (isCurrency(text.substring(0, from))) {
                currency = currency == null || Money.BY_CODE.containsKey(text.substring(0, from))
                        ? text.substring(0, from)
                        : currency;
                text = text.substring(from);
                return true;
            }
            if (isCurrency(text.substring(to))) {
                currency = currency == null || Money.BY_CODE.containsKey(text.substring(to))
                        ? text.substring(to)
                        : currency;
                text = text.substring(0, to);
                return true;
            }
            return false;
        }

        private static boolean isOfWord(String text, int at) {
            char c = text.charAt(at);
            boolean endsWord = c == '.' && at > 0 && Character.isLetter(text.charAt(at - 1));
            return Character.isLetter(c) || endsWord || Character.getType(c) == Character.CURRENCY_SYMBOL;
        }

        private static boolean isCurrency(String word) {
            boolean isSign = word.length() == 1 && Character.getType(word.charAt(0)) == Character.CURRENCY_SYMBOL;
            return isSign || CurrencySigns.isKnown(word) || Money.BY_CODE.containsKey(word);
        }
    }

    /** A dash in place of decimals, as in 10,- or 10.\u2013, is no minus. */
    private String withoutDash(String text) {
        int end = text.lastIndexOf(decimal);
        boolean isDash = end > 0
                && end + 1 < text.length()
                && text.length() - end <= LONGEST_DASH + 1
                && isDigit(text.charAt(end - 1))
                && text.substring(end + 1).chars().allMatch(c -> DASHES.indexOf(c) >= 0);
        return isDash ? text.substring(0, end) : text;
    }

    private OptionalDouble size(String text) {
        int end = text.lastIndexOf(decimal);
        String whole = end < 0 ? text : text.substring(0, end);
        String decimals = end < 0 ? "" : text.substring(end + 1);
        boolean isEmpty = whole.isEmpty() && decimals.isEmpty();
        if (isEmpty || !decimals.chars().allMatch(NumberFormat::isDigit)) {
            return OptionalDouble.empty();
        }
        return digits(whole)
                .map(digits -> Double.parseDouble(digits + "." + (decimals.isEmpty() ? "0" : decimals)))
                .map(OptionalDouble::of)
                .orElse(OptionalDouble.empty());
    }

    /** The digits of a whole number, without what groups them. */
    private Optional<String> digits(String whole) {
        if (whole.isEmpty()) {
            return Optional.of("0");
        }
        int first = 0;
        while (first < whole.length() && isDigit(whole.charAt(first))) {
            first++;
        }
        if (first == whole.length()) {
            return Optional.of(whole);
        }
        char sign = whole.charAt(first);
        String[] groups = whole.split(Pattern.quote(String.valueOf(sign)), -1);
        return groups(sign) && areGroups(sign == ',', groups) ? Optional.of(String.join("", groups)) : Optional.empty();
    }

    private boolean groups(char sign) {
        return sign == (decimal == ',' ? '.' : ',') || BLANKS.indexOf(sign) >= 0 || sign == '\'' || sign == '\u2019';
    }

    /** Groups of three, or of two before the last one, as India writes 1,00,000. */
    private static boolean areGroups(boolean mayBePairs, String... groups) {
        int between = mayBePairs && groups.length > 2 ? groups[1].length() : GROUP;
        for (int i = 0; i < groups.length; i++) {
            int length = groups[i].length();
            int wanted = i == groups.length - 1 ? GROUP : between;
            boolean fits = i == 0 ? length > 0 && length <= between : length == wanted;
            if (!fits || !groups[i].chars().allMatch(NumberFormat::isDigit)) {
                return false;
            }
        }
        return between == GROUP || between == GROUP - 1;
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof NumberFormat format && format.decimal == decimal && format.isFree == isFree;
    }

    @Override
    public int hashCode() {
        return 2 * decimal + (isFree ? 1 : 0);
    }

    @Override
    public String toString() {
        return decimal().map(sign -> "--decimal " + sign).orElse("plain");
    }
}
