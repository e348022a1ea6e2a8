package io.engagement.live;

/**
 * An id in two doubles of a row, or where it stands if it is longer than that: most are short, and the row is looked at
 * anyway. The doubles are never computed with; they hold 7 bytes each, the lowest ones, so that no bits of them form a NaN.
 */
final class InlineId {
    /** Characters that have room, if none needs two bytes. */
    static final int MOST = 13;

    /** Bytes in the first double. */
    private static final int HEAD = 7;

    /** Of the second one: the length plus one is above the characters. */
    private static final int LENGTH = Byte.SIZE * (MOST - HEAD);

    private static final long ELSEWHERE = 0xFFL << LENGTH;

    private InlineId() {}

    /** The second double's bits; for an id that has no room the same for all such ids. */
    static long tail(String id) {
        int length = id.length();
        if (length > MOST) {
            return ELSEWHERE;
        }
        long tail = 0;
        int all = 0;
        for (int i = 0; i < length; i++) {
            char c = id.charAt(i);
            all |= c;
            if (i >= HEAD) {
                tail |= (long) c << (Byte.SIZE * (i - HEAD));
            }
        }
        return all > 0xFF ? ELSEWHERE : tail | ((length + 1L) << LENGTH);
    }

    /** The first double's bits of an id that has room. */
    static long head(String id) {
        long head = 0;
        for (int i = Math.min(HEAD, id.length()) - 1; i >= 0; i--) {
            head = head << Byte.SIZE | id.charAt(i);
        }
        return head;
    }

    /** Whether an id with this second double is not in the row. */
    static boolean isElsewhere(long tail) {
        return tail == ELSEWHERE;
    }

    /** The id of two doubles. */
    static String text(long head, long tail) {
        char[] text = new char[(int) (tail >>> LENGTH) - 1];
        for (int i = 0; i < text.length; i++) {
            text[i] = (char) ((i < HEAD ? head >>> (Byte.SIZE * i) : tail >>> (Byte.SIZE * (i - HEAD))) & 0xFF);
        }
        return new String(text);
    }
}
