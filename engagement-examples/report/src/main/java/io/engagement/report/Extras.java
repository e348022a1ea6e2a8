package io.engagement.report;

import io.engagement.outcome.OutcomeLedger;
import io.engagement.strategy.objective.Objectives;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What is known beside a log and its models. */
record Extras(
        ZoneId zone,
        Optional<Currency> currency,
        Map<String, String> missing,
        Optional<Reading> reading,
        Optional<Objectives> objectives,
        Optional<OutcomeLedger> ledger) {
    static Extras of(Map<String, String> missing) {
        return new Extras(
                ZoneOffset.UTC, Optional.empty(), missing, Optional.empty(), Optional.empty(), Optional.empty());
    }

    Extras with(ZoneId days) {
        return new Extras(days, currency, missing, reading, objectives, ledger);
    }

    Extras with(Currency of) {
        return new Extras(zone, Optional.of(of), missing, reading, objectives, ledger);
    }

    /** Beyond those that are known. */
    Extras with(Map<String, String> reasons) {
        Map<String, String> all = new LinkedHashMap<>(missing);
        all.putAll(reasons);
        return new Extras(zone, currency, Map.copyOf(all), reading, objectives, ledger);
    }

    Extras with(Reading rows) {
        return new Extras(zone, currency, missing, Optional.of(rows), objectives, ledger);
    }

    Extras with(Objectives aims) {
        return new Extras(zone, currency, missing, reading, Optional.of(aims), ledger);
    }

    Extras with(OutcomeLedger read) {
        return new Extras(zone, currency, missing, reading, objectives, Optional.of(read));
    }
}
