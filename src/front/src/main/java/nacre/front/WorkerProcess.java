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
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * The compiler in a process of its own.
 *
 * @param classPath jars and folders of the worker and all that it needs
 * @param jvmArgs   further arguments of its Java, before which those stand that make short runs fast
 * @param folder    where it runs
 */
public record WorkerProcess(Jdk jdk, List<Path> classPath, List<String> jvmArgs, Path folder) implements Worker {
  /** The class whose {@code main} reads a request and writes messages. */
  public static final String MAIN = "nacre.worker.Main";

  /** A worker lives for a second or two: the first compiler alone, the collector with the least to set up. */
  private static final List<String> SHORT_RUN = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC",
      "-XX:-UsePerfData", "-Xshare:auto", "--enable-native-access=ALL-UNNAMED", "-Djava.awt.headless=true");

  public WorkerProcess {
    classPath = List.copyOf(classPath);
    jvmArgs = List.copyOf(jvmArgs);
  }

  @Override
  public boolean run(Request request, Consumer<Message> listener) throws WorkerException, InterruptedException {
    Process process = start();
    try {
      Tail errors = new Tail(process.getErrorStream());
      Heard heard = new Heard(listener);
      try (Writer to = new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8)) {
        for (String line : RequestLines.of(request)) {
          to.write(line + "\n");
        }
      } catch (IOException e) {
        // It ended before it read all; what it said of that is read below.
        process.waitFor();
      }
      try (BufferedReader from =
          new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
        for (String line = from.readLine(); line != null; line = from.readLine()) {
          heard.line(line);
        }
      }
      int code = process.waitFor();
      return heard.fine.orElseThrow(() -> ended(code, heard, linesOf(errors)));
    } catch (ProtocolException e) {
      throw new WorkerException("the worker was not understood: " + e.getMessage(), e);
    } catch (IOException e) {
      throw new WorkerException("the worker cannot be heard: " + e.getMessage(), e);
    } finally {
      process.destroyForcibly();
    }
  }

  private static List<String> linesOf(Tail errors) {
    try {
      return errors.lines();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return List.of();
    }
  }

  private Process start() throws WorkerException {
    List<String> command = new ArrayList<>();
    command.add(jdk.launcher().toString());
    command.addAll(SHORT_RUN);
    command.addAll(jvmArgs);
    command.add(MAIN);
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    // Not an argument: those of Windows end at 32,767 characters.
    builder.environment().put("CLASSPATH",
        classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
    builder.environment().remove("JAVA_TOOL_OPTIONS");
    try {
      return builder.start();
    } catch (IOException e) {
      throw new WorkerException("cannot start " + jdk.launcher() + ": " + e.getMessage(), e);
    }
  }

  private WorkerException ended(int code, Heard heard, List<String> errors) {
    if (heard.refused.isPresent()) {
      return new WorkerException(heard.refused.get());
    }
    List<String> lines = new ArrayList<>();
    if (heard.fault.isPresent()) {
      lines.add(heard.fault.get().text());
      lines.add(heard.fault.get().file()
          .map(file -> "this is a fault in Nacre, not in the model; please report it with the file " + file)
          .orElse("this is a fault in Nacre, not in the model; please report it with these lines"));
    } else {
      lines.add("the worker ended with code " + code + " before it was done");
      lines.add("it ran on Java " + jdk.version() + " in " + jdk.home());
    }
    if (heard.fault.flatMap(Message.Fault::file).isEmpty()) {
      errors.forEach(line -> lines.add("  " + line));
    }
    return new WorkerException(String.join("\n", lines));
  }

  /** What has been said so far. */
  private static final class Heard {
    private final Consumer<Message> listener;
    private Optional<Boolean> fine = Optional.empty();
    private Optional<String> refused = Optional.empty();
    private Optional<Message.Fault> fault = Optional.empty();

    Heard(Consumer<Message> listener) {
      this.listener = listener;
    }

    void line(String line) {
      Message message = Message.read(line);
      if (message instanceof Message.Hello hello) {
        requireVersion(hello);
      } else if (message instanceof Message.Done done) {
        fine = Optional.of(done.fine());
      } else if (message instanceof Message.Refused said) {
        refused = Optional.of(said.text());
      } else if (message instanceof Message.Fault said) {
        fault = Optional.of(said);
      } else {
        listener.accept(message);
      }
    }

    private static void requireVersion(Message.Hello hello) {
      if (hello.protocol() != Message.VERSION) {
        throw new ProtocolException("it is of Nacre " + hello.version() + " and speaks version " + hello.protocol()
            + " of the protocol, required version " + Message.VERSION + "; use one version of Nacre for both");
      }
    }
  }
}
