package io.engagement.benchmarks.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The contenders on a small file: that they compute the same is tested, never how fast. */
class PeersTest {
    private static final int CUSTOMERS = 200;

    @TempDir
    private Path folder = Path.of("");

    private Path base() {
        return folder.resolve("base.csv");
    }

    private Results results(Peer peer) throws IOException, SQLException {
        Path output = folder.resolve(peer.label() + ".csv");
        peer.run(base(), output, BaseFile.AS_OF);
        return Results.read(output);
    }

    @BeforeEach
    void simulate() throws IOException {
        assertThat(BaseFile.write(CUSTOMERS, 1, base())).isGreaterThan(10L * CUSTOMERS);
    }

    @ParameterizedTest
    @EnumSource
    void allContendersWriteTheSameFigures(Peer peer) throws IOException, SQLException {
        Results streams = results(Peer.STREAMS);

        assertThat(streams.customers()).isBetween(CUSTOMERS / 2, CUSTOMERS);
        assertThatCode(() -> streams.requireSame(results(peer))).doesNotThrowAnyException();
    }

    @Test
    void theLibraryScoresEveryCustomerWhoseFiguresThereAre() throws IOException, SQLException {
        Peer.LIBRARY_SCORES.run(base(), folder.resolve("scores.csv"), BaseFile.AS_OF);

        List<String> rows = Files.readAllLines(folder.resolve("scores.csv"));
        assertThat(rows).hasSizeBetween(CUSTOMERS / 2, CUSTOMERS + 1);
        assertThat(rows.get(0)).isEqualTo(Peer.HEADER + ",engagement,retention_risk,lifetime_value,p_alive");
        assertThat(rows).filteredOn(row -> !row.contains(",,,")).allSatisfy(row -> assertThat(row)
                .doesNotEndWith(","));
    }

    @Test
    void oneFigureThatDiffersIsFound() throws IOException, SQLException {
        Results streams = results(Peer.STREAMS);
        Path changed = folder.resolve("changed.csv");
        List<String> rows = Files.readAllLines(folder.resolve("streams.csv"));
        rows.set(7, rows.get(7).replaceFirst(",(\\d)", ",1$1"));
        Files.write(changed, rows);

        assertThatThrownBy(() -> streams.requireSame(Results.read(changed)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(rows.get(7).substring(0, 7));
    }

    @Test
    void oneCustomerWhoIsMissingIsFound() throws IOException, SQLException {
        Results streams = results(Peer.STREAMS);
        Path shorter = folder.resolve("shorter.csv");
        List<String> rows = Files.readAllLines(folder.resolve("streams.csv"));
        Files.write(shorter, rows.subList(0, rows.size() - 1));

        assertThatThrownBy(() -> Results.read(shorter).requireSame(streams))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("buyers");
    }

    @Test
    void quintilesAreFifthsTheFirstOfWhichAreLongerByOne() {
        assertThat(IntStream.range(0, 12).map(i -> Quintiles.of(i, 12)))
                .containsExactly(1, 1, 1, 2, 2, 2, 3, 3, 4, 4, 5, 5);
        assertThat(IntStream.range(0, 3).map(i -> Quintiles.of(i, 3))).containsExactly(1, 2, 3);
    }
}
