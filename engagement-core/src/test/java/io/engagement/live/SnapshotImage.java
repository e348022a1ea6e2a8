package io.engagement.live;

import io.engagement.measure.StateLayout;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32C;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A snapshot of format 4 as the package's notes describe it, read and written without the library's own code: its fields one
 * by one, to be changed and framed anew with right checksums.
 */
final class SnapshotImage {
    static final int HEAD = 40;
    static final int FRAME = 1 << 16;
    static final int SEAL = 32;

    private final byte[] head;
    private final byte[] payload;
    private final List<Field> fields = new ArrayList<>();
    private final List<Shard> shards = new ArrayList<>();
    private final Map<String, Long> feeds = new HashMap<>();
    private ByteBuffer in = ByteBuffer.allocate(0);

    /** What a field is. */
    enum Type {
        FLAG,
        INT,
        LONG,
        DOUBLE,
        CHAR,
        BYTE
    }

    /** A number, and where it stands. */
    record Field(String what, Type type, int at) {
        int size() {
            return switch (type) {
                case FLAG, BYTE -> 1;
                case CHAR -> 2;
                case INT -> 4;
                case LONG, DOUBLE -> 8;
            };
        }
    }

    /** What a shard says of itself. */
    record Shard(
            long now,
            long latest,
            long newest,
            long taken,
            long late,
            List<Long> positions,
            List<String> customers,
            int kinds,
            Map<String, List<PackedInteraction>> held,
            long ahead,
            int ids,
            List<PackedInteraction> inThreads) {}

    /** An interaction that waits. */
    record PackedInteraction(int kind, long at, boolean counted) {}

    private SnapshotImage(byte[] head, byte[] payload) {
        this.head = head;
        this.payload = payload;
    }

    /** Of nothing. */
    static SnapshotImage empty() {
        return new SnapshotImage(new byte[HEAD], new byte[0]);
    }

    /** Of a file whose checksums are right. */
    static SnapshotImage of(byte[] file, StateLayout layout) {
        ByteBuffer in = ByteBuffer.wrap(file);
        byte[] head = new byte[HEAD];
        in.get(head);
        ByteArrayOutputStream payload = new ByteArrayOutputStream();
        for (int length = frame(in, payload); length > 0; ) {
            length = frame(in, payload);
        }
        SnapshotImage image = new SnapshotImage(head, payload.toByteArray());
        image.parse(layout);
        return image;
    }

    private static int frame(ByteBuffer in, ByteArrayOutputStream payload) {
        int length = in.getInt();
        in.getLong();
        byte[] bytes = new byte[length];
        in.get(bytes);
        payload.writeBytes(bytes);
        return length;
    }

    byte[] head() {
        return head.clone();
    }

    byte[] payload() {
        return payload.clone();
    }

    List<Field> fields() {
        return fields;
    }

    List<Shard> shards() {
        return shards;
    }

    Map<String, Long> feeds() {
        return feeds;
    }

    /** A file of these contents, with right checksums. */
    static byte[] file(byte[] head, byte[] payload) {
        return file(head, payload, new byte[0]);
    }

    /** A file of these contents, sealed with a key unless that is empty. */
    static byte[] file(byte[] head, byte[] payload, byte[] key) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(head);
        int number = 0;
        for (int from = 0; from < payload.length; from += FRAME) {
            frame(out, head, number++, Arrays.copyOfRange(payload, from, Math.min(payload.length, from + FRAME)));
        }
        frame(out, head, number, new byte[0]);
        out.writeBytes(seal(out.toByteArray(), key));
        return out.toByteArray();
    }

    private static void frame(ByteArrayOutputStream out, byte[] head, int number, byte[] bytes) {
        CRC32C crc = new CRC32C();
        crc.update(head);
        crc.update(ByteBuffer.allocate(8).putInt(number).putInt(bytes.length).flip());
        crc.update(bytes);
        out.writeBytes(ByteBuffer.allocate(12)
                .putInt(bytes.length)
                .putInt(~bytes.length)
                .putInt((int) crc.getValue())
                .array());
        out.writeBytes(bytes);
    }

    private static byte[] seal(byte[] bytes, byte[] key) {
        try {
            if (key.length > 0) {
                Mac mac = Mac.getInstance("HmacSHA256");
                mac.init(new SecretKeySpec(key, "HmacSHA256"));
                return mac.doFinal(bytes);
            }
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (GeneralSecurityException impossible) {
            throw new AssertionError(impossible);
        }
    }

    /** The whole frames of a file, heads included. */
    static List<byte[]> frames(byte[] file) throws IOException {
        List<byte[]> frames = new ArrayList<>();
        int at = HEAD;
        while (at < file.length - SEAL) {
            int length = 12 + ByteBuffer.wrap(file).getInt(at);
            frames.add(Arrays.copyOfRange(file, at, at + length));
            at += length;
        }
        return frames;
    }

    private void parse(StateLayout layout) {
        in = ByteBuffer.wrap(payload);
        number("fingerprint", Type.LONG);
        texts("measure");
        number("first key", Type.LONG);
        number("second key", Type.LONG);
        int size = (int) number("shards", Type.INT);
        for (int i = 0; i < size; i++) {
            shards.add(shard(layout));
        }
        for (String name : texts("feed")) {
            feeds.put(name, number("complete position", Type.LONG));
        }
        if (in.hasRemaining()) {
            throw new AssertionError(in.remaining() + " bytes more than the format has");
        }
    }

    private Shard shard(StateLayout layout) {
        long now = number("now", Type.LONG);
        long latest = number("latest", Type.LONG);
        long newest = number("newest", Type.LONG);
        long taken = number("taken", Type.LONG);
        long late = number("late", Type.LONG);
        number("duplicates", Type.LONG);
        number("replayed", Type.LONG);
        List<Long> positions = new ArrayList<>();
        for (long left = number("positions", Type.INT); left > 0; left--) {
            positions.add(number("position", Type.LONG));
        }
        List<String> customers = customers(layout);
        int kinds = kinds();
        Map<String, List<PackedInteraction>> held = held();
        long ahead = number("ahead", Type.LONG);
        number("ids began", Type.LONG);
        int ids = ids() + ids();
        number("given initiators", Type.LONG);
        number("inferred initiators", Type.LONG);
        number("unknown initiators", Type.LONG);
        number("threads began", Type.LONG);
        remembered();
        remembered();
        return new Shard(now, latest, newest, taken, late, positions, customers, kinds, held, ahead, ids, inThreads());
    }

    private void remembered() {
        for (long left = number("remembered threads", Type.INT); left > 0; left--) {
            number("thread key", Type.LONG);
            number("thread time", Type.LONG);
            number("thread customer", Type.INT);
            number("thread initiator", Type.BYTE);
        }
    }

    private List<PackedInteraction> inThreads() {
        List<PackedInteraction> all = new ArrayList<>();
        while (number("one more in threads", Type.FLAG) != 0) {
            number("who is in threads", Type.INT);
            while (number("one more in a thread", Type.FLAG) != 0) {
                PackedInteraction next = oneHeld();
                all.add(next);
                if (next.counted()) {
                    number("counted kind", Type.INT);
                    number("in order", Type.FLAG);
                    number("late", Type.FLAG);
                }
                for (String what : List.of("id", "inReplyTo", "conversation")) {
                    if (number("has " + what, Type.FLAG) != 0) {
                        text(what);
                    }
                }
                number("initiator of the answered", Type.BYTE);
                number("initiator of the first", Type.BYTE);
            }
        }
        return all;
    }

    private List<String> customers(StateLayout layout) {
        List<String> customers = new ArrayList<>();
        int size = (int) number("customers", Type.INT);
        for (int i = 0; i < size; i++) {
            customers.add(text("customer"));
            number("version of slots", Type.BYTE);
            for (int slot = 0; slot < layout.slots(); slot++) {
                number("slot " + slot, Type.DOUBLE);
            }
        }
        return customers;
    }

    private int kinds() {
        int size = (int) number("kinds", Type.INT);
        for (int i = 0; i < size; i++) {
            text("channel");
            text("purpose");
            text("initiator");
            number("inferred", Type.FLAG);
            text("direction");
            text("actor");
            if (number("has a department", Type.FLAG) != 0) {
                text("department");
            }
            if (number("has a campaign", Type.FLAG) != 0) {
                text("campaign");
            }
        }
        return size;
    }

    private Map<String, List<PackedInteraction>> held() {
        Map<String, List<PackedInteraction>> held = new HashMap<>();
        while (number("one more who waits", Type.FLAG) != 0) {
            List<PackedInteraction> own = new ArrayList<>();
            if (held.put(text("who waits"), own) != null) {
                throw new AssertionError("a customer waits twice");
            }
            while (number("one more that waits", Type.FLAG) != 0) {
                own.add(oneHeld());
            }
        }
        return held;
    }

    private PackedInteraction oneHeld() {
        int kind = (int) number("held kind", Type.INT);
        long at = number("held at", Type.LONG);
        boolean counted = number("held counted", Type.LONG) == 1;
        number("held value", Type.DOUBLE);
        number("held cost", Type.DOUBLE);
        number("held satisfaction", Type.DOUBLE);
        number("held duration", Type.LONG);
        number("held id", Type.DOUBLE);
        number("held id of what it answers", Type.DOUBLE);
        number("held conversation", Type.DOUBLE);
        return new PackedInteraction(kind, at, counted);
    }

    private int ids() {
        int size = (int) number("ids", Type.INT);
        for (int i = 0; i < size; i++) {
            number("id high", Type.LONG);
            number("id low", Type.LONG);
            number("id time", Type.LONG);
        }
        return size;
    }

    private List<String> texts(String what) {
        List<String> texts = new ArrayList<>();
        int size = (int) number("number of " + what, Type.INT);
        for (int i = 0; i < size; i++) {
            texts.add(text(what));
        }
        return texts;
    }

    private String text(String what) {
        int length = (int) number("length of " + what, Type.INT);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append((char) number("character of " + what, Type.CHAR));
        }
        return text.toString();
    }

    private long number(String what, Type type) {
        fields.add(new Field(what, type, in.position()));
        return switch (type) {
            case FLAG, BYTE -> in.get();
            case CHAR -> in.getChar();
            case INT -> in.getInt();
            case LONG, DOUBLE -> in.getLong();
        };
    }
}
