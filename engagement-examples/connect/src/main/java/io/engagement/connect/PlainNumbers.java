package io.engagement.connect;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.time.DateTimeException;
import java.time.LocalDate;

/** Numbers and instants of a plain row, read from its bytes where they are written in the common way. */
final class PlainNumbers {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle SHORTS =
            MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);

    /** What is not written so; to be read as text. */
    static final long OTHER = Long.MIN_VALUE;

    /** Up to this many digits, and powers of ten, are exact in a double, so that their ratio is the nearest one. */
    private static final int EXACT_DIGITS = 15;

    private static final double[] POWERS = {
        1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15
    };
    private static final long DAY = 86_400_000;

    /** The ten bytes of a date that was read, in two numbers. */
    private long lastDate;

    private long lastDateEnd;
    private long lastDay;

    /** An amount such as 12.5 or -3; NaN if it is written otherwise. */
    static double decimal(PlainRow row, int column) {
        byte[] bytes = row.bytes();
        int to = row.end(column);
        int from = row.start(column);
        boolean negative = from < to && bytes[from] == '-';
        from += negative ? 1 : 0;
        if (to - from > EXACT_DIGITS || from == to) {
            return Double.NaN;
        }
        long digits = 0;
        int point = -1;
        for (int i = from; i < to; i++) {
            int digit = bytes[i] - '0';
            if (digit >= 0 && digit <= 9) {
                digits = 10 * digits + digit;
            } else if (bytes[i] == '.' && point < 0 && i > from && i < to - 1) {
                point = i;
            } else {
                return Double.NaN;
            }
        }
        double size = point < 0 ? digits : digits / POWERS[to - 1 - point];
        return negative ? -size : size;
    }

    /** The milliseconds of an instant such as 2026-01-31T08:00:00Z, with or without three decimals of a second. */
    long instant(PlainRow row, int column) {
        byte[] bytes = row.bytes();
        int from = row.start(column);
        int length = row.length(column);
        if ((length != 20 && length != 24) || !hasMarks(bytes, from, length)) {
            return OTHER;
        }
        int hour = number(bytes, from + 11, 2);
        int minute = number(bytes, from + 14, 2);
        int second = number(bytes, from + 17, 2);
        int milli = length == 24 ? number(bytes, from + 20, 3) : 0;
        if ((hour | minute | second | milli) < 0 || hour > 23 || minute > 59 || second > 59) {
            return OTHER;
        }
        if (!isLastDate(bytes, from) && !isDay(bytes, from)) {
            return OTHER;
        }
        return lastDay * DAY + ((hour * 60L + minute) * 60 + second) * 1000 + milli;
    }

    /** Neighbouring rows of most files are of one day. */
    private boolean isLastDate(byte[] bytes, int from) {
        return (long) LONGS.get(bytes, from) == lastDate && (short) SHORTS.get(bytes, from + Long.BYTES) == lastDateEnd;
    }

    private static boolean hasMarks(byte[] bytes, int from, int length) {
        return bytes[from + 4] == '-'
                && bytes[from + 7] == '-'
                && bytes[from + 10] == 'T'
                && bytes[from + 13] == ':'
                && bytes[from + 16] == ':'
                && bytes[from + length - 1] == 'Z'
                && (length == 20 || bytes[from + 19] == '.');
    }

    /** A number of so many digits; negative if one of them is none. */
    private static int number(byte[] bytes, int from, int digits) {
        int number = 0;
        for (int i = from; i < from + digits; i++) {
            int digit = bytes[i] - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            number = 10 * number + digit;
        }
        return number;
    }

    private boolean isDay(byte[] bytes, int from) {
        int year = number(bytes, from, 4);
        int month = number(bytes, from + 5, 2);
        int day = number(bytes, from + 8, 2);
        if (year <= 0 || (month | day) < 0) {
            return false;
        }
        try {
            lastDay = LocalDate.of(year, month, day).toEpochDay();
        } catch (DateTimeException e) {
            return false;
        }
        lastDate = (long) LONGS.get(bytes, from);
        lastDateEnd = (short) SHORTS.get(bytes, from + Long.BYTES);
        return true;
    }
}
