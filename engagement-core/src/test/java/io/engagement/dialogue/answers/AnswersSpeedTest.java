package io.engagement.dialogue.answers;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.OperatingSystemMXBean;
import io.engagement.domain.Channel;
import io.engagement.domain.Initiator;
import io.engagement.domain.InteractionKind;
import io.engagement.domain.Purpose;
import io.engagement.history.InteractionLog;
import io.engagement.history.LogView;
import io.engagement.testkit.run.FullRun;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Prints what 1,000,000 customers with 20 interactions take, with {@code -Dengagement.full=true}; a hundredth of them else. */
class AnswersSpeedTest {
    private static final InteractionKind[] KINDS = {
        InteractionKind.of(Channel.EMAIL, Initiator.COMPANY, Purpose.OFFER),
        InteractionKind.of(Channel.EMAIL, Initiator.COMPANY, Purpose.INFORMATION),
        InteractionKind.of(Channel.PHONE, Initiator.COMPANY, Purpose.OFFER),
        InteractionKind.of(Channel.EMAIL, Initiator.CUSTOMER, Purpose.QUESTION),
        InteractionKind.of(Channel.PHONE, Initiator.CUSTOMER, Purpose.QUESTION),
        InteractionKind.of(Channel.STORE, Initiator.CUSTOMER, Purpose.PURCHASE)
    };

    private static final OperatingSystemMXBean CPU =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private static LogView base(int customers) {
        SplittableRandom random = new SplittableRandom(1);
        InteractionLog.Builder log = InteractionLog.builder();
        long begin = Planted.BEGIN.toEpochMilli();
        long span = Duration.ofDays(365).toMillis();
        for (int c = 0; c < customers; c++) {
            for (int i = 0; i < 20; i++) {
                log.add(c, begin + random.nextLong(span), KINDS[random.nextInt(KINDS.length)], Double.NaN, 0.5);
            }
        }
        return log.build().asOf(Planted.BEGIN.plus(Duration.ofDays(365)));
    }

    private static <T> T timed(String what, Supplier<T> work) {
        long start = System.nanoTime();
        long cpu = CPU.getProcessCpuTime();
        T done = work.get();
        System.out.printf(
                "%-22s %.2f s, of processors %.2f s%n",
                what, (System.nanoTime() - start) / 1e9, (CPU.getProcessCpuTime() - cpu) / 1e9);
        return done;
    }

    @Test
    void allFiguresOfALargeBaseAreThereBeforeOneHangs() {
        LogView view = base(FullRun.isOn() ? 1_000_000 : 10_000);
        long start = System.nanoTime();
        for (int round = 0; round < (FullRun.isOn() ? 3 : 1); round++) {
            Answers answers = timed("matching", () -> Answers.of(view, AnswerPolicy.withDefaults()));
            timed("counts", answers::counts);
            timed("times", answers::times);
            timed("excess", answers::beyondChance);
            timed("rates, with excess", answers::rates);
            timed("waste, with excess", answers::waste);
            timed("pressure", answers::pressure);
            timed("company", () -> CompanyAnswers.of(view, CompanyAnswers.policy(), Duration.ofDays(1)));
        }
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMinutes(5));
    }
}
