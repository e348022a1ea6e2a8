package io.engagement.internal.index;

/** How long arrays that grow are made. */
public final class ArrayLengths {
    /** Some VMs refuse arrays of the very last lengths. */
    public static final int LONGEST = Integer.MAX_VALUE - 8;

    private ArrayLengths() {}

    /** Half as long again, as far as there are such arrays. */
    public static int longer(int length) {
        return (int) Math.min(LONGEST, length + (length >> 1) + 16L);
    }
}
