package io.engagement.internal.math;

/** Numbers that look drawn by chance and are not: the same in every run. */
public final class Scramble {
    private Scramble() {}

    /** Multiplications and shifts of murmur3's last step (Appleby 2011), which spread all bits over all bits. */
    public static int of(int number) {
        int mixed = (number ^ (number >>> 16)) * 0x85ebca6b;
        mixed = (mixed ^ (mixed >>> 13)) * 0xc2b2ae35;
        return mixed ^ (mixed >>> 16);
    }

    /** By an id alone, so that a sample of the lowest does not depend on who else there is; to be compared as unsigned. */
    public static int ofId(String id) {
        return of(id.hashCode());
    }
}
