package io.engagement.spring;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Who was erased, and from when on whoever came back may be known again. Ids are kept as keyed hashes, so that the file names nobody;
 * who has it can still ask it whether an id that they know is in it.
 *
 * <p>The file is a head, {@code engagement-erased 1 KEY}, and a line for each word that came, {@code HASH never} or {@code HASH
 * INSTANT}: the last one of a hash counts. A line is on the disk before the erasure begins. What a crash or a full disk left of a last
 * line is removed. The file is locked until {@link #close}: two processes would each write back whom the other erased. Thread-safe.
 */
final class ErasedCustomers implements AutoCloseable {
    private static final String HEAD = "engagement-erased 1 ";
    private static final String NEVER = "never";
    private static final int KEY_BYTES = 32;
    private static final int HASH_BYTES = 16;

    private final Optional<WordFile> file;
    private final byte[] key;
    private final Map<String, Word> words = new ConcurrentHashMap<>();
    private final Lock oneWord = new ReentrantLock();
    private volatile long count;

    /** From when on a customer may be known, and which word it is, from 1. */
    private record Word(Instant from, long number) {}

    private ErasedCustomers(Optional<WordFile> file, byte[] key) {
        this.file = file;
        this.key = key;
    }

    /** Of this process alone. */
    static ErasedCustomers inMemory() {
        return new ErasedCustomers(Optional.empty(), newKey());
    }

    static ErasedCustomers open(Path path) throws IOException {
        WordFile file = WordFile.open(path);
        try {
            return read(file);
        } catch (IOException | RuntimeException unreadable) {
            file.close();
            throw unreadable;
        }
    }

    private static ErasedCustomers read(WordFile file) throws IOException {
        List<String> lines = file.lines();
        if (lines.isEmpty()) {
            byte[] key = newKey();
            file.append(HEAD + HexFormat.of().formatHex(key));
            return new ErasedCustomers(Optional.of(file), key);
        }
        ErasedCustomers erased = new ErasedCustomers(Optional.of(file), key(file, lines.get(0)));
        for (int line = 1; line < lines.size(); line++) {
            erased.read(lines.get(line), file + ", line " + (line + 1));
        }
        return erased;
    }

    private static byte[] newKey() {
        byte[] key = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(key);
        return key;
    }

    private static byte[] key(WordFile file, String head) throws IOException {
        if (!head.matches(HEAD + "[0-9a-f]{" + 2 * KEY_BYTES + "}")) {
            throw new IOException(file + " must begin with '" + HEAD.strip() + "' and a key, does not");
        }
        return HexFormat.of().parseHex(head.substring(HEAD.length()));
    }

    private void read(String line, String place) throws IOException {
        String[] parts = line.split(" ", -1);
        if (parts.length != 2 || !parts[0].matches("[0-9a-f]{" + 2 * HASH_BYTES + "}")) {
            throw new IOException(place + " must be a hash and an instant, is not");
        }
        try {
            keep(parts[0], parts[1].equals(NEVER) ? Instant.MAX : Instant.parse(parts[1]));
        } catch (DateTimeException none) {
            throw new IOException(place + " must end with an instant, does not", none);
        }
    }

    /** Whether nobody ever was. */
    boolean isEmpty() {
        return words.isEmpty();
    }

    /** How many words came so far: a snapshot says how many it knows. */
    long count() {
        return count;
    }

    /** Whether a customer was erased and has not come back. */
    boolean isErased(String customerId) {
        return word(customerId).filter(word -> word.from().equals(Instant.MAX)).isPresent();
    }

    /** Whether a customer was erased at any time. */
    boolean wasErased(String customerId) {
        return word(customerId).isPresent();
    }

    /** Whether a store that knows so many words can hold of a customer what was erased. */
    boolean isStale(String customerId, long known) {
        return word(customerId)
                .filter(word -> word.from().equals(Instant.MAX) || word.number() > known)
                .isPresent();
    }

    /** Whether what happened then may be known of a customer. */
    boolean mayKnow(String customerId, Instant at) {
        return word(customerId).filter(word -> at.isBefore(word.from())).isEmpty();
    }

    private Optional<Word> word(String customerId) {
        return isEmpty() ? Optional.empty() : Optional.ofNullable(words.get(hash(customerId)));
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

    /** By a lock and no monitor: a virtual thread that waits for the disk leaves its carrier to others. */
    private void put(String hash, Instant from, String text) throws IOException {
        oneWord.lock();
        try {
            if (file.isPresent()) {
                file.get().append(hash + " " + text);
            }
            keep(hash, from);
        } finally {
            oneWord.unlock();
        }
    }

    private void keep(String hash, Instant from) {
        long number = count + 1;
        words.put(hash, new Word(from, number));
        count = number;
    }

    /** Lets another process have the file. */
    @Override
    public void close() throws IOException {
        if (file.isPresent()) {
            file.get().close();
        }
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
