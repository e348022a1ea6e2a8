package io.engagement.live;

import io.engagement.internal.text.OneLine;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What stands in a snapshot's frames. No number is believed: each is checked against its meaning, and what tells how much
 * follows against what is left of the file, before there is memory for it.
 */
final class SnapshotReader {
    /** Whole numbers that a double holds too; more interactions than this never come. */
    private static final long MOST = 1L << 53;

    /** Of a shard that was written, which has no more than 2 GB. */
    private static final int LONGEST_TEXT = 1 << 29;

    /** Some ten times what a table that is two thirds full takes on average. */
    private static final long STEPS = 64;

    /** How much of a text stands in a message. */
    private static final int SHOWN = 60;

    private final Frames.Input frames;
    private final DataInputStream in;
    private final String name;
    private int format;
    /** Of texts. */
    private byte[] bytes = new byte[Character.BYTES * SHOWN];

    SnapshotReader(Frames.Input frames, String name, int format) {
        this.frames = frames;
        this.in = new DataInputStream(frames);
        this.name = name;
        this.format = format;
    }

    /** The format that is read. */
    int format() {
        return format;
    }

    void format(int told) {
        format = told;
    }

    /** Any number. */
    long readLong() throws IOException {
        return in.readLong();
    }

    /** Any number. */
    int readInt() throws IOException {
        return in.readInt();
    }

    /** Any number. */
    byte readByte() throws IOException {
        return in.readByte();
    }

    void read(byte[] all) throws IOException {
        in.readFully(all);
    }

    boolean readFlag(String what) throws IOException {
        int flag = in.readUnsignedByte();
        check(flag <= 1, what, flag, "0 or 1");
        return flag == 1;
    }

    /** How many there were of something. */
    long readCount(String what) throws IOException {
        long count = in.readLong();
        check(count >= 0 && count < MOST, what, count, "from 0 to before 2^53");
        return count;
    }

    /** How many there follow of what takes so many bytes at the least. */
    int readSize(String what, long leastBytes) throws IOException {
        int size = in.readInt();
        check(size >= 0, what, size, "0 or more");
        check(
                size <= frames.remaining() / leastBytes,
                what,
                size,
                "no more than have room in what is left of the file");
        return size;
    }

    /** Milliseconds since 1970, not later than {@code latest}; {@code Long.MIN_VALUE} for none. */
    long readTime(String what, long latest) throws IOException {
        long time = in.readLong();
        check(
                time <= latest && (time == Long.MIN_VALUE || isTime(time)),
                what,
                time,
                "a time within 285,000 years of 1970, and not later than another one allows");
        return time;
    }

    /** Within 285,000 years of 1970: as of such an instant measures hold, and an interaction can have it. */
    static boolean isTime(long milli) {
        return Math.abs(Math.floorDiv(milli, 1000L)) < MOST / 1000;
    }

    String readText(String what) throws IOException {
        int length = readSize(what, Character.BYTES);
        check(length <= LONGEST_TEXT, what, length, "at most 2^29 characters");
        if (bytes.length < Character.BYTES * Math.min(length, Frames.FULL)) {
            bytes = new byte[Character.BYTES * Math.min(length, Frames.FULL)];
        }
        char[] text = new char[length];
        for (int from = 0; from < length; from += Frames.FULL) {
            int some = Math.min(Frames.FULL, length - from);
            in.readFully(bytes, 0, Character.BYTES * some);
            for (int i = 0; i < some; i++) {
                text[from + i] = (char) ((bytes[2 * i] << Byte.SIZE) | (bytes[2 * i + 1] & 0xFF));
            }
        }
        return new String(text);
    }

    List<String> readTexts(String what) throws IOException {
        int size = readSize(what, Integer.BYTES);
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            texts.add(readText(what));
        }
        return texts;
    }

    /** A text that is not blank, as ids and names are. */
    String readName(String what) throws IOException {
        String text = readText(what);
        check(!text.isBlank(), what, "blank", "not blank");
        return text;
    }

    /**
     * Of hashes that nobody aimed at a few places are looked at to find one, whatever chance does; of crafted ones, all.
     *
     * @param steps how many places were looked at
     * @param size to find so many
     */
    void checkSteps(long steps, int size) throws SnapshotException {
        check(steps <= STEPS * (size + STEPS), "places of ids", steps, "spread as hashes spread them");
    }

    /** The law is broken if the condition is false. */
    void check(boolean condition, String what, String value, String law) throws SnapshotException {
        if (!condition) {
            throw wrong(what + " must be " + law + ", was " + shown(value));
        }
    }

    /** The law is broken if the condition is false. */
    void check(boolean condition, String what, long value, String law) throws SnapshotException {
        if (!condition) {
            throw wrong(what + " must be " + law + ", was " + value);
        }
    }

    SnapshotException wrong(String why) {
        return new SnapshotException(name + " holds what no store writes: " + why
                + "; it was changed, or not written by this library: take an earlier one");
    }

    /** All must have been read. */
    void end() throws IOException {
        if (!frames.isAtEnd()) {
            throw new SnapshotException(name + " holds more than this version of the library reads");
        }
    }

    /** In frames that are whole. */
    SnapshotException tooShort(EOFException early) {
        return new SnapshotException(name + " holds less than it says: it was not written by this library", early);
    }

    /** Short, and on one line. */
    static String shown(String text) {
        return OneLine.of(text.length() > SHOWN ? text.substring(0, SHOWN) + "..." : text);
    }
}
