package io.engagement.journey.motive;

import io.engagement.table.Table;
import java.util.List;

/** What {@link Consistency} prints. */
final class ConsistencyTables {
    private ConsistencyTables() {}

    static Table drops(List<HoneymoonDrop> drops) {
        Table.Builder table = Table.builder()
                .column("figure")
                .column("customers")
                .column("first_90_days")
                .column("after")
                .column("difference", "%+.4g")
                .column("lower", "%+.4g")
                .column("upper", "%+.4g")
                .column("of_all_who_began", "%+.4g")
                .column("margin", "%.3g")
                .column("p_holm", "%.3g")
                .column("honeymoon_drop")
                .column("first_of_who_left");
        for (HoneymoonDrop each : drops) {
            table.row(
                    each.figure().name(),
                    each.customers(),
                    each.before(),
                    each.after(),
                    each.difference(),
                    each.interval().lower(),
                    each.interval().upper(),
                    each.ofAll(),
                    each.margin(),
                    each.pValue(),
                    Double.isNaN(each.standardError()) ? "unknown" : each.isDrop() ? "yes" : "no",
                    each.beforeOfLeft());
        }
        return table.build();
    }

    static Table tenure(List<Consistency.Band> bands) {
        Table.Builder table = Table.builder()
                .column("figure")
                .column("from_days")
                .column("to_days")
                .column("customers")
                .column("mean")
                .column("within")
                .column("change", "%+.4g")
                .column("standard_error", "%.3g");
        for (Consistency.Band each : bands) {
            table.row(
                    each.figure().name(),
                    (int) each.fromDays(),
                    Double.isInfinite(each.toDays()) ? null : (int) each.toDays(),
                    each.customers(),
                    each.mean(),
                    each.within(),
                    each.change(),
                    each.standardError());
        }
        return table.build();
    }

    static Table stages(List<Consistency.InStage> stages) {
        Table.Builder table = Table.builder()
                .column("figure")
                .column("stage")
                .column("customers")
                .column("mean")
                .column("within")
                .column("against_other_stages", "%+.4g")
                .column("standard_error", "%.3g")
                .column("aged")
                .column("after_90_days", "%+.4g")
                .column("aged_standard_error", "%.3g");
        for (Consistency.InStage each : stages) {
            table.row(
                    each.figure().name(),
                    each.stage(),
                    each.customers(),
                    each.mean(),
                    each.within(),
                    each.change(),
                    each.standardError(),
                    each.aged(),
                    each.agedChange(),
                    each.agedStandardError());
        }
        return table.build();
    }
}
