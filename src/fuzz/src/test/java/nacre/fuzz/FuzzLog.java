package nacre.fuzz;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What the fuzzer's native half says of executions and coverage, line by line: it writes past Java, so the process's error
 * output itself becomes a file, {@code target/fuzz-reports/TEST.log}.
 */
final class FuzzLog {
  private static final int ERROR_OUTPUT = 2;
  private static final int READABLE = 0644;

  private FuzzLog() {}

  /** Begins the log of a test, if it is one that fuzzes. */
  static void begin(Class<?> test) {
    if (System.getenv("JAZZER_FUZZ") == null || System.getenv("JAZZER_FUZZ").isEmpty()) {
      return;
    }
    try (Arena arena = Arena.ofConfined()) {
      Path file = Files.createDirectories(Path.of("fuzz-reports")).resolve(test.getSimpleName() + ".log");
      MemorySegment name = arena.allocateFrom(file.toString());
      int log = (int) function("creat", FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS,
          ValueLayout.JAVA_INT)).invokeExact(name, READABLE);
      int copied = (int) function("dup2", FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT,
          ValueLayout.JAVA_INT)).invokeExact(log, ERROR_OUTPUT);
      if (copied != ERROR_OUTPUT) {
        throw new IOException("cannot write " + file);
      }
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  @SuppressWarnings("restricted")
  private static MethodHandle function(String name, FunctionDescriptor type) {
    Linker linker = Linker.nativeLinker();
    return linker.downcallHandle(linker.defaultLookup().findOrThrow(name), type);
  }
}
