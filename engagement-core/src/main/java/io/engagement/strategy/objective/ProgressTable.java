package io.engagement.strategy.objective;

import io.engagement.table.Table;
import io.engagement.table.Tabular;
import java.util.List;
import java.util.stream.Collectors;

/** Where objectives stand. Immutable. */
public final class ProgressTable implements Tabular {
    private final List<ObjectiveProgress> all;

    ProgressTable(List<ObjectiveProgress> all) {
        this.all = List.copyOf(all);
    }

    /**
     * The objectives.
     *
     * @return in the order in which they were given
     */
    public List<ObjectiveProgress> all() {
        return all;
    }

    /** A row for each objective. */
    @Override
    public Table table() {
        Table.Builder table = Table.builder()
                .column("objective")
                .column("owner")
                .column("due")
                .column("value")
                .column("side")
                .column("target")
                .column("to_go")
                .column("projection")
                .column("lower_95")
                .column("upper_95")
                .column("probability", "%.3f")
                .column("violations");
        all.forEach(each -> table.row(
                each.objective().name(),
                each.objective().owner(),
                each.objective().due(),
                each.value(),
                each.objective().side(),
                each.objective().target(),
                each.toGo(),
                each.projection(),
                each.interval().lower(),
                each.interval().upper(),
                each.probability(),
                each.violations().size()));
        return table.build();
    }

    /**
     * The customers on the wrong side of objectives about a share of customers.
     *
     * @return a row for each
     */
    public Table violations() {
        Table.Builder table = Table.builder()
                .column("objective")
                .column("customer")
                .column("value")
                .column("department");
        all.forEach(each -> each.violations()
                .forEach(one -> table.row(each.objective().name(), one.customerId(), one.value(), one.department())));
        return table.build();
    }

    /** A line for each objective, then a sentence for each. */
    @Override
    public String toString() {
        return table()
                + all.stream()
                        .map(each -> each.objective().name() + ": " + each.verdict() + "\n")
                        .collect(Collectors.joining());
    }
}
