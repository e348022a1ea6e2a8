package io.engagement.spring.service;

import io.engagement.spring.EngagementStartException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/** The hashes of the keys that are taken. Of a random key a plain SHA-256 tells nothing; whether one is random nobody sees by its hash. */
final class ApiKeys {
    /** Of a key: fewer can be guessed. */
    private static final int LEAST = 16;

    private static final String REMEDY =
            "Make a key with 'openssl rand -hex 24' and set engagement.service.api-key-hashes to what"
                    + " 'printf %s KEY | sha256sum' prints. For a trial set the environment variable"
                    + " ENGAGEMENT_SERVICE_API_KEY to the key itself.";

    private final List<byte[]> hashes;

    private ApiKeys(List<byte[]> hashes) {
        this.hashes = hashes;
    }

    static ApiKeys of(ServiceProperties properties) {
        List<byte[]> hashes = new ArrayList<>();
        properties.apiKeyHashes().forEach(text -> hashes.add(hash(text)));
        String plain = properties.apiKey();
        if (plain != null) {
            if (plain.length() < LEAST) {
                throw new EngagementStartException(
                        "engagement.service.api-key must have at least " + LEAST + " characters, has " + plain.length(),
                        REMEDY);
            }
            if (!StandardCharsets.US_ASCII.newEncoder().canEncode(plain)) {
                throw new EngagementStartException(
                        "engagement.service.api-key must be of ASCII, as headers are, holds another character", REMEDY);
            }
            hashes.add(sha256(plain));
        }
        if (hashes.isEmpty()) {
            throw new EngagementStartException(
                    "engagement.service.api-key-hashes must hold the hash of a key, and is not set: without a key the service does"
                            + " not start",
                    REMEDY);
        }
        return new ApiKeys(hashes);
    }

    private static byte[] hash(String text) {
        String digits = text.strip().toLowerCase(Locale.ROOT);
        if (!digits.matches("[0-9a-f]{64}")) {
            throw new EngagementStartException(
                    "engagement.service.api-key-hashes must be SHA-256 hashes of 64 hexadecimal digits, one has "
                            + digits.length() + " characters",
                    REMEDY);
        }
        return HexFormat.of().parseHex(digits);
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException none) {
            throw new IllegalStateException("every Java platform has SHA-256", none);
        }
    }

    /** In the same time whatever the key, and whichever of the hashes it has. */
    boolean take(String key) {
        byte[] hash = sha256(key);
        boolean taken = false;
        for (byte[] each : hashes) {
            taken |= MessageDigest.isEqual(each, hash);
        }
        return taken;
    }
}
