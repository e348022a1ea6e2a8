package io.engagement.spring.service;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Who may ask, how much and how often.
 *
 * @param apiKeyHashes SHA-256 of each key that is taken, in hexadecimal
 * @param apiKey a key in plain, for trials, of ASCII: it stays in memory and in the environment
 * @param mostBody the largest body of a request
 * @param rate how many requests a second each address may send in the long run
 * @param burst how many at once
 */
@ConfigurationProperties("engagement.service")
record ServiceProperties(
        @DefaultValue List<String> apiKeyHashes,
        @Nullable String apiKey,
        @DefaultValue("1MB") DataSize mostBody,
        @DefaultValue("100") int rate,
        @DefaultValue("200") int burst) {
    /** Without the key. */
    @Override
    public String toString() {
        return "ServiceProperties[apiKeyHashes=" + apiKeyHashes.size() + ", mostBody=" + mostBody + ", rate=" + rate
                + ", burst=" + burst + "]";
    }
}
