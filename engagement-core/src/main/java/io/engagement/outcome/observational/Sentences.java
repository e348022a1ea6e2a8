package io.engagement.outcome.observational;

import io.engagement.fit.Interval;
import java.util.Locale;
import java.util.stream.Collectors;

/** An effect in words. */
final class Sentences {
    private Sentences() {}

    static String credible(ObservationalEffect each, String says) {
        Interval interval = each.effect().interval(0.95);
        return String.format(
                Locale.ROOT,
                "%s (%s): %.4g a customer and period (%.4g to %.4g), %s; credible, on %s. Its difference in differences"
                        + " falls if groups drift apart %.2g times as much as at any placebo date (not HonestDiD's M-bar)%s.",
                each.name(),
                each.window(),
                each.effect().estimate(),
                interval.lower(),
                interval.upper(),
                says,
                each.estimand(),
                each.sensitivity().breakdown(),
                Double.isNaN(each.sensitivity().eValue())
                        ? ""
                        : String.format(
                                Locale.ROOT,
                                ", or if something unknown goes with contact and outcome by a factor of %.2f",
                                each.sensitivity().eValueOfLimit()));
    }

    static String noClaim(ObservationalEffect each) {
        return each.name() + " (" + each.window() + "): no causal claim, as "
                + each.doubts().stream().map(Doubt::words).collect(Collectors.joining("; ")) + ".";
    }
}
