package nacre.front;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The compiler in a process of its own.
 *
 * @param classPath jars and folders of the worker and all that it needs
 * @param jvmArgs   further arguments of its Java, before which those stand that make short runs fast
 * @param folder    where it runs
 * @param faults    where a file goes that lets a fault be seen again
 */
public record WorkerProcess(Jdk jdk, List<Path> classPath, List<String> jvmArgs, Path folder, Path faults)
    implements Worker {
  /** The class whose {@code main} reads a request and writes messages. */
  public static final String MAIN = "nacre.worker.Main";

  /** What to do about a worker without memory, whether it can still say so or not. */
  public static final String NO_MEMORY =
      "the worker is out of memory; give its Java more with the argument -Xmx8g";

  /** A worker lives for a second or two: the first compiler alone, the collector with the least to set up. */
  private static final List<String> SHORT_RUN = List.of("-XX:TieredStopAtLevel=1", "-XX:-UsePerfData",
      "-Xshare:auto", "--enable-native-access=ALL-UNNAMED", "-Djava.awt.headless=true");

  /** Arguments that are meant for another Java, and may not go with these. */
  private static final List<String> OTHERS_OPTIONS = List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS");

  /** Exit codes of processes that the signals INT, KILL and TERM have ended. */
  private static final Set<Integer> KILLED = Set.of(130, 137, 143);

  /** The exit code of a Java that does not take its arguments. */
  private static final int NOT_STARTED = 1;

  /**
   * What a Java without memory leaves behind, whoever writes it: the worker may have no memory to say so itself, and a
   * class that could not be loaded for want of it fails as something else.
   */
  private static final String OUT_OF_MEMORY = "java.lang.OutOfMemoryError";

  public WorkerProcess {
    classPath = List.copyOf(classPath);
    jvmArgs = List.copyOf(jvmArgs);
  }

  @Override
  public boolean run(Request request, Consumer<Message> listener) throws WorkerException, InterruptedException {
    Process process = start();
    try {
      Tail errors = new Tail(process.getErrorStream());
      Dialogue dialogue = new Dialogue(listener, errors::add);
      ask(process, request);
      try (BufferedReader from =
          new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
        for (String line = from.readLine(); line != null; line = from.readLine()) {
          dialogue.hear(line);
        }
      }
      int code = process.waitFor();
      if (dialogue.fine().isEmpty()) {
        throw ended(code, request, dialogue, errors.lines());
      }
      return dialogue.fine().get();
    } catch (ProtocolException e) {
      throw new WorkerException("the worker was not understood: " + e.getMessage(), e);
    } catch (IOException e) {
      throw new WorkerException("the worker cannot be heard: " + e.getMessage(), e);
    } finally {
      process.destroyForcibly();
    }
  }

  /** One that ends before it has read all says why, which is read afterwards. */
  private static void ask(Process process, Request request) throws InterruptedException {
    try (Writer to = new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8)) {
      for (String line : RequestLines.of(request)) {
        to.write(line + "\n");
      }
    } catch (IOException e) {
      process.waitFor();
    }
  }

  private Process start() throws WorkerException {
    List<String> command = new ArrayList<>();
    command.add(jdk.launcher().toString());
    command.addAll(SHORT_RUN);
    if (jvmArgs.stream().noneMatch(argument -> argument.matches("-XX:\\+Use\\w+GC"))) {
      command.add("-XX:+UseSerialGC");
    }
    command.addAll(jvmArgs);
    command.add(MAIN);
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    // Not an argument: those of Windows end at 32,767 characters.
    builder.environment().put("CLASSPATH",
        classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
    OTHERS_OPTIONS.forEach(builder.environment()::remove);
    try {
      return builder.start();
    } catch (IOException e) {
      throw new WorkerException("cannot start " + jdk.launcher() + ": " + e.getMessage(), e);
    }
  }

  private WorkerException ended(int code, Request request, Dialogue dialogue, List<String> errors) {
    if (dialogue.refused().isPresent()) {
      return new WorkerException(dialogue.refused().get());
    }
    List<String> last = dialogue.fault().map(fault -> fault.details().lines().toList()).orElse(errors);
    if (last.stream().anyMatch(line -> line.contains(OUT_OF_MEMORY))) {
      return new WorkerException(NO_MEMORY);
    }
    return dialogue.fault().map(fault -> new WorkerException(new Reproducer(faults).say(fault.text(), last)))
        .orElseGet(() -> silent(code, request, errors));
  }

  /** Of one that did not say why it ended. */
  private WorkerException silent(int code, Request request, List<String> errors) {
    String summary = "the worker ended with code " + code + " before it was done, on Java " + jdk.version() + " in "
        + jdk.home();
    if (KILLED.contains(code)) {
      return new WorkerException(
          summary + "; it was killed from outside, for which too little memory is the usual reason");
    }
    if (code == NOT_STARTED && errors.stream().noneMatch(line -> line.startsWith("\tat "))) {
      return new WorkerException(Stream.concat(Stream.of(summary), errors.stream().map(line -> "  " + line))
          .collect(Collectors.joining("\n")));
    }
    List<String> details = new ArrayList<>(RequestLines.of(request));
    details.addAll(errors);
    String last = errors.stream().map(line -> "\n  " + line).collect(Collectors.joining());
    return new WorkerException(new Reproducer(faults).say(summary, details) + last);
  }
}
