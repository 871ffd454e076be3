package nacre.front;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import nacre.front.Request.Unit;

/**
 * Does what a request asks for, as far as it is not done: models whose files, settings and outputs are what they were are
 * left alone, and their findings are said again. Outputs of models that are gone are removed.
 *
 * <p>Nothing is written or removed while findings forbid it: the last good outputs stay.
 */
public final class ModelBuild {
  private final Path folder;
  private final Path state;
  private final String version;
  private final List<Path> others;

  /** One that shares its folders with no other. */
  public ModelBuild(Path folder, Path state, String version) {
    this(folder, state, version, List.of());
  }

  /**
   * @param folder  of the build: relative paths are below it
   * @param state   the file that remembers what was done; a goal and its execution have one of their own
   * @param version of Nacre: another one does all again
   * @param others  the states of those that may write to the same folders: what they made is neither written nor removed
   */
  public ModelBuild(Path folder, Path state, String version, List<Path> others) {
    this.folder = folder;
    this.state = state;
    this.version = version;
    this.others = List.copyOf(others);
  }

  /** Where a worker comes from, if one is needed. */
  @FunctionalInterface
  public interface Workers {
    /** @throws NoJdkException if nothing can run it */
    Worker get() throws NoJdkException;
  }

  /**
   * What there is now.
   *
   * @param units    all units
   * @param fine     whether everything is there that was asked for, which findings may forbid
   * @param findings of all units, by file and place
   * @param worked   the units that were not up to date
   * @param written  files that are new or changed
   * @param removed  files that belonged to units that are gone, or no longer make them
   */
  public record Result(List<String> units, boolean fine, List<Message.Finding> findings, List<String> worked,
      List<String> written,
      List<String> removed) {
    public Result {
      units = List.copyOf(units);
      findings = List.copyOf(findings);
      worked = List.copyOf(worked);
      written = List.copyOf(written);
      removed = List.copyOf(removed);
    }
  }

  /**
   * @param remarks hears what is done
   * @throws IOException     if a file cannot be read or written
   * @throws WorkerException if the worker fails
   * @throws NoJdkException  if there is none to run it
   */
  public Result run(Request request, Workers workers, Consumer<Message.Remark> remarks)
      throws IOException, WorkerException, NoJdkException, InterruptedException {
    Memory last = remembered(request);
    List<Unit> stale = stale(request, last);
    Heard heard = new Heard(remarks);
    boolean fine = true;
    long start = System.currentTimeMillis();
    if (!stale.isEmpty()) {
      fine = workers.get().run(request.with(stale, taken(request, last, stale)), heard);
    }
    Memory now = merged(request, last, stale, heard, start);
    List<Message.Finding> findings = now.units().values().stream().flatMap(unit -> unit.findings().stream())
        .sorted(Comparator.comparing(Message.Finding::unit)).toList();
    fine = fine && findings.stream().map(Message.Finding::severity).noneMatch(request.failOn()::isReachedBy);
    List<String> removed = List.of();
    if (fine) {
      removed = remove(last, now);
      now.write(state);
    }
    return new Result(request.units().stream().map(Unit::file).toList(), fine, findings,
        stale.stream().map(Unit::file).toList(), heard.written, removed);
  }

  /** What was done, where the same was asked for; otherwise only which files there are, so that they can be removed. */
  private Memory remembered(Request request) throws IOException {
    Memory last = Memory.read(state);
    String key = key(request);
    if (last.key().equals(key)) {
      return last;
    }
    TreeMap<String, Memory.Unit> units = new TreeMap<>();
    last.units().forEach((file, unit) -> units.put(file, new Memory.Unit(unit.packageName(),
        List.of(new Stamp(file, 0, 0, "another request")), unit.outputs(), List.of())));
    return new Memory(key, units);
  }

  private String key(Request request) {
    String all = version + "\n" + String.join("\n", RequestLines.of(request.with(List.of(), List.of())));
    return HexFormat.of().formatHex(Stamp.sha256().digest(all.getBytes(StandardCharsets.UTF_8)));
  }

  /** A report is about all units, so it is written for all or for none. */
  private List<Unit> stale(Request request, Memory last) throws IOException {
    List<Unit> stale = new ArrayList<>();
    for (Unit unit : request.units()) {
      Memory.Unit known = last.units().get(unit.file());
      if (known == null || !known.packageName().equals(unit.packageName()) || !known.holds(folder)) {
        stale.add(unit);
      }
    }
    boolean reportMissing =
        request.report().isPresent() && !Files.exists(folder.resolve(request.report().get().file()));
    boolean unitsGone = !request.units().stream().map(Unit::file).collect(Collectors.toSet())
        .containsAll(last.units().keySet());
    boolean all = request.report().isPresent() && (reportMissing || unitsGone || !stale.isEmpty());
    return all ? request.units() : stale;
  }

  /** What models that are not worked on have written, here and elsewhere. */
  private List<String> taken(Request request, Memory last, List<Unit> stale) throws IOException {
    Set<Unit> working = Set.copyOf(stale);
    Set<String> taken = new LinkedHashSet<>(ofOthers());
    request.units().stream().filter(unit -> !working.contains(unit))
        .flatMap(unit -> last.units().get(unit.file()).outputs().stream()).map(Stamp::file).forEach(taken::add);
    return List.copyOf(taken);
  }

  /** What the others made of models that are still there. */
  private Set<String> ofOthers() throws IOException {
    Set<String> files = new LinkedHashSet<>();
    for (Path other : others) {
      Memory.read(other).units().forEach((file, unit) -> {
        if (Files.exists(folder.resolve(file))) {
          unit.outputs().forEach(stamp -> files.add(stamp.file()));
        }
      });
    }
    return files;
  }

  private Memory merged(Request request, Memory last, List<Unit> stale, Heard heard, long start) throws IOException {
    TreeMap<String, Memory.Unit> units = new TreeMap<>();
    Set<Unit> working = Set.copyOf(stale);
    for (Unit unit : request.units()) {
      Memory.Unit known = last.units().getOrDefault(unit.file(), Memory.Unit.NOTHING);
      units.put(unit.file(), working.contains(unit) ? heard.unit(unit, start).keeping(known) : known);
    }
    return new Memory(last.key(), units);
  }

  private List<String> remove(Memory last, Memory now) throws IOException {
    Set<String> outputs = new LinkedHashSet<>();
    last.units().values().forEach(unit -> unit.outputs().forEach(stamp -> outputs.add(stamp.file())));
    now.units().values().forEach(unit -> unit.outputs().forEach(stamp -> outputs.remove(stamp.file())));
    outputs.removeAll(ofOthers());
    List<String> removed = new ArrayList<>();
    for (String file : outputs) {
      Path path = folder.resolve(file);
      if (Files.deleteIfExists(path)) {
        removed.add(file);
      }
    }
    return removed;
  }

  /** What the worker says. */
  private final class Heard implements Consumer<Message> {
    private final Consumer<Message.Remark> remarks;
    private final TreeMap<String, Set<String>> inputs = new TreeMap<>();
    private final TreeMap<String, Set<String>> outputs = new TreeMap<>();
    private final List<Message.Finding> findings = new ArrayList<>();
    private final List<String> written = new ArrayList<>();

    Heard(Consumer<Message.Remark> remarks) {
      this.remarks = remarks;
    }

    @Override
    public void accept(Message message) {
      if (message instanceof Message.Finding finding) {
        findings.add(finding);
      } else if (message instanceof Message.Input input) {
        inputs.computeIfAbsent(input.unit(), file -> new LinkedHashSet<>()).add(input.file());
      } else if (message instanceof Message.Output output) {
        outputs.computeIfAbsent(output.unit(), file -> new LinkedHashSet<>()).add(output.file());
        if (output.written()) {
          written.add(output.file());
        }
      } else if (message instanceof Message.Remark remark) {
        remarks.accept(remark);
      }
    }

    /** A file that changed while the worker read it may not be what it read: it is looked at again next time. */
    Memory.Unit unit(Unit unit, long start) throws IOException {
      List<Stamp> ins = new ArrayList<>();
      for (String file : inputs.getOrDefault(unit.file(), Set.of())) {
        Stamp stamp = Stamp.of(folder, file);
        ins.add(stamp.modified() >= start ? new Stamp(file, 0, 0, "changed meanwhile") : stamp);
      }
      List<Stamp> outs = new ArrayList<>();
      for (String file : outputs.getOrDefault(unit.file(), Set.of())) {
        outs.add(Stamp.ofOutput(folder, file));
      }
      return new Memory.Unit(unit.packageName(), ins, outs,
          findings.stream().filter(finding -> finding.unit().equals(unit.file())).toList());
    }
  }
}
