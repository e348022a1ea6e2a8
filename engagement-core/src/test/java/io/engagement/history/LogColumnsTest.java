package io.engagement.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.engagement.domain.Channel;
import io.engagement.domain.Customer;
import io.engagement.domain.Initiator;
import io.engagement.domain.Interaction;
import io.engagement.domain.InteractionKind;
import io.engagement.domain.Purpose;
import io.engagement.internal.index.TextIndex;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How much the columns take, and that what comes out of them is what went in. */
class LogColumnsTest {
    private static final InteractionKind BUY = InteractionKind.of(Channel.WEB, Initiator.CUSTOMER, Purpose.PURCHASE);
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final int ROWS = 70_000;

    @Test
    void aPurchaseWithItsPriceTakesNineBytesInSecondsAndElevenInMilliseconds() {
        assertThat(bytesPerInteraction(i -> secondsOf(i).withValue(29.9))).isEqualTo(9);
        assertThat(bytesPerInteraction(i -> i.withValue(29.9))).isEqualTo(11);
    }

    @Test
    void timeAndKindTakeFiveBytesInSecondsAndSevenInMilliseconds() {
        assertThat(bytesPerInteraction(LogColumnsTest::secondsOf)).isEqualTo(5);
        assertThat(bytesPerInteraction(UnaryOperator.identity())).isEqualTo(7);
    }

    @Test
    void valueAndCostOfAnySizeTakeTwentyOneBytesInSecondsAndTwentyThreeInMilliseconds() {
        assertThat(bytesPerInteraction(i -> secondsOf(i).withValue(Math.PI).withCost(Math.E)))
                .isEqualTo(21);
        assertThat(bytesPerInteraction(i -> i.withValue(Math.PI).withCost(Math.E)))
                .isEqualTo(23);
    }

    @Test
    void allFieldsOfUsualSizeTakeTwentyThreeBytes() {
        assertThat(bytesPerInteraction(i ->
                        i.withValue(29.9).withCost(1.25).withSatisfaction(0.75).withDuration(Duration.ofMinutes(5))))
                .isEqualTo(23);
    }

    @Test
    void theWorstOfSixtyFiveThousandKindsTakesThirtyEightBytes() {
        assertThat(bytesPerInteraction(i -> i.withValue(Math.PI)
                        .withCost(Math.E)
                        .withSatisfaction(1 / 3.0)
                        .withDuration(Duration.ofDays(400))
                        .withDepartment("d" + i.at().toEpochMilli() % 65_536)))
                .isEqualTo(38);
    }

    @Test
    void moreKindsTakeTwoBytesMore() {
        assertThat(bytesPerInteraction(i -> i.withDepartment("d" + i.at().toEpochMilli())))
                .isEqualTo(10);
    }

    /** Of whole seconds: the last that four bytes hold, the first that they do not. */
    @Test
    void secondsTakeFourBytesUpToTheLastOfAHundredAndThirtySixYears() {
        long last = ((1L << 32) - 1) * 1000;
        for (long first : new long[] {0, -1, -last, 1_767_225_600_123L}) {
            assertTimes(4, first, first + last, first + 1000, first);
            assertTimes(6, first, first + last + 1000, first + 1000);
            assertTimes(6, first, first + last - 1, first + 1000);
            assertTimes(6, first + last, first + 1, first);
        }
    }

    @Test
    void millisecondsTakeSixBytesUpToTheLastOfEightThousandNineHundredYears() {
        long last = (1L << 48) - 1;
        for (long first :
                new long[] {0, -1, -last, Instant.parse("0001-01-01T00:00:00Z").toEpochMilli()}) {
            assertTimes(6, first, first + last, first + 0xffff_ffffL, first + 0x1_0000_0000L, first + 1);
            assertTimes(8, first, first + last + 1, first + 1);
            assertTimes(8, first + last + 1, first);
        }
    }

    @Test
    void timesOfOneInstantAndOfTheFarthestComeBack() {
        assertTimes(4, -1);
        assertTimes(4, 1L << 52, 1L << 52);
        // An interaction lies within 2^53 milliseconds, rounded down to seconds.
        Interaction first = Interaction.of("c", Instant.ofEpochSecond(1 - (1L << 53) / 1000), BUY);
        Interaction last =
                Interaction.of("c", Instant.ofEpochSecond((1L << 53) / 1000).minusMillis(1), BUY);
        long farthest = last.at().toEpochMilli();
        assertTimes(8, -farthest, 0, farthest);
        assertTimes(6, farthest - 1, farthest);
        InteractionLog log = log(List.of(last, first));
        assertThat(log.firstAt()).hasValue(first.at());
        assertThat(log.lastAt()).hasValue(last.at());
        assertThat(log.asOf(Instant.EPOCH).interaction(0)).isEqualTo(first);
        assertThat(log.asOf(Instant.EPOCH).size()).isEqualTo(1);
    }

    @Test
    void aLogWithoutInteractionsHasNoTimes() {
        InteractionLog empty = log(List.of());
        assertThat(empty.firstAt()).isEmpty();
        assertThat(empty.lastAt()).isEmpty();
        assertThat(Times.of(new long[0]).bytes()).isZero();
        assertThat(Times.of(new long[0]).size()).isZero();
        assertThat(empty).isEqualTo(log(List.of()));
    }

    @Property(seed = "37", tries = 500)
    void timesComeBack(@ForAll long seed, @ForAll @IntRange(min = 1, max = 53) int bits) {
        long[] millis = new Random(seed).longs(20, -(1L << bits), 1L << bits).toArray();
        assertTimesComeBack(millis);
        assertTimesComeBack(
                Arrays.stream(millis).map(milli -> milli / 1000 * 1000 + 7).toArray());
    }

    /** The one fraction or the one far time stands in one part of many, wherever that is. */
    @ParameterizedTest
    @ValueSource(ints = {0, 65_535, 65_536, 150_000})
    void oneTimeDecidesForAllPartsOfALongColumn(int place) {
        long[] seconds = LongStream.range(0, 150_001).map(i -> i * 1000).toArray();
        assertTimes(4, seconds);
        long[] withFraction = seconds.clone();
        withFraction[place]++;
        assertTimes(6, withFraction);
        long[] withFar = seconds.clone();
        withFar[place] = -(1L << 49);
        assertTimes(8, withFar);
    }

    @ParameterizedTest
    @ValueSource(longs = {1000, 1, 1L << 40})
    void aViewEndsWithTheLastTimeThatIsNotLaterInEveryForm(long step) {
        List<Interaction> rows = IntStream.range(0, 1000)
                .mapToObj(i -> Interaction.of("c", Instant.ofEpochMilli(1 + i * step), BUY))
                .toList();
        InteractionLog log = log(rows);
        for (int i : new int[] {0, 1, 500, 998, 999}) {
            Instant at = rows.get(i).at();
            assertThat(log.asOf(at).size()).isEqualTo(i + 1);
            assertThat(log.asOf(at.minusMillis(1)).size()).isEqualTo(i);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 256, 257, 65_536, 65_537})
    void kindsComeBackHoweverManyThereAre(int kinds) {
        List<Interaction> rows = IntStream.range(0, kinds)
                .mapToObj(i -> at(i).withDepartment("d" + i))
                .toList();
        LogView view = log(rows).asOf(Instant.MAX);
        assertThat(view.kinds()).hasSize(kinds).isSorted();
        for (int i : new int[] {0, kinds / 2, kinds - 1}) {
            assertThat(view.interaction(i)).isEqualTo(rows.get(i));
        }
    }

    @Property(seed = "31", tries = 500)
    void amountsComeBackToTheBit(@ForAll double first, @ForAll double second) {
        assertAmounts(first, second);
        assertAmounts(Math.rint(first) / 100, Double.NaN);
    }

    @ParameterizedTest
    @ValueSource(
            doubles = {0, -0.0, 0.01, 0.29, 1.005, 21_474_836.47, 21_474_836.48, -21_474_836.48, 1e300, Double.MIN_VALUE
            })
    void amountsAtTheEdgesComeBackToTheBit(double amount) {
        assertAmounts(amount, Double.NaN);
        assertAmounts(amount, 19.99);
    }

    @Test
    void aColumnThatNobodyUsesTakesNothing() {
        Amounts none = Amounts.of(new double[] {Double.NaN, Double.NaN});
        assertThat(none.bytes()).isZero();
        assertThat(none.get(1)).isNaN();
        assertThat(Lengths.of(new double[] {Double.NaN}).bytes()).isZero();
        assertThat(Lengths.of(new double[] {Double.NaN}).get(0)).isNaN();
    }

    @Test
    void lengthsComeBack() {
        double[] brief = {0, Double.NaN, Integer.MAX_VALUE};
        double[] wide = {0, Double.NaN, Integer.MAX_VALUE, 0xffff_ffffL, 1L << 32, (1L << 47) - 1};
        assertThat(Lengths.of(brief).bytes()).isEqualTo(12);
        assertThat(Lengths.of(wide).bytes()).isEqualTo(36);
        assertThat(IntStream.range(0, 3).mapToDouble(Lengths.of(brief)::get)).containsExactly(box(brief));
        assertThat(IntStream.range(0, 6).mapToDouble(Lengths.of(wide)::get)).containsExactly(box(wide));
    }

    @Test
    void textsAreNumberedInTheOrderOfTheirFirstComing() {
        TextIndex index = new TextIndex();
        // "Aa" and "BB" have one hash.
        List<String> texts = new ArrayList<>(List.of("Aa", "BB", "AaBB", "BBAa", "AaAa", "BBBB"));
        IntStream.range(0, 10_000).forEach(i -> texts.add("text " + i));
        for (int repeat = 0; repeat < 2; repeat++) {
            for (int i = 0; i < texts.size(); i++) {
                assertThat(index.indexOf(new String(texts.get(i).toCharArray())))
                        .isEqualTo(i);
            }
        }
        assertThat(index.size()).isEqualTo(texts.size());
        assertThat(index.text(3)).isEqualTo("BBAa");
        assertThat(index.sorted()).isSorted().hasSize(texts.size());
    }

    @Test
    void rowsOfAnyOrderAndManyTiesAreSorted() {
        Random random = new Random(7);
        InteractionLog.Builder builder = InteractionLog.builder();
        for (int i = 0; i < 20_000; i++) {
            // One customer of half of the rows, many of few; a run in order in between.
            String customer = i % 2 == 0 ? "large" : "c" + random.nextInt(500);
            builder.add(customer, i % 5 == 0 ? i : random.nextInt(300), BUY, random.nextInt(3), Double.NaN);
        }
        LogView view = builder.build().asOf(Instant.MAX);
        for (int row = 0; row < view.customers(); row++) {
            for (int p = view.start(row) + 1; p < view.end(row); p++) {
                assertThat(view.epochMilli(p)).isGreaterThanOrEqualTo(view.epochMilli(p - 1));
                if (view.epochMilli(p) == view.epochMilli(p - 1)) {
                    assertThat(view.value(p)).isGreaterThanOrEqualTo(view.value(p - 1));
                }
            }
        }
    }

    @Test
    void logsThatDifferInOneFieldDiffer() {
        Interaction bare = at(0);
        List<Interaction> variants = List.of(
                bare,
                at(1),
                Interaction.of("d", START, BUY),
                bare.withValue(1),
                bare.withCost(1),
                bare.withSatisfaction(1),
                bare.withDuration(Duration.ofMillis(1)),
                bare.withId("1"),
                bare.withInReplyTo("1"),
                bare.withConversation("1"),
                bare.withDepartment("1"));
        for (Interaction one : variants) {
            for (Interaction other : variants) {
                assertThat(log(List.of(one)).equals(log(List.of(other)))).isEqualTo(one.equals(other));
            }
        }
        assertThat(log(List.of(bare, bare))).isNotEqualTo(log(List.of(bare)));
        assertThat(log(List.of(bare))).isNotEqualTo(bare);
    }

    @Test
    void theBulkDoorRefusesTheFarthestInstants() {
        InteractionLog.Builder builder = InteractionLog.builder();
        for (long milli : new long[] {Long.MIN_VALUE, Long.MAX_VALUE, 1L << 53}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> builder.add("c", milli, BUY, 1, 1))
                    .withMessageStartingWith("at must lie within 285,000 years of 1970");
        }
        assertThat(builder.build().size()).isZero();
        assertThat(builder.add("c", 1L << 52, BUY, 1, 1).build().size()).isEqualTo(1);
    }

    @Test
    void aHistoryIsThatOfItsLogToTheBit() {
        InteractionLog.Builder builder = InteractionLog.builder().customer(Customer.of("c"));
        List<Interaction> own = IntStream.range(0, 50)
                .mapToObj(i -> at(i * 7 % 50).withValue(i / 3.0).withCost(i))
                .toList();
        own.forEach(builder::add);
        builder.add(Interaction.of("a", START, BUY)).add(Interaction.of("z", START.plusSeconds(9), BUY));
        Instant asOf = START.plusMillis(30);
        LogView ofLog = builder.build().asOf(asOf).history("c").orElseThrow().view();
        LogView ofValues = CustomerHistory.of(Customer.of("c"), asOf, own).view();
        assertThat(ofValues.size()).isEqualTo(ofLog.size()).isEqualTo(31);
        assertThat(ofValues.laterInteractions())
                .isEqualTo(ofLog.laterInteractions())
                .isEqualTo(19);
        assertThat(ofLog.customers()).isEqualTo(1);
        for (int i = 0; i < ofLog.size(); i++) {
            int p = ofLog.start(0) + i;
            int q = ofValues.start(0) + i;
            assertThat(ofValues.interaction(q)).isEqualTo(ofLog.interaction(p));
            assertThat(OptionalDouble.of(ofValues.value(q))).isEqualTo(OptionalDouble.of(ofLog.value(p)));
        }
    }

    private static void assertTimes(int bytes, long... column) {
        assertThat(Times.of(column.clone()).bytes()).isEqualTo((long) bytes * column.length);
        assertTimesComeBack(column);
    }

    private static void assertTimesComeBack(long... column) {
        Times times = Times.of(column.clone());
        assertThat(times.size()).isEqualTo(column.length);
        assertThat(IntStream.range(0, column.length).mapToLong(times::get).toArray())
                .isEqualTo(column);
        assertThat(times.earliest()).isEqualTo(LongStream.of(column).min().orElseThrow());
        assertThat(times.latest()).isEqualTo(LongStream.of(column).max().orElseThrow());
    }

    private static void assertAmounts(double first, double second) {
        double[] column = {first, second, Double.NaN};
        Amounts amounts = Amounts.of(column.clone());
        for (int i = 0; i < column.length; i++) {
            assertThat(Double.doubleToLongBits(amounts.get(i))).isEqualTo(Double.doubleToLongBits(column[i]));
        }
    }

    /** Without the four bytes of each customer and of the end. */
    private static double bytesPerInteraction(UnaryOperator<Interaction> with) {
        InteractionLog log =
                log(IntStream.range(0, ROWS).mapToObj(i -> with.apply(at(i))).toList());
        return (log.bytesInColumns() - 4.0 * (log.customers() + 1)) / log.size();
    }

    /** The same, as many seconds after the start as it was milliseconds. */
    private static Interaction secondsOf(Interaction i) {
        return Interaction.of(
                "c", START.plusSeconds(Duration.between(START, i.at()).toMillis()), BUY);
    }

    private static Interaction at(int milli) {
        return Interaction.of("c", START.plusMillis(milli), BUY);
    }

    private static Double[] box(double[] numbers) {
        return Arrays.stream(numbers).boxed().toArray(Double[]::new);
    }

    private static InteractionLog log(List<Interaction> rows) {
        InteractionLog.Builder builder = InteractionLog.builder();
        rows.forEach(builder::add);
        return builder.build();
    }
}
