package io.engagement.outcome.targeting;

import io.engagement.internal.index.KeyedHash;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Chance by a secret key: for the same id always the same, and nobody without the key can tell which. */
final class SecretDraw {
    private static final int LEAST_LENGTH = 16;

    private final KeyedHash who;
    private final KeyedHash what;

    private SecretDraw(KeyedHash who, KeyedHash what) {
        this.who = who;
        this.what = what;
    }

    static SecretDraw of(String key) {
        if (key.strip().length() < LEAST_LENGTH) {
            // Not the key: it is secret.
            throw new IllegalArgumentException(
                    "key must have " + LEAST_LENGTH + " characters at least, had " + key.strip().length());
        }
        try {
            ByteBuffer digest = ByteBuffer.wrap(
                    MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8)));
            return new SecretDraw(
                    new KeyedHash(digest.getLong(), digest.getLong()), new KeyedHash(digest.getLong(), digest.getLong()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** Whether chance decides of this customer, from 0 to 1: below a share if so. */
    double place(String id) {
        return unit(who, id);
    }

    /** Which of so many. */
    int one(String id, int of) {
        return (int) (unit(what, id) * of);
    }

    /** The upper 53 bits: every double below 1. */
    private static double unit(KeyedHash hash, String id) {
        return (hash.of(id) >>> 11) * 0x1p-53;
    }

    /** Without the key. */
    @Override
    public String toString() {
        return "a secret key";
    }
}
