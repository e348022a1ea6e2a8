package io.engagement.spring;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Who was erased, and from when on whoever came back may be known again. Ids are kept as keyed hashes, so that the file names nobody;
 * who has it can still ask it whether an id that they know is in it.
 *
 * <p>The file is a head, {@code engagement-erased 1 KEY}, and a line for each word that came, {@code HASH never} or {@code HASH
 * INSTANT}: the last one of a hash counts. A line is on the disk before the erasure begins. What a crash left of a last line is
 * removed. Thread-safe.
 */
final class ErasedCustomers {
    private static final String HEAD = "engagement-erased 1 ";
    private static final String NEVER = "never";
    private static final int KEY_BYTES = 32;
    private static final int HASH_BYTES = 16;

    private final Optional<Path> file;
    private final byte[] key;
    private final Map<String, Instant> from = new ConcurrentHashMap<>();

    private ErasedCustomers(Optional<Path> file, byte[] key) {
        this.file = file;
        this.key = key;
    }

    /** Of this process alone. */
    static ErasedCustomers inMemory() {
        return new ErasedCustomers(Optional.empty(), newKey());
    }

    static ErasedCustomers open(Path file) throws IOException {
        String content = Files.exists(file) ? Files.readString(file, StandardCharsets.US_ASCII) : "";
        int end = content.lastIndexOf('\n') + 1;
        if (end == 0) {
            byte[] key = newKey();
            append(file, 0, HEAD + HexFormat.of().formatHex(key) + "\n");
            return new ErasedCustomers(Optional.of(file), key);
        }
        List<String> lines = content.substring(0, end).lines().toList();
        ErasedCustomers erased = new ErasedCustomers(Optional.of(file), key(file, lines.get(0)));
        for (int line = 1; line < lines.size(); line++) {
            erased.read(lines.get(line), line + 1);
        }
        append(file, end, "");
        return erased;
    }

    private static byte[] newKey() {
        byte[] key = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(key);
        return key;
    }

    private static byte[] key(Path file, String head) throws IOException {
        if (!head.matches(HEAD + "[0-9a-f]{" + 2 * KEY_BYTES + "}")) {
            throw new IOException(file + " must begin with '" + HEAD.strip() + "' and a key, does not");
        }
        return HexFormat.of().parseHex(head.substring(HEAD.length()));
    }

    private void read(String line, int number) throws IOException {
        String[] words = line.split(" ", -1);
        if (words.length != 2 || !words[0].matches("[0-9a-f]{" + 2 * HASH_BYTES + "}")) {
            throw new IOException(file.orElseThrow() + ", line " + number + " must be a hash and an instant, is not");
        }
        try {
            from.put(words[0], words[1].equals(NEVER) ? Instant.MAX : Instant.parse(words[1]));
        } catch (DateTimeException none) {
            throw new IOException(
                    file.orElseThrow() + ", line " + number + " must end with an instant, does not", none);
        }
    }

    /** Writes behind a place, and cuts off what was there. */
    private static void append(Path file, long at, String text) throws IOException {
        try (FileChannel channel =
                FileChannel.open(file, Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE), owner(file))) {
            channel.truncate(at);
            channel.position(at);
            ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
    }

    private static FileAttribute<?>[] owner(Path file) {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }

    /** Whether nobody ever was. */
    boolean isEmpty() {
        return from.isEmpty();
    }

    /** Whether a customer was erased and has not come back. */
    boolean isErased(String customerId) {
        return !isEmpty() && Instant.MAX.equals(from.get(hash(customerId)));
    }

    /** Whether a customer was erased at any time. */
    boolean wasErased(String customerId) {
        return !isEmpty() && from.containsKey(hash(customerId));
    }

    /** Whether what happened then may be known of a customer. */
    boolean mayKnow(String customerId, Instant at) {
        if (isEmpty()) {
            return true;
        }
        @Nullable Instant first = from.get(hash(customerId));
        return first == null || !at.isBefore(first);
    }

    /** Nothing of the customer may be known any more. */
    void erase(String customerId) throws IOException {
        if (!isErased(customerId)) {
            put(hash(customerId), Instant.MAX, NEVER);
        }
    }

    /** What happens from then on may be known again. */
    void readmit(String customerId, Instant at) throws IOException {
        put(hash(customerId), at, at.toString());
    }

    private synchronized void put(String hash, Instant at, String word) throws IOException {
        if (file.isPresent()) {
            append(file.get(), Files.size(file.get()), hash + " " + word + "\n");
        }
        from.put(hash, at);
    }

    private String hash(String customerId) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            byte[] whole = mac.doFinal(customerId.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(Arrays.copyOf(whole, HASH_BYTES));
        } catch (GeneralSecurityException none) {
            throw new IllegalStateException("every Java platform has HmacSHA256", none);
        }
    }
}
