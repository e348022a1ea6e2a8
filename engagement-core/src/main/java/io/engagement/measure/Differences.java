package io.engagement.measure;

import io.engagement.domain.TimeScale;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** In what two definitions differ, in words. */
final class Differences {
    private final List<String> sentences = new ArrayList<>();

    /** Notes what is said of both, if it is not the same. */
    Differences add(String subject, String here, String there) {
        if (!here.equals(there)) {
            sentences.add(subject + " " + here + " here, " + there + " there");
        }
        return this;
    }

    Optional<String> text() {
        return sentences.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", sentences));
    }

    static Optional<String> ofKinds(Definition here, Definition there) {
        return new Differences()
                .add("what is counted is", here.describe(), there.describe())
                .text();
    }

    static String zone(ZoneId zone) {
        return zone.equals(ZoneOffset.UTC) ? "UTC" : zone.getId();
    }

    /** Without a point where it is whole. */
    static String plain(double number) {
        return number == Math.rint(number) ? String.format(Locale.ROOT, "%.0f", number) : Double.toString(number);
    }

    /** {@code month} for MONTHS. */
    static String one(TimeScale period) {
        String name = period.name().toLowerCase(Locale.ROOT);
        return name.substring(0, name.length() - 1);
    }
}
