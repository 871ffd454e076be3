package nacre.driver;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.util.Optional;
import java.util.stream.Stream;
import nacre.codegen.UnsupportedModelException;
import nacre.kernels.weights.WeightsException;
import nacre.reference.EvaluationException;
import nacre.source.InputException;
import nacre.source.Visible;

/** Tells what a user did from what Nacre did wrong. */
public final class Faults {
  private static final String OUT_OF_MEMORY = OutOfMemoryError.class.getName();
  /** Causes may go in a circle. */
  private static final int CAUSES = 100;

  private Faults() {}

  /** What to say to the user; empty if this is a fault in Nacre. Nothing in it can steer a terminal. */
  public static Optional<String> message(Throwable thrown) {
    if (outOfMemory(thrown)) {
      return Optional.of("out of memory; give Java more with JDK_JAVA_OPTIONS=-Xmx8g");
    }
    return switch (thrown) {
      case InputException e -> said(e);
      case WeightsException e -> said(e);
      case EvaluationException e -> said(e);
      case UnsupportedModelException e -> said(e);
      case NoSuchFileException e -> Optional.of(Visible.text(e.getFile()) + ": no such file or folder");
      case AccessDeniedException e -> Optional.of(Visible.text(e.getFile()) + ": access denied");
      case FileAlreadyExistsException e ->
          Optional.of(Visible.text(e.getFile()) + ": this is a file, required a folder");
      case FileSystemException e -> Optional.of(Visible.text(e.getFile()) + ": "
          + Visible.text(Optional.ofNullable(e.getReason()).orElse("cannot be used")));
      case IOException e -> said(e);
      case UncheckedIOException e -> Optional.ofNullable(e.getCause()).flatMap(Faults::message);
      case InvalidPathException e -> Optional.of(Visible.text("no file can be called `" + e.getInput() + "`"));
      default -> Optional.empty();
    };
  }

  /**
   * Whether Java had no memory left. A class or a lambda that cannot be made for want of it fails with a
   * {@link LinkageError}, which has the reason as its cause or only tells of it.
   */
  public static boolean outOfMemory(Throwable thrown) {
    return Stream.iterate(Optional.of(thrown), Optional::isPresent, each -> each.map(Throwable::getCause))
        .flatMap(Optional::stream).limit(CAUSES)
        .anyMatch(each -> each instanceof OutOfMemoryError
            || each instanceof LinkageError && String.valueOf(each.getMessage()).contains(OUT_OF_MEMORY));
  }

  private static Optional<String> said(Throwable thrown) {
    return Optional.of(String.valueOf(thrown.getMessage()).lines().map(Visible::text)
        .reduce((a, b) -> a + "\n" + b).orElse(""));
  }
}
