package io.engagement.outcome.mutual;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import io.engagement.outcome.mutual.EngagementValue.Row;
import io.engagement.table.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What customers of each relation give and get together. */
final class RelationSums {
    private RelationSums() {}

    /** A figure that is added up over customers. */
    private record Sum(String name, String format, ToDoubleFunction<Row> of) {
        static Sum ofMoney(String name, ToDoubleFunction<Row> of) {
            return new Sum(name, "%.2f", of);
        }

        static Sum ofNumber(String name, ToDoubleFunction<Row> of) {
            return new Sum(name, "%.0f", of);
        }

        /** Without those who have no value. */
        Object over(List<Row> rows) {
            return rows.stream()
                    .mapToDouble(of)
                    .filter(value -> !Double.isNaN(value))
                    .sum();
        }
    }

    /** A row for each relation; the lifetime value is called as its scorer is, and values of no stated worth are left out. */
    static Table of(EngagementValue value, String worth, EngagementRules rules) {
        Map<Relation, List<Row>> byRelation = IntStream.range(0, value.size())
                .mapToObj(value::row)
                .collect(groupingBy(Row::relation, TreeMap::new, toList()));
        List<Sum> sums = sums(worth, rules);
        Table.Builder table = Table.builder().column("relation").column("customers");
        sums.forEach(sum -> table.column(sum.name, sum.format));
        byRelation.forEach((relation, rows) -> table.row(Stream.concat(
                        Stream.of(relation.words(), rows.size()), sums.stream().map(sum -> sum.over(rows)))
                .toArray()));
        return table.build();
    }

    private static List<Sum> sums(String worth, EngagementRules rules) {
        List<Sum> sums = new ArrayList<>();
        sums.add(Sum.ofMoney(worth, Row::lifetimeValue));
        sums.add(Sum.ofMoney("referral_value", Row::referralValue));
        sums.add(Sum.ofNumber("influence_acts", Row::influenceActs));
        if (rules.worthOfInfluence().isPresent()) {
            sums.add(Sum.ofMoney("influence_value", Row::influenceValue));
        }
        sums.add(Sum.ofNumber("knowledge_acts", Row::knowledgeActs));
        if (rules.worthOfKnowledge().isPresent()) {
            sums.add(Sum.ofMoney("knowledge_value", Row::knowledgeValue));
        }
        sums.add(Sum.ofNumber("help", Row::help));
        sums.add(Sum.ofNumber("answers", Row::answers));
        sums.add(Sum.ofMoney("rewards", Row::rewards));
        return sums;
    }
}
