package io.engagement.cli;

import io.engagement.customerbase.BetaGeometricNbd;
import io.engagement.dialogue.DiscountedGammaPoisson;
import io.engagement.domain.TimeScale;
import io.engagement.fit.Fitted;
import io.engagement.fit.ModelText;
import io.engagement.value.SpendModel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Models that 'fit --save' wrote, to score with in the place of new fits. */
final class SavedModels {
    /** What a purchase day is depends on the zone; what an answer of the model of engagement means, on its horizon. */
    private static final String ZONE = "base.zone";

    private static final String HORIZON = "base.engagement_horizon";
    private static final String BG_NBD = "bg-nbd";
    private static final String SPEND = "spend";
    private static final String ENGAGEMENT = "discounted-gamma-poisson";

    private final Map<String, String> texts = new TreeMap<>();

    private SavedModels() {}

    /** The text to save: the fit's own, and what it takes for a purchase day and for engagement. */
    static String text(Fitted<?> fitted, ZoneId zone, Duration horizon) {
        return fitted.toText() + ZONE + " " + zone.getId() + "\n" + HORIZON + " " + horizon + "\n";
    }

    /**
     * Reads models.
     *
     * @param zone whose days count as purchase days in this run
     * @param scale the unit of time of this run
     * @param horizon how far engagement looks ahead in this run
     * @throws UsageError if there is no such file, if two hold one kind of model, or if one means something else than this
     *     run by a purchase day, by engagement or by a unit of time
     * @throws DataRefused if a file holds no model
     */
    static SavedModels read(List<Path> files, ZoneId zone, TimeScale scale, Duration horizon) {
        SavedModels models = new SavedModels();
        for (Path file : files) {
            String text = content(file);
            String kind = kind(file, text, zone, scale, horizon);
            if (models.texts.putIfAbsent(kind, text) != null) {
                throw new UsageError("--models holds two models of the kind " + kind + "; the second is " + file);
            }
        }
        return models;
    }

    private static String content(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new UsageError("there is no file " + file + " of --models");
        }
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String kind(Path file, String content, ZoneId zone, TimeScale scale, Duration horizon) {
        try {
            ModelText text = ModelText.read(content, "fitted", 1);
            if (SpendModels.read(content).isPresent()) {
                text.optionalWord(ZONE).ifPresent(saved -> same(file, "--zone", saved, zone.getId()));
                return SPEND;
            }
            String kind = text.word("provenance.model");
            switch (kind) {
                case BG_NBD -> {
                    same(file, "--time-scale", text.word("model.time_scale"), scale.name());
                    text.optionalWord(ZONE).ifPresent(saved -> same(file, "--zone", saved, zone.getId()));
                    BetaGeometricNbd.readFitted(content);
                }
                case ENGAGEMENT -> {
                    text.optionalWord(HORIZON)
                            .ifPresent(saved -> same(file, "--engagement-horizon", saved, horizon.toString()));
                    DiscountedGammaPoisson.readFitted(content);
                }
                default -> throw new DataRefused(file + " holds a model that 'score' does not use: " + kind);
            }
            return kind;
        } catch (IllegalArgumentException e) {
            throw new DataRefused(file + " is no model that 'engagement fit --save' wrote: " + e.getMessage());
        }
    }

    private static void same(Path file, String option, String saved, String now) {
        if (!saved.equals(now)) {
            throw new UsageError("the model in " + file + " was fitted with " + option + " " + saved
                    + ", and this run has " + now + ": score with the same, or fit anew");
        }
    }

    Optional<Fitted<BetaGeometricNbd>> bgNbd() {
        return Optional.ofNullable(texts.get(BG_NBD)).map(BetaGeometricNbd::readFitted);
    }

    Optional<Fitted<? extends SpendModel>> spend() {
        return Optional.ofNullable(texts.get(SPEND)).flatMap(SpendModels::read);
    }

    Optional<Fitted<DiscountedGammaPoisson>> engagement() {
        return Optional.ofNullable(texts.get(ENGAGEMENT)).map(DiscountedGammaPoisson::readFitted);
    }
}
