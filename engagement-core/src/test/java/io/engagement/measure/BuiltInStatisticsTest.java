package io.engagement.measure;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.engagement.OwnStatistics.Largest;
import io.engagement.OwnStatistics.LongestGap;
import io.engagement.dialogue.answers.AnswerMeasures;
import io.engagement.dialogue.preference.ContactPreferences;
import io.engagement.dialogue.preference.CustomerZones;
import io.engagement.domain.Channel;
import io.engagement.domain.Initiator;
import io.engagement.domain.Interaction;
import io.engagement.domain.Purpose;
import io.engagement.domain.TimeScale;
import io.engagement.history.LogView;
import io.engagement.measure.spi.CustomerStatistic;
import io.engagement.measure.spi.Quantity;
import io.engagement.measure.spi.Statistic;
import io.engagement.simulate.Simulation;
import io.engagement.testkit.StatisticContract;
import java.net.URL;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Every built-in statistic of interactions keeps the laws that are asked of one's own. */
class BuiltInStatisticsTest {
    private static final ZoneId AMSTERDAM = ZoneId.of("Europe/Amsterdam");
    private static final Filter ALL = Filter.all();
    private static final Filter REFUNDS = Filter.purpose(Purpose.RETURN);
    private static final PurchaseDefinition PURCHASES =
            new PurchaseDefinition(Filter.purpose(Purpose.PURCHASE), AMSTERDAM);

    @Test
    void noneIsLeftOut() {
        List<Class<?>> tested = Arrays.stream(BuiltInStatisticsTest.class.getDeclaredClasses())
                .filter(StatisticContract.class::isAssignableFrom)
                .<Class<?>>map(
                        test -> contract(test).measures().get(0).statistic().getClass())
                .toList();
        assertThat(tested).contains(classes());
    }

    private static StatisticContract contract(Class<?> test) {
        try {
            return (StatisticContract)
                    test.getDeclaredConstructor(BuiltInStatisticsTest.class).newInstance(new BuiltInStatisticsTest());
        } catch (ReflectiveOperationException impossible) {
            throw new LinkageError(impossible.getMessage(), impossible);
        }
    }

    /** But for that of stages, whose parts do not merge: it has a {@code StagesContractTest}. */
    static Class<?>[] classes() {
        URL classes = Measure.class.getProtectionDomain().getCodeSource().getLocation();
        return new ClassFileImporter()
                .importUrl(classes).stream()
                        .filter(type -> type.isAssignableTo(Statistic.class) && !type.isInterface())
                        .filter(type -> !type.isAssignableTo(CustomerStatistic.class))
                        .filter(type -> !type.getSimpleName().equals("StageStatistic"))
                        .map(JavaClass::reflect)
                        .toArray(Class<?>[]::new);
    }

    private static final ConversationRule RULE = ConversationRule.standard()
            .withGap(Purpose.COMPLAINT, Duration.ofDays(7))
            .withGap(Purpose.USE, Duration.ZERO)
            .withFamily("written", Channel.EMAIL, Channel.of("kiosk"));

    /** Some with the ids of conversations, if their initiator is given, so that none is inferred. */
    private static List<Interaction> inConversations(List<Interaction> rows, SplittableRandom random) {
        return rows.stream()
                .map(row -> row.initiator() == Initiator.UNKNOWN || random.nextInt(3) > 0
                        ? row
                        : row.withConversation("c" + random.nextInt(4)))
                .toList();
    }

    @Nested
    class AConversation implements StatisticContract {
        @Override
        public List<Measure> measures() {
            return Arrays.stream(Initiator.values()).map(RULE::conversations).toList();
        }

        @Override
        public List<Interaction> history(SplittableRandom random) {
            return inConversations(StatisticContract.super.history(random), random);
        }
    }

    @Nested
    class AConversationLately implements StatisticContract {
        @Override
        public List<Measure> measures() {
            return Arrays.stream(Initiator.values())
                    .map(initiator -> RULE.conversationsWithin(initiator, Duration.ofDays(90)))
                    .toList();
        }

        @Override
        public List<Interaction> history(SplittableRandom random) {
            return inConversations(StatisticContract.super.history(random), random);
        }
    }

    @Nested
    class AContactFit implements StatisticContract {
        @Override
        public List<Measure> measures() {
            Simulation simulation = Simulation.withDefaults().withCustomers(80);
            LogView view = simulation.log().asOf(simulation.end());
            return List.of(
                    ContactPreferences.of(view, CustomerZones.all(AMSTERDAM)).contactFit(AMSTERDAM));
        }
    }

    @Nested
    class AnAsk implements StatisticContract {
        @Override
        public List<Measure> measures() {
            return AnswerMeasures.ofCustomers(Duration.ofDays(3)).all();
        }
    }

    @Nested
    class ATally implements StatisticContract {
        @Override
        public List<Measure> measures() {
            return List.of(
                    Measure.count(ALL),
                    Measure.timeSinceFirst(ALL),
                    Measure.timeSinceLast(ALL),
                    Measure.decayedExposure(Duration.ofDays(9)));
        }
    }

    @Nested
    class LastTimes implements StatisticContract {
        @Override
        public List<Measure> measures() {
            return List.of(Measure.timeSinceNthLast(ALL, 3));
        }
    }

    @Nested
    class ATallyOfSome implements StatisticContract {
        @Override
        public List<Measure> measures() {
            Filter some = Filter.below(Quantity.VALUE, 0).or(Filter.longerThan(Duration.ofMinutes(5)));
            return List.of(Measure.count(some), Measure.timeSinceLast(some));
        }
    }

    @Nested
    class ATotal implements StatisticContract {
        @Override
        public List<Measure> measures() {
            return List.of(Measure.sum(ALL, Quantity.SATISFACTION), Measure.mean(ALL, Quantity.SATISFACTION));
        }
    }

    @Nested
    class ATotalOfTimes implements StatisticContract {
        @Override
        public List<Measure> measures() {
            return List.of(Measure.sum(ALL, Quantity.DURATION), Measure.mean(ALL, Quantity.DURATION));
        }
    }

    @Nested
    class DecayedEffort implements StatisticContract {
        @Override
        public List<Measure> measures() {
            return List.of(Measure.decayed(ALL, Duration.ofDays(9)));
        }
    }

    @Nested
    class Days implements StatisticContract {
        @Override
        public List<Measure> measures() {
            return List.of(Measure.distinctDays(ALL, AMSTERDAM));
        }
    }

    @Nested
    class Gaps implements StatisticContract {
        @Override
        public List<Measure> measures() {
            return List.of(Measure.meanGap(ALL), Measure.gapDeviation(ALL));
        }
    }

    @Nested
    class PurchaseDayTotals implements StatisticContract {
        @Override
        public List<Measure> measures() {
            return List.of(PURCHASES.frequency(), PURCHASES.recency(), PURCHASES.age(), PURCHASES.meanRepeatValue());
        }
    }

    @Nested
    class LogGaps implements StatisticContract {
        @Override
        public List<Measure> measures() {
            return List.of(PURCHASES.geometricMeanGap());
        }
    }

    @Nested
    class PurchasePeriods implements StatisticContract {
        @Override
        public List<Measure> measures() {
            PurchaseDefinition months = PURCHASES.byPeriod(TimeScale.MONTHS);
            return List.of(
                    months.frequency(),
                    months.recency(),
                    months.age(),
                    months.meanRepeatValue(),
                    months.geometricMeanGap());
        }
    }

    @Nested
    class NetPurchaseDays implements StatisticContract {
        @Override
        public List<Measure> measures() {
            PurchaseDefinition net = PURCHASES.withRefunds(REFUNDS);
            return List.of(net.meanRepeatValue(), net.valuedFrequency(), net.earningFrequency(), net.meanEarning());
        }
    }

    @Nested
    class NetPurchaseWeeks implements StatisticContract {
        @Override
        public List<Measure> measures() {
            PurchaseDefinition net =
                    PURCHASES.withRefunds(Filter.below(Quantity.VALUE, 0)).byPeriod(TimeScale.WEEKS);
            return List.of(net.meanRepeatValue(), net.valuedFrequency(), net.earningFrequency(), net.meanEarning());
        }
    }

    @Nested
    class AContract implements StatisticContract {
        @Override
        public List<Measure> measures() {
            ContractTerms terms =
                    new ContractTerms(Filter.purpose(Purpose.USE), REFUNDS, ZoneOffset.UTC, TimeScale.MONTHS);
            return List.of(terms.renewals(), terms.age(), terms.cancelled());
        }
    }

    @Nested
    class RecentCount implements StatisticContract {
        @Override
        public List<Measure> measures() {
            return List.of(Measure.countWithin(ALL, Duration.ofDays(90)));
        }
    }

    @Nested
    class RecentTotal implements StatisticContract {
        @Override
        public List<Measure> measures() {
            return List.of(Measure.sumWithin(ALL, Quantity.DURATION, Duration.ofDays(90), Duration.ofDays(1)));
        }
    }

    @Nested
    class ALargest implements StatisticContract {
        @Override
        public List<Measure> measures() {
            return List.of(Measure.largest(ALL, Quantity.DURATION));
        }
    }

    @Nested
    class QuantilesOfValues implements StatisticContract {
        @Override
        public List<Measure> measures() {
            return List.of(Measure.median(ALL, Quantity.VALUE), Measure.quantile(ALL, Quantity.VALUE, 0.9));
        }
    }

    @Nested
    class QuantilesOfDurations implements StatisticContract {
        @Override
        public List<Measure> measures() {
            return List.of(Measure.median(ALL, Quantity.DURATION));
        }
    }

    @Nested
    class QuantilesOfGaps implements StatisticContract {
        @Override
        public List<Measure> measures() {
            return List.of(Measure.medianGap(ALL), Measure.gapQuantile(ALL, 0.9));
        }
    }

    @Nested
    class DistinctChannels implements StatisticContract {
        @Override
        public List<Measure> measures() {
            return List.of(Measure.distinctChannels(ALL));
        }
    }

    @Nested
    class TimesOfWeek implements StatisticContract {
        @Override
        public List<Measure> measures() {
            return List.of(Measure.shareAt(ALL, WeekTimes.daily(22, 6, AMSTERDAM)));
        }
    }

    @Nested
    class OnesOwn implements StatisticContract {
        @Override
        public List<Measure> measures() {
            return List.of(Largest.of(ALL, Quantity.VALUE));
        }
    }

    @Nested
    class OnesOwnInOrder implements StatisticContract {
        @Override
        public List<Measure> measures() {
            return List.of(LongestGap.of(ALL));
        }
    }
}
