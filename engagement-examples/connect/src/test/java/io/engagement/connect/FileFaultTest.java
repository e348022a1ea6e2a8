package io.engagement.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileFaultTest {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void noFaultIsToldByTheNameOfItsClassOrOfTheFileAlone() {
        List<IOException> faults = List.of(
                new NoSuchFileException("x.csv"),
                new AccessDeniedException("x.csv"),
                new FileAlreadyExistsException("x.csv"),
                new NotDirectoryException("x.csv"),
                new FileSystemLoopException("x.csv"),
                new FileSystemException("x.csv"),
                new IOException(),
                new IOException(new NoSuchFileException("x.csv")));
        for (IOException fault : faults) {
            for (String why : List.of(FileFault.why(fault), FileFault.why(new UncheckedIOException(fault)))) {
                assertThat(why).isNotBlank().doesNotContain("Exception", "java", "x.csv", "null");
            }
        }
    }

    @Test
    void wordsThatAreThereStay() {
        assertThat(FileFault.why(new FileSystemException("x.csv", null, "No space left on device")))
                .isEqualTo("No space left on device");
        assertThat(FileFault.why(new IOException("Broken pipe"))).isEqualTo("Broken pipe");
        assertThat(FileFault.why(new UncheckedIOException("x.csv is cut off", new IOException("end"))))
                .isEqualTo("x.csv is cut off");
    }

    @Test
    void whatTheSystemThrowsIsTold() {
        NoSuchFileException none = catchThrowableOfType(
                NoSuchFileException.class, () -> Files.readString(folder.resolve("none.csv"), StandardCharsets.UTF_8));
        assertThat(FileFault.why(none)).isEqualTo("it is not there, or its folder is not");
        String told = folder.resolve("none.csv") + ": it is not there, or its folder is not";
        assertThat(FileFault.told(none)).isEqualTo(told);
        assertThat(FileFault.told(new UncheckedIOException(none))).isEqualTo(told);
        assertThat(FileFault.told(new IOException("cut off"))).isEqualTo("cut off");
        assertThat(FileFault.told(new UncheckedIOException("x is cut off", none)))
                .isEqualTo("x is cut off");
    }
}
