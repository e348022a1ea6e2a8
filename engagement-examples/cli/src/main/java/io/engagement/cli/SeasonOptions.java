package io.engagement.cli;

import io.engagement.customerbase.PurchaseFamily;
import io.engagement.customerbase.covariate.SeasonalParetoNbd;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What moves purchases by the calendar. */
final class SeasonOptions {
    @Option(
            names = "--seasons",
            paramLabel = "FILE",
            description =
                    "A file of what moves purchases and leaving by the calendar, for pareto-nbd. Its column 'from'"
                            + " holds dates, ascending; every other column is a covariate, with what holds from that date until"
                            + " the next one. The last row tells where the calendar ends, and nothing else. It reaches from the"
                            + " first purchase to where predictions end.")
    private Optional<Path> file = Optional.empty();

    List<Path> files() {
        return file.stream().toList();
    }

    boolean isPresent() {
        return file.isPresent();
    }

    /**
     * The model with the calendar, if there is one.
     *
     * @throws DataRefused if the file holds no calendar
     */
    Optional<PurchaseFamily<SeasonalParetoNbd>> family(BaseOptions base) {
        return file.map(path -> SeasonalParetoNbd.family(new SeasonsFile(path, base).read()));
    }

    /**
     * Sees to it that a model takes them.
     *
     * @throws UsageError if it does not, or there are covariates as well
     */
    void check(Model model, CovariateOptions covariates) {
        if (isPresent() && model != Model.PARETO_NBD) {
            throw new UsageError("--seasons: " + model.word() + " takes none, " + Model.PARETO_NBD.word() + " does");
        }
        if (isPresent() && covariates.isPresent()) {
            throw new UsageError("--seasons and --covariates: a model takes one of these, give one");
        }
    }
}
