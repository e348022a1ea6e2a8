package io.engagement.live;

import java.util.Arrays;

/**
 * Many short texts in few arrays: the length, then a byte a character where all are Latin-1, two where not. In objects of
 * their own they would take several times as much.
 */
final class Texts {
    /** Bits of a place within its chunk. */
    private static final int CHUNK_BITS = 12;

    private static final int CHUNK = 1 << CHUNK_BITS;

    /** One that is longer than others holds a single text. */
    private byte[][] chunks = new byte[4][];

    private int used;
    /** Where the last chunk is free. */
    private int free = CHUNK;

    private long bytes;
    private long wiped;

    /** Asks for the memory that a text takes. */
    void reserve(String text) {
        int header = header(text);
        reserve(size(header));
    }

    /** Takes a text and tells its place. */
    int add(String text) {
        int header = header(text);
        int wide = header & 1;
        int size = size(header);
        int place = room(size);
        byte[] chunk = chunks[place >>> CHUNK_BITS];
        int at = place & (CHUNK - 1);
        int rest = header;
        for (; rest >>> 7 != 0; rest >>>= 7) {
            chunk[at++] = (byte) (rest | 0x80);
        }
        chunk[at++] = (byte) rest;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (wide == 1) {
                chunk[at++] = (byte) (c >>> Byte.SIZE);
            }
            chunk[at++] = (byte) c;
        }
        bytes += size;
        return place;
    }

    /** Whether the text at a place is this one. */
    boolean isAt(int place, String text) {
        byte[] chunk = chunks[place >>> CHUNK_BITS];
        int at = place & (CHUNK - 1);
        int header = header(chunk, at);
        if (header >>> 1 != text.length()) {
            return false;
        }
        at += headerBytes(header);
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) != charAt(chunk, at, header, i)) {
                return false;
            }
        }
        return true;
    }

    /** Only touches a place, which need not be one any more. */
    int hint(int place) {
        byte[][] known = chunks;
        int chunk = place >>> CHUNK_BITS;
        return chunk < known.length && known[chunk] != null ? known[chunk][place & (CHUNK - 1)] : 0;
    }

    /** The text at a place. */
    String get(int place) {
        byte[] chunk = chunks[place >>> CHUNK_BITS];
        int at = place & (CHUNK - 1);
        int header = header(chunk, at);
        at += headerBytes(header);
        char[] text = new char[header >>> 1];
        for (int i = 0; i < text.length; i++) {
            text[i] = charAt(chunk, at, header, i);
        }
        return new String(text);
    }

    /** Overwrites a text that is no longer used. */
    void wipe(int place) {
        byte[] chunk = chunks[place >>> CHUNK_BITS];
        int at = place & (CHUNK - 1);
        int header = header(chunk, at);
        int size = size(header);
        Arrays.fill(chunk, at, at + size, (byte) 0);
        wiped += size;
    }

    /** Whether more than half is wiped once the text at a place is, so that writing the rest anew is worth the time. */
    boolean isSparseWithout(int place) {
        long gone = wiped + size(header(chunks[place >>> CHUNK_BITS], place & (CHUNK - 1)));
        return gone > CHUNK && gone > bytes / 2;
    }

    private static int header(String text) {
        return (text.length() << 1) | (isWide(text) ? 1 : 0);
    }

    private static int size(int header) {
        return headerBytes(header) + ((header >>> 1) << (header & 1));
    }

    /** A chunk in which there is room: the last one, or one behind it. */
    private void reserve(int size) {
        if (size <= CHUNK - free || (used < chunks.length && chunks[used] != null && chunks[used].length >= size)) {
            return;
        }
        Memory.ask();
        if (used == chunks.length) {
            chunks = Arrays.copyOf(chunks, 2 * used);
        }
        chunks[used] = new byte[Math.max(size, CHUNK)];
    }

    private int room(int size) {
        reserve(size);
        if (size > CHUNK - free) {
            used++;
            free = 0;
        }
        int place = ((used - 1) << CHUNK_BITS) | free;
        // A chunk of one long text is full.
        free = Math.min(CHUNK, free + size);
        return place;
    }

    private static char charAt(byte[] chunk, int from, int header, int index) {
        return (header & 1) == 0
                ? (char) (chunk[from + index] & 0xFF)
                : (char) ((chunk[from + 2 * index] << Byte.SIZE) | (chunk[from + 2 * index + 1] & 0xFF));
    }

    private static int header(byte[] chunk, int from) {
        int header = 0;
        int at = from;
        for (int shift = 0; ; shift += 7) {
            byte next = chunk[at++];
            header |= (next & 0x7F) << shift;
            if (next >= 0) {
                return header;
            }
        }
    }

    private static int headerBytes(int header) {
        return Math.max(1, (Integer.SIZE - Integer.numberOfLeadingZeros(header) + 6) / 7);
    }

    private static boolean isWide(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) > 0xFF) {
                return true;
            }
        }
        return false;
    }
}
