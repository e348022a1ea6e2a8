package io.engagement.outcome.experiment;

import io.engagement.internal.index.SipHash;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The key by which an experiment's arms are drawn: who knows it knows everybody's arm, in advance, too. It is made from a
 * secret and the experiment's name, so that arms of two experiments have nothing to do with each other even where the secret
 * is the same. The secret is never printed. Immutable.
 */
public final class ExperimentKey {
    private static final int LEAST_CHARACTERS = 16;
    private static final int SECRET_BYTES = 32;

    private final String experiment;
    private final SipHash hash;

    private ExperimentKey(String experiment, SipHash hash) {
        this.experiment = experiment;
        this.hash = hash;
    }

    /**
     * The key of an experiment.
     *
     * @param experiment its name, not blank; each experiment has its own
     * @param secret at least 16 characters, such as {@link #newSecret()} makes; keep it where no log and no repository sees it
     * @return for the same name and secret always the same key
     * @throws IllegalArgumentException if the name is blank or the secret shorter
     */
    public static ExperimentKey of(String experiment, String secret) {
        Assignments.present("experiment", experiment);
        if (secret.strip().length() < LEAST_CHARACTERS) {
            throw new IllegalArgumentException("secret must have at least " + LEAST_CHARACTERS + " characters, had "
                    + secret.strip().length() + ": take ExperimentKey.newSecret()");
        }
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.strip().getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            ByteBuffer keys = ByteBuffer.wrap(mac.doFinal(experiment.getBytes(StandardCharsets.UTF_8)));
            return new ExperimentKey(experiment, new SipHash(keys.getLong(), keys.getLong()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HmacSHA256", e);
        }
    }

    /**
     * A secret that nobody can guess.
     *
     * @return 64 hexadecimal digits, others each time
     */
    public static String newSecret() {
        byte[] secret = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(secret);
        return HexFormat.of().formatHex(secret);
    }

    /**
     * The experiment.
     *
     * @return its name
     */
    public String experiment() {
        return experiment;
    }

    /** Where a customer falls, evenly from 0 to below 1. */
    double place(String customer) {
        return (hash.of(customer) >>> 11) * 0x1p-53;
    }

    /** The experiment's name and not the key. */
    @Override
    public String toString() {
        return "key of experiment '" + experiment + "'";
    }
}
