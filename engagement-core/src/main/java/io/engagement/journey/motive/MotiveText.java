package io.engagement.journey.motive;

import io.engagement.domain.TimeScale;
import io.engagement.fit.ModelText;
import io.engagement.internal.math.Checks;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Lines of texts that several models have. */
final class MotiveText {
    private MotiveText() {}

    private static final Duration LONGEST = TimeScale.YEARS.toDuration(1000);

    static Duration checked(String name, Duration duration) {
        if (duration.compareTo(Duration.ofMillis(1)) < 0 || duration.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    name + " must be from a millisecond to a thousand years, was " + duration);
        }
        return duration;
    }

    static Duration duration(ModelText text, String key) {
        try {
            return checked(key, Duration.parse(text.word(key)));
        } catch (DateTimeException none) {
            throw new IllegalArgumentException(
                    "value of " + key + " in a saved " + text.kind() + " must be a duration such as PT720H, was '"
                            + text.word(key) + "'",
                    none);
        }
    }

    /** Within bounds, so that no sum of products of them overflows. */
    static double[] bounded(String name, double least, double most, double... numbers) {
        for (double each : numbers) {
            Checks.within(name, each, least, most);
        }
        return numbers;
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
