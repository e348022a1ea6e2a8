package io.engagement.measure;

/** What slots can hold, whatever they are of. */
final class Slots {
    /** Beyond the time of any interaction, 2^53 milliseconds from 1970, and the start of its day. */
    static final double LATEST = 0x1p53 + 2 * 86_400_000;

    private Slots() {}

    static boolean isWhole(double number) {
        return Math.abs(number) <= LATEST && number == Math.rint(number);
    }

    static boolean isCount(double number) {
        return number >= 0 && isWhole(number);
    }

    static boolean isFlag(double number) {
        return number == 0 || number == 1;
    }

    /** Milliseconds since 1970. */
    static boolean isTime(double at, double latest) {
        return at <= latest && isWhole(at);
    }

    static boolean isSpan(double first, double last, double latest) {
        return first <= last && isTime(first, last) && isTime(last, latest);
    }
}
