package io.engagement.live;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.function.Supplier;
import javax.crypto.Mac;
import javax.crypto.SecretKey;

/**
 * What tells that bytes are as they were written: SHA-256 of them, or under a key HMAC-SHA-256, which nobody can compute who
 * has not the key.
 *
 * @param more takes the next bytes
 * @param end gives the seal of all of them, {@link #BYTES} long
 */
record Seal(Update more, Supplier<byte[]> end) {
    static final int BYTES = 32;

    /** Takes bytes. */
    @FunctionalInterface
    interface Update {
        void accept(byte[] bytes, int from, int count);
    }

    static Seal of(Optional<SecretKey> key) {
        try {
            if (key.isPresent()) {
                Mac mac = Mac.getInstance("HmacSHA256");
                mac.init(key.get());
                return new Seal(mac::update, mac::doFinal);
            }
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return new Seal(digest::update, digest::digest);
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("every Java platform has SHA-256 and HmacSHA256", missing);
        }
    }
}
