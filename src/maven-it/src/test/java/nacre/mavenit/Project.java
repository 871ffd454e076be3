package nacre.mavenit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A project of a user, in a folder of its own. */
final class Project {
  private static final List<String> QUIET = List.of("--batch-mode", "--no-transfer-progress", "-Dstyle.color=never");
  private static final long MINUTES = 5;

  private final Path folder;

  private Project(Path folder) {
    this.folder = folder;
  }

  /** An empty one. */
  static Project named(String name) {
    Project project = new Project(Checkout.target().resolve("projects").resolve(name));
    project.delete("");
    return project;
  }

  Path path(String file) {
    return folder.resolve(file);
  }

  /** Whatever lies in a folder, but for what a build made of it. */
  Project with(Path from) {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (!from.relativize(file).startsWith("target")) {
          with(from.relativize(file).toString(), Files.readAllBytes(file));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  Project with(String file, String text) {
    return with(file, text.getBytes(StandardCharsets.UTF_8));
  }

  Project with(String file, byte[] bytes) {
    try {
      Files.createDirectories(path(file).getParent());
      Files.write(path(file), bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  /** Replaces a part of a text, which must be there. */
  void edit(String file, String part, String by) {
    try {
      String text = Files.readString(path(file));
      if (!text.contains(part)) {
        throw new IllegalArgumentException(file + " has no " + part);
      }
      with(file, text.replace(part, by));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A file or a folder; it need not be there. */
  void delete(String file) {
    if (!Files.exists(path(file))) {
      return;
    }
    try (Stream<Path> files = Files.walk(path(file))) {
      for (Path each : files.toList().reversed()) {
        Files.delete(each);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Runs a Maven here. */
  Run mvn(Cell cell, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(cell.maven().resolve("bin").resolve(windows() ? "mvn.cmd" : "mvn").toString());
    command.addAll(QUIET);
    command.add("-Dmaven.repo.local=" + LocalRepository.folder());
    if (System.getProperty("nacre.it.offline", "").equals("is true")) {
      command.add("--offline");
    }
    command.addAll(List.of(arguments));
    return start(cell.toString() + ": mvn " + String.join(" ", arguments) + ", in " + folder, cell.java(), command);
  }

  /** Runs a program here. */
  Run run(Path java, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(java.resolve("bin").resolve("java").toString());
    command.addAll(List.of(arguments));
    return start(String.join(" ", command), java, command);
  }

  private Run start(String shown, Path java, List<String> command) {
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
    Map<String, String> environment = builder.environment();
    environment.keySet().removeIf(name -> name.startsWith("MAVEN_") || name.startsWith("JAVA_TOOL_OPTIONS")
        || name.startsWith("JDK_JAVA_OPTIONS") || name.equals("M2_HOME"));
    environment.put("JAVA_HOME", java.toString());
    environment.put("JAVA25_HOME", System.getProperty("java.home")); // toolchains find it wherever it is
    environment.put("MAVEN_SKIP_RC", "true");
    // Each lives for some seconds: the first compiler alone, and little to set up.
    environment.put("MAVEN_OPTS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xshare:auto");
    try {
      Path log = Files.createTempFile(Checkout.target(), "run", ".log");
      Process process = builder.redirectOutput(log.toFile()).start();
      process.getOutputStream().close();
      if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        throw new IllegalStateException(shown + " did not end; it said\n" + Files.readString(log));
      }
      String output = Files.readString(log);
      Files.delete(log);
      return new Run(shown, process.exitValue(), output);
    } catch (IOException e) {
      throw new UncheckedIOException(shown, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(shown, e);
    }
  }

  private static boolean windows() {
    return System.getProperty("os.name").startsWith("Windows");
  }
}
