package io.engagement.cli;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.CopyOption;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;

/**
 * A new file that takes the place of another, or of none, once all of it is on the disk. Whatever comes before that leaves the
 * other as it is, and of the new one nothing: only after a kill without notice or a loss of power may a file
 * {@code .engagement-....partial} be left beside it. Permissions are kept, owner and group where the system allows; other hard
 * links to the old file keep it.
 */
final class Replacement {
    private static final FileAttribute<?> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private final Path target;
    private final Path partial;
    private final FileAttribute<?>[] attributes;
    private final CopyOption[] move;
    private boolean isEnding;

    private Replacement(Path target, FileAttribute<?>[] attributes, CopyOption... move) {
        this.target = target;
        this.attributes = attributes;
        this.move = move;
        this.partial = target.resolveSibling(".engagement-" + UUID.randomUUID() + ".partial");
    }

    /**
     * Writes a file.
     *
     * @param target a regular file, or none yet, in a folder that is there
     * @throws IOException if it could not be written; the target is as it was then, unless only its folder could not be forced
     */
    static void write(Path target, OutputFile.Bytes content) throws IOException {
        // What only its owner may read is not for others while it is written; a new file is as the system makes it.
        FileAttribute<?>[] attributes = Files.exists(target) ? ownersOnly(target) : new FileAttribute<?>[0];
        new Replacement(target, attributes, StandardCopyOption.ATOMIC_MOVE).write(content);
    }

    /**
     * Makes a file that only its owner may read.
     *
     * @param target none yet, in a folder that is there
     * @throws IOException if it could not be written, or is there; nothing is made then
     */
    static void make(Path target, OutputFile.Bytes content) throws IOException {
        new Replacement(target, ownersOnly(target)).write(content);
    }

    private static FileAttribute<?>[] ownersOnly(Path file) {
        return isPosix(file) ? new FileAttribute<?>[] {OWNER_ONLY} : new FileAttribute<?>[0];
    }

    /**
     * Sees to it that a file could be made beside another: permissions do not tell of all file systems.
     *
     * @param target a regular file, or none yet, in a folder that is there
     * @throws IOException if none can
     */
    static void tryOut(Path target) throws IOException {
        Replacement trial = new Replacement(target, ownersOnly(target));
        trial.cleanly(() -> trial.create().close());
    }

    private void write(OutputFile.Bytes content) throws IOException {
        cleanly(() -> {
            try (FileChannel channel = create()) {
                if (isPosix(target) && Files.exists(target)) {
                    keepAttributes();
                }
                OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel));
                content.writeTo(out);
                out.flush();
                channel.force(true);
            }
            Files.move(partial, target, move);
            forceFolder();
        });
    }

    /** What is not in its place in the end is removed. */
    private void cleanly(Change change) throws IOException {
        Thread removal = new Thread(this::end);
        register(removal);
        try {
            change.make();
        } finally {
            try {
                Files.deleteIfExists(partial);
            } finally {
                unregister(removal);
            }
        }
    }

    /** Ctrl-C and SIGTERM end the program without unwinding what it is in. */
    private static void register(Thread removal) throws IOException {
        try {
            Runtime.getRuntime().addShutdownHook(removal);
        } catch (IllegalStateException ending) {
            throw new IOException("the program is being ended", ending);
        }
    }

    private static void unregister(Thread removal) {
        try {
            Runtime.getRuntime().removeShutdownHook(removal);
        } catch (IllegalStateException ending) {
            // It runs already, and finds nothing to remove.
        }
    }

    private synchronized void end() {
        isEnding = true;
        try {
            Files.deleteIfExists(partial);
        } catch (IOException e) {
            // Nobody is left to be told.
        }
    }

    private synchronized FileChannel create() throws IOException {
        if (isEnding) {
            throw new IOException("the program is being ended");
        }
        Set<StandardOpenOption> options = EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        return FileChannel.open(partial, options, attributes);
    }

    private static boolean isPosix(Path file) {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    private void keepAttributes() throws IOException {
        PosixFileAttributes kept = Files.readAttributes(target, PosixFileAttributes.class);
        PosixFileAttributeView view =
                Files.getFileAttributeView(partial, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
        PosixFileAttributes made = view.readAttributes();
        Set<PosixFilePermission> permissions = EnumSet.noneOf(PosixFilePermission.class);
        permissions.addAll(kept.permissions());
        if (!kept.group().equals(made.group()) && !isDone(() -> view.setGroup(kept.group()))) {
            // Another group may not do what the old one might, only what all may.
            permissions.removeIf(each -> each.name().startsWith("GROUP")
                    && !permissions.contains(
                            PosixFilePermission.valueOf(each.name().replace("GROUP", "OTHERS"))));
        }
        view.setPermissions(permissions);
        if (!kept.owner().equals(made.owner())) {
            isDone(() -> view.setOwner(kept.owner()));
        }
    }

    private interface Change {
        void make() throws IOException;
    }

    /** Giving files to others is for the superuser, and to a group for its members. */
    private static boolean isDone(Change change) {
        try {
            change.make();
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** So that the new name lasts too; Windows opens no folder, and writes it through. */
    private void forceFolder() throws IOException {
        Path folder = target.getParent();
        if (folder != null && isPosix(folder)) {
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }
}
