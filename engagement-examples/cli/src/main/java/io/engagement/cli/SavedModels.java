package io.engagement.cli;

import io.engagement.connect.DataRefused;
import io.engagement.customerbase.CustomerBaseModel;
import io.engagement.domain.Registry;
import io.engagement.domain.TimeScale;
import io.engagement.fit.Fitted;
import io.engagement.initiative.EngagementModel;
import io.engagement.measure.ActDefinition;
import io.engagement.measure.EngagementDefinition;
import io.engagement.measure.PurchaseDefinition;
import io.engagement.measure.RetentionDefinition;
import io.engagement.setup.FittedModels;
import io.engagement.setup.ScoringSetup;
import io.engagement.setup.Subject;
import io.engagement.spend.SpendModel;
import io.engagement.survival.ContractModel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What was saved, to score with in the place of new fits: single models, or a whole set-up.
 *
 * @param setup all of it
 * @param isWhole whether it was saved as one, with horizons, margin, costs and all
 */
record SavedModels(ScoringSetup setup, boolean isWhole) {
    /** Far more than any model: what is larger is another file. */
    private static final long LARGEST = 1L << 26;

    /**
     * What goes with a run.
     *
     * @param zone whose days count as purchase days
     * @param scale the unit of time
     * @param engagementHorizon how far engagement looks ahead, if that is told
     * @param horizon how far risk looks ahead, if that is told
     * @param period of contracts, if that is told
     */
    record Run(
            ZoneId zone,
            TimeScale scale,
            Optional<Duration> engagementHorizon,
            Optional<Duration> horizon,
            Optional<TimeScale> period) {
        /** A single model is of the usual horizon, if none is told. */
        Run ofSingleModels() {
            Duration usual = EngagementDefinition.withDefaults().horizon();
            return new Run(zone, scale, Optional.of(engagementHorizon.orElse(usual)), horizon, period);
        }
    }

    /**
     * Reads models.
     *
     * @throws UsageError if there is no such file, if two tell of one subject, or if one means something else than this run, or
     *     than another one, by a purchase, by engagement or by a unit of time
     * @throws DataRefused if a file holds no model that scores
     */
    static SavedModels read(List<Path> files, Run run) {
        Map<Subject, Fitted<?>> models = new EnumMap<>(Subject.class);
        for (Path file : files) {
            String content = content(file);
            if (isSetup(file, content)) {
                return whole(file, content, files, run);
            }
            Fitted<?> model = model(file, content, run.ofSingleModels());
            Subject subject = Subject.of(model.model()).orElseThrow();
            if (models.putIfAbsent(subject, model) != null) {
                throw new UsageError("--models holds two models of " + subject.word() + "; the second is " + file);
            }
        }
        checkTogether(models);
        return new SavedModels(ScoringSetup.of(models.values().toArray(Fitted<?>[]::new)), false);
    }

    private static String content(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new DataRefused("there is no file " + file + " of --models");
        }
        try {
            if (Files.size(file) > LARGEST) {
                throw new DataRefused(file + " is no saved model: these have at most " + LARGEST + " bytes, it has "
                        + Files.size(file));
            }
            return Files.readString(file);
        } catch (CharacterCodingException e) {
            throw new DataRefused(file + " is no text in UTF-8, as saved models are");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isSetup(Path file, String content) {
        try {
            return ScoringSetup.isSetup(content);
        } catch (IllegalArgumentException e) {
            throw noModel(file, e);
        }
    }

    private static DataRefused noModel(Path file, IllegalArgumentException e) {
        return new DataRefused(
                file + " is no model that 'engagement fit --save' wrote and 'score' uses: " + e.getMessage());
    }

    private static SavedModels whole(Path file, String content, List<Path> files, Run run) {
        if (files.size() > 1) {
            throw new UsageError(file + " of --models is a whole set-up, with which no other file goes");
        }
        ScoringSetup setup;
        try {
            setup = ScoringSetup.read(content, Registry.empty());
        } catch (IllegalArgumentException e) {
            throw new DataRefused(file + " is no set-up that 'engagement score --save-setup' wrote: " + e.getMessage());
        }
        for (Subject subject : Subject.values()) {
            setup.fitted(subject)
                    .filter(any -> subject != Subject.RETENTION)
                    .ifPresent(model -> check(file, model, run));
        }
        return new SavedModels(setup, true);
    }

    private static Fitted<?> model(Path file, String content, Run run) {
        Fitted<?> model;
        try {
            model = FittedModels.read(OlderTexts.withDefinition(content, run.zone, run.period), Registry.empty());
        } catch (IllegalArgumentException e) {
            throw noModel(file, e);
        }
        check(file, model, run);
        return model;
    }

    private static void check(Path file, Fitted<?> model, Run run) {
        String what = "the model in " + file;
        if (model.model() instanceof CustomerBaseModel buying) {
            same(what, "--zone", name(buying.definition().zone()), name(run.zone));
            if (buying.definition().period().isEmpty()) {
                same(what, "--time-scale", buying.timeScale().name(), run.scale.name());
            }
        } else if (model.model() instanceof SpendModel spend) {
            same(what, "--zone", name(spend.definition().zone()), name(run.zone));
        } else if (model.model() instanceof ContractModel staying) {
            check(what, staying, run);
        } else if (model.model() instanceof EngagementModel acts) {
            check(what, acts.definition(), run);
        }
    }

    private static void check(String what, ActDefinition acts, Run run) {
        String fitted = acts.horizon().toString();
        if (acts instanceof RetentionDefinition) {
            same(what, "--zone", name(acts.zone()), name(run.zone));
            same(what, "--horizon", fitted, run.horizon.map(Duration::toString).orElse(fitted));
        } else {
            same(
                    what,
                    "--engagement-horizon",
                    fitted,
                    run.engagementHorizon.map(Duration::toString).orElse(fitted));
        }
    }

    private static void check(String what, ContractModel staying, Run run) {
        if (staying.terms().isEmpty()) {
            throw new UsageError(
                    "the model of contracts does not tell how long it is between renewals: give the --period"
                            + " that it was fitted to");
        }
        same(what, "--zone", name(staying.requireTerms().zone()), name(run.zone));
        TimeScale fitted = staying.requireTerms().period();
        same(
                "the model of contracts",
                "--period",
                fitted.name(),
                run.period.orElse(fitted).name());
    }

    /** UTC by one name, of which it has several. */
    private static String name(ZoneId zone) {
        return zone.normalized().equals(ZoneOffset.UTC) ? "UTC" : zone.getId();
    }

    private static void same(String what, String option, String saved, String now) {
        if (!saved.equals(now)) {
            throw new UsageError(what + " was fitted with " + option + " " + saved + ", and this run has " + now
                    + ": score with the same, or fit anew");
        }
    }

    /** What is spent on a day does not go with purchases by month. */
    private static void checkTogether(Map<Subject, Fitted<?>> models) {
        Fitted<?> purchases = models.get(Subject.PURCHASES);
        Fitted<?> spend = models.get(Subject.SPEND);
        if (purchases == null || spend == null) {
            return;
        }
        PurchaseDefinition counted = ((CustomerBaseModel) purchases.model()).definition();
        PurchaseDefinition spent = ((SpendModel) spend.model()).definition();
        counted.withoutRefunds().differenceFrom(spent.withoutRefunds()).ifPresent(difference -> {
            throw new UsageError("the models of purchases and of spend do not go together: " + difference
                    + " (here: purchases, there: spend); fit the model of spend with the --period of bg-bb, and without"
                    + " one for other models");
        });
    }
}
