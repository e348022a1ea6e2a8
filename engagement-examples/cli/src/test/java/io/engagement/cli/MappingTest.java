package io.engagement.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files that do not have the standard names. */
class MappingTest {
    @TempDir
    private Path folder = Path.of("");

    @ParameterizedTest
    @CsvSource({
        "auto, 2026-03-29, 2026-03-28T23:00:00Z",
        "auto, 20260329, 2026-03-28T23:00:00Z",
        "auto, 2026-03-29 12:00:00, 2026-03-29T10:00:00Z",
        "auto, 2026-03-29T12:00, 2026-03-29T10:00:00Z",
        "auto, 2026-03-29T12:00:00Z, 2026-03-29T12:00:00Z",
        "auto, 2026-03-29T12:00:00+01:00, 2026-03-29T11:00:00Z",
        "epoch-seconds, 1774785600.5, 2026-03-29T12:00:00.500Z",
        "epoch-millis, 1774785600500, 2026-03-29T12:00:00.500Z",
        "hours-since:2026-01-01, 1.5, 2026-01-01T00:30:00Z",
        "days-since:2026-01-01, 2, 2026-01-02T23:00:00Z",
        "dd.MM.yyyy, 29.03.2026, 2026-03-28T23:00:00Z",
        "dd.MM.yyyy HH:mm, 29.03.2026 12:00, 2026-03-29T10:00:00Z"
    })
    void timesAreReadInTheZone(String format, String text, String instant) {
        TimeFormat times = TimeFormat.of(format, ZoneId.of("Europe/Amsterdam"));
        assertThat(java.time.Instant.ofEpochMilli(times.epochMilli(text)).toString())
                .isEqualTo(instant);
    }

    @Test
    void twoFilesWithMappingsOfTheirOwnAndALookup() {
        Path sales = Run.file(
                folder, "sales.csv", "household;when;amount\n1;2026-01-05;10\n1;2026-01-09;11\n2;2026-01-07;5\n");
        Path mailings = Run.file(folder, "mailings.csv", "campaign,household\n8,1\n8,2\n9,1\n");
        Path campaigns = Run.file(folder, "campaigns.csv", "campaign,start\n8,2026-01-02\n");
        Run run = Run.of(
                "score",
                "--as-of",
                "2026-02-01",
                "--input",
                sales.toString(),
                "--delimiter",
                ";",
                "--map",
                "customer=household,at=when,value=amount",
                "--set",
                "purpose=PURCHASE,initiator=CUSTOMER,channel=store",
                "--input",
                mailings.toString(),
                "--lookup",
                "campaign=" + campaigns,
                "--map",
                "customer=household,at=start",
                "--set",
                "purpose=OFFER,initiator=COMPANY,channel=post,cost=0.5");
        assertThat(run.exitCode()).isZero();
        assertThat(run.lines()).hasSize(3);
        assertThat(run.err()).contains("5 accepted").contains("1 x at is empty").contains("mailings.csv line 4");
    }

    @Test
    void aLookupThatCannotBeMadeIsRefused() {
        Path mailings = Run.file(folder, "mailings.csv", "campaign,household\n8,1\n");
        Path other = Run.file(folder, "other.csv", "x,y\n1,2\n");
        Run wrongColumn = Run.of(
                "score",
                "--input",
                mailings.toString(),
                "--lookup",
                "campaign=" + other,
                "--map",
                "customer=household,at=y");
        assertThat(wrongColumn.exitCode()).isEqualTo(1);
        assertThat(wrongColumn.err()).contains("has no column 'campaign' to be looked up by; its columns are [x, y]");
        Run missing = Run.of("score", "--input", mailings.toString(), "--lookup", "campaign=" + folder.resolve("none"));
        assertThat(missing.exitCode()).isEqualTo(1);
    }

    @Test
    void oneColumnThatTellsWhatHappened() {
        Path events = Run.file(
                folder,
                "events.csv",
                "customer,hour,event,amount\n1,0,offer received,\n1,5,transaction,7.5\n1,30,transaction,2\n2,9,junk,\n");
        Run run = Run.of(
                "score",
                "--input",
                events.toString(),
                "--time-format",
                "hours-since:2026-01-01",
                "--map",
                "at=hour,value=amount,purpose=event,initiator=event",
                "--translate",
                "purpose:transaction=PURCHASE,purpose:offer received=OFFER,initiator:transaction=CUSTOMER,"
                        + "initiator:offer received=COMPANY,initiator:junk=UNKNOWN",
                "--where",
                "customer=1");
        assertThat(run.exitCode()).isZero();
        assertThat(run.lines()).hasSize(2);
        assertThat(run.err()).contains("1 rows left out by --where");
    }

    @Test
    void aSimulatedBaseIsReadBackWithoutAMapping() {
        Path base = folder.resolve("base.csv");
        Run simulated = Run.of("simulate", "--customers", "60", "--seed", "3", "--out", base.toString());
        assertThat(simulated.exitCode()).isZero();
        assertThat(Run.of("simulate", "--customers", "60", "--seed", "3").lines())
                .hasSameSizeAs(
                        Run.of("simulate", "--customers", "60", "--seed", "3").lines());
        Run run = Run.of("score", "--strict", "--input", base.toString());
        assertThat(run.exitCode()).isZero();
        assertThat(run.lines()).hasSize(61);
        assertThat(Run.of("simulate", "--customers", "0").exitCode()).isEqualTo(2);
    }
}
