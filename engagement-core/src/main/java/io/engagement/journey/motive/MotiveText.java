package io.engagement.journey.motive;

import io.engagement.fit.ModelText;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Lines of texts that several models have. */
final class MotiveText {
    private MotiveText() {}

    static Duration duration(ModelText text, String key) {
        try {
            Duration duration = Duration.parse(text.word(key));
            if (!duration.isNegative() && !duration.isZero()) {
                return duration;
            }
        } catch (DateTimeException none) {
            // As what is not positive.
        }
        throw new IllegalArgumentException("value of " + key + " in a saved " + text.kind()
                + " must be a positive duration such as PT720H, was '" + text.word(key) + "'");
    }

    static String line(double... numbers) {
        return Arrays.stream(numbers).mapToObj(Double::toString).collect(Collectors.joining(" "));
    }

    /** So many, of which there may be none. */
    static double[] numbers(ModelText text, String key, int wanted) {
        double[] numbers = wanted == 0 ? new double[0] : text.numbers(key);
        if (numbers.length != wanted) {
            throw new IllegalArgumentException(key + " must be " + wanted + ", were " + numbers.length);
        }
        return numbers;
    }
}
