package io.engagement.internal.thread;

import static org.assertj.core.api.Assertions.assertThat;

import io.engagement.domain.Actor;
import io.engagement.domain.Channel;
import io.engagement.domain.Direction;
import io.engagement.domain.Initiator;
import io.engagement.domain.InteractionKind;
import io.engagement.domain.Purpose;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ThreadsTest {
    /** What a row is made of; its number is its place among those of one instant. */
    private record Made(
            int number,
            long at,
            Initiator given,
            Direction direction,
            @Nullable String id,
            @Nullable String inReplyTo,
            @Nullable String conversation) {
        Row row() {
            InteractionKind kind = new InteractionKind(
                    Channel.EMAIL,
                    Purpose.QUESTION,
                    given,
                    false,
                    direction,
                    Actor.PERSON,
                    Optional.empty(),
                    Optional.empty());
            return new Row(number, new ThreadRow(at, kind, id, inReplyTo, conversation));
        }
    }

    private static final class Row implements InThread {
        private final int number;
        private final ThreadRow thread;

        Row(int number, ThreadRow thread) {
            this.number = number;
            this.thread = thread;
        }

        @Override
        public ThreadRow thread() {
            return thread;
        }
    }

    private static final Comparator<Row> ORDER =
            Comparator.<Row>comparingLong(row -> row.thread.at()).thenComparing(row -> row.number);

    private static Threads<Row> none() {
        return new Threads<>(ORDER, Remembered.NOTHING);
    }

    /** Few instants, ids and conversations: rows of one instant answer each other, in circles too. */
    private static List<Made> draw(Random random) {
        int instants = 1 + random.nextInt(6);
        int size = 2 + random.nextInt(14);
        List<Made> all = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            all.add(new Made(
                    i,
                    random.nextInt(instants),
                    random.nextInt(5) == 0 ? Initiator.CUSTOMER : Initiator.UNKNOWN,
                    List.of(Direction.values()).get(random.nextInt(3)),
                    random.nextInt(4) == 0 ? null : "i" + i,
                    random.nextInt(3) == 0 ? null : "i" + random.nextInt(size),
                    random.nextInt(3) == 0 ? null : "t" + random.nextInt(3)));
        }
        return all;
    }

    private static List<Initiator> initiators(Threads<Row> threads) {
        List<Initiator> all = new ArrayList<>();
        for (int place = 0; place < threads.size(); place++) {
            all.add(threads.get(place).thread.initiator());
        }
        return all;
    }

    private static List<Initiator> atOnce(List<Made> all) {
        Threads<Row> threads = none();
        all.stream().map(Made::row).sorted(ORDER).forEach(threads::add);
        threads.resolve();
        return initiators(threads);
    }

    @Property(seed = "20261129", tries = 4000, edgeCases = EdgeCasesMode.NONE)
    void rowsThatComeInAnyOrderHaveTheInitiatorsOfThoseThatComeInOrder(@ForAll int seed) {
        Random random = new Random(seed);
        List<Made> all = draw(random);
        Collections.shuffle(all, random);
        Threads<Row> threads = none();
        for (int i = 0; i < all.size(); i++) {
            List<Initiator> before = initiators(threads);
            Row row = all.get(i).row();
            threads.add(row);
            assertThat(threads.resolve()).contains(row);
            assertThat(initiators(threads)).isEqualTo(atOnce(all.subList(0, i + 1)));
            if (random.nextInt(3) == 0) {
                threads.takeBack(row);
                assertThat(initiators(threads)).isEqualTo(before);
                threads.add(row);
                threads.resolve();
                assertThat(initiators(threads)).isEqualTo(atOnce(all.subList(0, i + 1)));
            }
        }
    }

    @Property(seed = "20261130", tries = 1000, edgeCases = EdgeCasesMode.NONE)
    void onlyTheRowsAreToldWhoseInitiatorsChanged(@ForAll int seed) {
        Random random = new Random(seed);
        List<Made> all = draw(random);
        Collections.shuffle(all, random);
        Threads<Row> threads = none();
        for (Made made : all) {
            List<Row> before = new ArrayList<>();
            for (int place = 0; place < threads.size(); place++) {
                before.add(threads.get(place));
            }
            List<Initiator> were = initiators(threads);
            Row row = made.row();
            threads.add(row);
            var told = threads.resolve();
            for (int i = 0; i < before.size(); i++) {
                assertThat(told.contains(before.get(i)))
                        .isEqualTo(before.get(i).thread.initiator() != were.get(i));
            }
        }
    }

    /** How often memory is asked tells how many are inferred. */
    private static int asked(boolean conversation, Iterable<Integer> numbers) {
        int[] asked = {0};
        Threads<Row> threads = new Threads<>(ORDER, new Remembered() {
            @Override
            public Initiator answered(String id, long at) {
                asked[0]++;
                return Initiator.UNKNOWN;
            }

            @Override
            public @Nullable Initiator opened(String opened, long at) {
                asked[0]++;
                return null;
            }
        });
        for (int number : numbers) {
            threads.add(new Made(
                            number,
                            5,
                            Initiator.UNKNOWN,
                            Direction.INBOUND,
                            "i" + number,
                            conversation ? null : "none",
                            conversation ? "t" : null)
                    .row());
            threads.resolve();
        }
        return asked[0];
    }

    @Test
    void oneMoreOfAConversationAndAnInstantInfersNoOther() {
        List<Integer> numbers = new ArrayList<>();
        for (int i = 0; i < 3000; i++) {
            numbers.add(i);
        }
        for (boolean conversation : new boolean[] {true, false}) {
            assertThat(asked(conversation, numbers)).isLessThan(6 * numbers.size());
            Collections.reverse(numbers);
            assertThat(asked(conversation, numbers)).isLessThan(6 * numbers.size());
            Collections.shuffle(numbers, new Random(1));
            assertThat(asked(conversation, numbers)).isLessThan(6 * numbers.size());
        }
    }
}
