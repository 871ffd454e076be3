package nacre.front;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * What a goal did when it last had something to do.
 *
 * @param key    stands for all that is asked for, beside the units, and for the version of Nacre
 * @param units  what was made of each, by its file
 * @param report the file of all findings, if there is one
 */
record Memory(String key, SortedMap<String, Unit> units, List<Stamp> report) {
  /** What was made of one model file: that it stays so is known from the files that it was made of. */
  record Unit(String packageName, List<Stamp> inputs, List<Stamp> outputs, List<Message.Finding> findings) {
    Unit {
      inputs = List.copyOf(inputs);
      outputs = List.copyOf(outputs);
      findings = List.copyOf(findings);
    }

    /** What is known of a file that was never worked on. */
    static final Unit NOTHING = new Unit("", List.of(), List.of(), List.of());

    /** A model with errors is not written, so it keeps what was made of it before. */
    Unit keeping(Unit before) {
      boolean broken = findings.stream().anyMatch(finding -> finding.severity() == Message.Severity.ERROR);
      return broken ? new Unit(packageName, inputs, before.outputs, findings) : this;
    }

    /** The same with outputs that were there before. */
    Unit with(List<Stamp> before) {
      Set<String> present = outputs.stream().map(Stamp::file).collect(Collectors.toSet());
      List<Stamp> all = new ArrayList<>(outputs);
      before.stream().filter(stamp -> !present.contains(stamp.file())).forEach(all::add);
      return new Unit(packageName, inputs, all, findings);
    }

    /** The same where it holds, with the times that files have now, so that they need not be read again. */
    Unit renewed(Path folder) throws IOException {
      List<Stamp> now = new ArrayList<>();
      for (Stamp stamp : inputs) {
        now.add(stamp.renewed(folder));
      }
      return new Unit(packageName, now, outputs, findings);
    }

    boolean holds(Path folder) throws IOException {
      for (Stamp stamp : outputs) {
        if (!stamp.holds(folder)) {
          return false;
        }
      }
      for (Stamp stamp : inputs) {
        if (!stamp.holds(folder)) {
          return false;
        }
      }
      return true;
    }
  }

  private static final String FIRST = "nacre-state";
  /** Whoever is interrupted has not written it. */
  private static final String LAST = "end";

  Memory {
    units = Collections.unmodifiableSortedMap(new TreeMap<>(units));
    report = List.copyOf(report);
  }

  static Memory none() {
    return new Memory("", new TreeMap<>(), List.of());
  }

  /** What a file remembers; nothing where it is absent, of another version, or damaged: then all is done again. */
  static Memory read(Path file) throws IOException {
    if (!Files.exists(file)) {
      return none();
    }
    try {
      return of(Files.readAllLines(file));
    } catch (ProtocolException | CharacterCodingException e) {
      return none();
    }
  }

  private static Memory of(List<String> lines) {
    if (lines.isEmpty() || !lines.get(lines.size() - 1).equals(LAST)) {
      throw new ProtocolException("the memory ends early");
    }
    String key = "";
    List<Stamp> report = new ArrayList<>();
    SortedMap<String, Unit> units = new TreeMap<>();
    Optional<UnitLines> current = Optional.empty();
    for (String line : lines) {
      FieldReader reader = new FieldReader(line);
      switch (reader.text()) {
        case FIRST -> key = reader.number() == Message.VERSION ? reader.text() : "";
        case "unit" -> {
          current.ifPresent(unit -> unit.addTo(units));
          current = Optional.of(new UnitLines(reader.text(), reader.text()));
        }
        case "in" -> required(current, line).inputs.add(stamp(reader));
        case "out" -> required(current, line).outputs.add(stamp(reader));
        case FindingLines.KIND -> required(current, line).findings.add(FindingLines.read(reader));
        case "report" -> report.add(stamp(reader));
        case LAST -> {}
        default -> throw new ProtocolException("found the line `" + line + "`");
      }
    }
    current.ifPresent(unit -> unit.addTo(units));
    return new Memory(key, units, report);
  }

  private static UnitLines required(Optional<UnitLines> unit, String line) {
    return unit.orElseThrow(() -> new ProtocolException("found the line `" + line + "` before any unit"));
  }

  private static Stamp stamp(FieldReader reader) {
    return new Stamp(reader.text(), reader.longNumber(), reader.longNumber(), reader.text());
  }

  /** Of all units, by unit. */
  List<Message.Finding> findings() {
    return units.values().stream().flatMap(unit -> unit.findings().stream()).toList();
  }

  /** All files that units were made of. */
  Set<String> inputs() {
    return units.values().stream().flatMap(unit -> unit.inputs().stream()).map(Stamp::file).collect(Collectors.toSet());
  }

  /** Writes it, unless the file says the same. */
  void write(Path file) throws IOException {
    List<String> lines = new ArrayList<>();
    lines.add(new FieldWriter(FIRST).number(Message.VERSION).text(key).line());
    report.forEach(stamp -> lines.add(line("report", stamp)));
    units.forEach((name, unit) -> {
      lines.add(new FieldWriter("unit").text(name).text(unit.packageName).line());
      unit.inputs.forEach(stamp -> lines.add(line("in", stamp)));
      unit.outputs.forEach(stamp -> lines.add(line("out", stamp)));
      unit.findings.forEach(finding -> lines.add(FindingLines.line(finding)));
    });
    lines.add(LAST);
    byte[] bytes = (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
    if (!Files.exists(file) || !Arrays.equals(Files.readAllBytes(file), bytes)) {
      Files.createDirectories(file.resolveSibling(""));
      Path fresh = Files.write(file.resolveSibling(file.getFileName() + "." + UUID.randomUUID()), bytes);
      Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private static String line(String kind, Stamp stamp) {
    return new FieldWriter(kind).text(stamp.file()).number(stamp.size()).number(stamp.modified()).text(stamp.hash())
        .line();
  }

  /** The lines of one unit, as they are read or heard. */
  static final class UnitLines {
    final String file;
    final String packageName;
    final List<Stamp> inputs = new ArrayList<>();
    final List<Stamp> outputs = new ArrayList<>();
    final List<Message.Finding> findings = new ArrayList<>();

    UnitLines(String file, String packageName) {
      this.file = file;
      this.packageName = packageName;
    }

    void addTo(SortedMap<String, Unit> units) {
      units.put(file, new Unit(packageName, inputs, outputs, findings));
    }
  }
}
