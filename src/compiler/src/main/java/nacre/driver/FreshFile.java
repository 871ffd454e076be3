package nacre.driver;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;

import nacre.source.InputException;

/**
 * A file on its way to its place: it is written beside that, then moved there. What goes wrong names the place, never what
 * lies beside it for a while.
 */
final class FreshFile implements Closeable {
  /** Something that files can keep from being done. */
  @FunctionalInterface
  interface Step {
    void run() throws IOException;
  }

  private final Path place;
  private final Path target;
  private final Path fresh;
  private final Path kept;
  private boolean moved;

  private FreshFile(Path place) {
    this.place = place;
    target = place.toAbsolutePath();
    String name = target.getFileName() + "." + UUID.randomUUID();
    fresh = target.resolveSibling(name + ".new");
    kept = target.resolveSibling(name + ".old");
  }

  /**
   * Makes the folders above a place.
   *
   * @throws InputException if the place is a folder
   */
  static FreshFile at(Path place) throws IOException {
    if (Files.isDirectory(place)) {
      throw new InputException(place + ": this is a folder, required a file");
    }
    FreshFile file = new FreshFile(place);
    Files.createDirectories(file.target.resolveSibling(""));
    return file;
  }

  /** Where to write it. */
  Path path() {
    return fresh;
  }

  /** Does something with it, so that errors name its place. */
  void naming(Step step) throws IOException {
    try {
      step.run();
    } catch (FileSystemException e) {
      throw String.valueOf(e.getFile()).startsWith(fresh.toString()) ? named(e) : e;
    } catch (IOException e) {
      throw caused(new FileSystemException(place.toString(), null, e.getMessage()), e);
    }
  }

  private FileSystemException named(FileSystemException e) {
    return caused(switch (e) {
      case AccessDeniedException _ -> new AccessDeniedException(place.toString());
      case NoSuchFileException _ -> new FileSystemException(place.toString(), null, "its folder takes no new files");
      default -> new FileSystemException(place.toString(), null, e.getReason());
    }, e);
  }

  private static FileSystemException caused(FileSystemException named, IOException cause) {
    named.initCause(cause);
    return named;
  }

  /**
   * Moves it to its place at once, unless a file of the same contents is there.
   *
   * @return whether the place changed
   */
  boolean settle() throws IOException {
    if (isThere()) {
      return false;
    }
    naming(() -> move(fresh, target));
    return true;
  }

  private boolean isThere() throws IOException {
    boolean[] same = new boolean[1];
    naming(() -> same[0] = Files.exists(target) && Files.mismatch(fresh, target) < 0);
    return same[0];
  }

  /** Moves it to its place as {@link #settle} does, and keeps what was there, for {@link #undo} or {@link #forget}. */
  void settleForNow() throws IOException {
    if (isThere()) {
      return;
    }
    naming(() -> {
      if (Files.exists(target)) {
        move(target, kept);
      }
      moved = true;
      move(fresh, target);
    });
  }

  /** Makes the place what it was. */
  void undo() throws IOException {
    if (Files.exists(kept)) {
      move(kept, target);
    } else if (moved) {
      Files.deleteIfExists(target);
    }
  }

  /** What was there is not needed any more. */
  void forget() throws IOException {
    Files.deleteIfExists(kept);
  }

  private static void move(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  @Override
  public void close() throws IOException {
    Files.deleteIfExists(fresh);
  }
}
