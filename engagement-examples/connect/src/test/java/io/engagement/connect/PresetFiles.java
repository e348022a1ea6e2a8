package io.engagement.connect;

import io.engagement.domain.Actor;
import io.engagement.domain.Direction;
import io.engagement.domain.Interaction;
import io.engagement.domain.InteractionKind;
import io.engagement.history.InteractionLog;
import io.engagement.history.LogView;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The test files of a preset: its input, each of whose rows names its trap, the files that it joins, and what is to become of them:
 * the counts, and a line an interaction.
 */
record PresetFiles(Path folder) {
    /** Not UTC, so that times in UTC have to be told. */
    private static final String ZONE = "Europe/Berlin";

    static PresetFiles of(String preset) {
        URL found = Objects.requireNonNull(PresetFiles.class.getResource("presets/" + preset), preset);
        try {
            return new PresetFiles(Path.of(found.toURI()));
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The one that is not joined. */
    Path input(Mapping mapping) {
        List<Path> others = Presets.others(mapping);
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(file -> !others.contains(file) && !file.endsWith("expected.txt"))
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<String> expected() {
        return lines(folder.resolve("expected.txt"));
    }

    static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What becomes of a file: the counts, and each interaction; or why it cannot be read so. */
    static List<String> read(Path input, Mapping mapping) {
        try {
            Told told = Told.of(input, mapping, ZONE, Strictness.allowing(1));
            if (told.log().isEmpty()) {
                return List.of(told.refusal());
            }
            List<String> all = new ArrayList<>(List.of(told.lines().get(0)));
            told.log().flatMap(InteractionLog::currency).ifPresent(code -> all.add("amounts in " + code));
            all.addAll(interactions(told.view()));
            return all;
        } catch (MappingRefused e) {
            return List.of(String.valueOf(e.getMessage()));
        }
    }

    private static List<String> interactions(LogView view) {
        List<String> all = new ArrayList<>();
        for (int row = 0; row < view.customers(); row++) {
            for (int i = view.start(row); i < view.end(row); i++) {
                all.add(view.customerId(row) + " " + text(view, i));
            }
        }
        return all.stream().sorted().toList();
    }

    private static String text(LogView view, int i) {
        InteractionKind kind = view.kinds().get(view.kindIndex(i));
        double value = view.value(i);
        double duration = view.durationMillis(i);
        return Instant.ofEpochMilli(view.epochMilli(i)) + " " + kind.purpose() + " " + kind.initiator() + " "
                + kind.channel()
                + (kind.direction() == Direction.UNKNOWN ? "" : " " + kind.direction())
                + (kind.actor() == Actor.PERSON ? "" : " " + kind.actor())
                + kind.campaign().map(campaign -> " campaign=" + campaign).orElse("")
                + (Double.isNaN(duration) ? "" : " duration=" + Duration.ofMillis((long) duration))
                + (Double.isNaN(value) ? "" : " value=" + value)
                + ids(view.interaction(i));
    }

    private static String ids(Interaction interaction) {
        return interaction.id().map(id -> " id=" + id).orElse("")
                + interaction.inReplyTo().map(id -> " answers=" + id).orElse("")
                + interaction.conversation().map(id -> " conversation=" + id).orElse("");
    }
}
