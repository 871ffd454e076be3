package nacre.mavenit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What there is in folders of a project, at a moment. A file that was written again with the same bytes is another. */
record Look(Map<String, Seen> files) {
  /** What is seen of a file; {@code bytes} has a character for each. */
  record Seen(FileTime time, String bytes) {}

  /** All that goals of this plugin make, what they remember, and what is compiled. */
  private static final List<String> FOLDERS = List.of("generated-sources", "generated-resources",
      "generated-test-sources", "generated-test-resources", "classes", "test-classes", "maven-status/nacre");

  static Look at(Project project) {
    return at(project, "");
  }

  /** Of some modules. */
  static Look at(Project project, String... modules) {
    Map<String, Seen> files = new TreeMap<>();
    for (String module : modules) {
      for (String folder : FOLDERS) {
        add(files, project.path(""), project.path(module).resolve("target").resolve(folder));
      }
    }
    return new Look(files);
  }

  private static void add(Map<String, Seen> files, Path root, Path folder) {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        files.put(root.relativize(file).toString().replace('\\', '/'), seen(file));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Only what lies in a folder. */
  Look in(String folder) {
    Map<String, Seen> inside = new TreeMap<>(files);
    inside.keySet().removeIf(name -> !name.startsWith(folder));
    return new Look(inside);
  }

  private static Seen seen(Path file) throws IOException {
    return new Seen(Files.getLastModifiedTime(file),
        new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
  }

  void has(String... names) {
    assertThat(files).containsKeys(names);
  }

  void hasNot(String... names) {
    assertThat(files).doesNotContainKeys(names);
  }

  void isLike(Look before) {
    becameFrom(before);
  }

  /** Says which files were written, made or removed since another look: {@code ~name}, {@code +name}, {@code -name}. */
  void becameFrom(Look before, String... changes) {
    SortedSet<String> found = new TreeSet<>();
    files.forEach((name, seen) -> {
      if (!before.files.containsKey(name)) {
        found.add("+" + name);
      } else if (!before.files.get(name).equals(seen)) {
        found.add("~" + name);
      }
    });
    before.files.keySet().stream().filter(name -> !files.containsKey(name)).forEach(name -> found.add("-" + name));
    List<String> expected = Arrays.stream(changes).sorted().toList();
    assertThat(found.stream().sorted()).containsExactlyElementsOf(expected);
  }
}
