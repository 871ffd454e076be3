package nacre.front;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
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
   * @param inputs   all files on which what is said depends, or depended before
   * @param fine     whether everything is there that was asked for, which findings may forbid
   * @param findings of all units, by unit; those of one in the order of the worker
   * @param worked   the units that were not up to date
   * @param written  files that are new or changed
   * @param removed  files that belonged to units that are gone, or no longer make them
   */
  public record Result(Set<String> inputs, boolean fine, List<Message.Finding> findings, List<String> worked,
      List<String> written,
      List<String> removed) {
    public Result {
      inputs = new TreeSet<>(inputs);
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
    Heard heard = new Heard(folder, remarks);
    boolean fine = true;
    if (!stale.isEmpty()) {
      try {
        fine = workers.get().run(request.with(stale, taken(request, last, stale)), heard);
      } catch (WorkerException e) {
        rememberUnfinished(last, stale, heard);
        throw e;
      }
    }
    Memory now = merged(request, last, stale, heard);
    List<Message.Finding> findings = now.findings();
    fine = fine && findings.stream().map(Message.Finding::severity).noneMatch(request.failOn()::isReachedBy);
    List<String> removed = List.of();
    if (fine) {
      removed = remove(request, last, now);
      now.write(state);
    }
    Set<String> inputs = new TreeSet<>(last.inputs());
    inputs.addAll(now.inputs());
    return new Result(inputs, fine, findings, stale.stream().map(Unit::file).toList(), heard.written(), removed);
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
        List.of(Stamp.unknown(file)), unit.outputs(), List.of())));
    return new Memory(key, units, List.of());
  }

  private String key(Request request) {
    String all = version + "\n" + String.join("\n", RequestLines.of(request.with(List.of(), Map.of())));
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
    boolean reportGone = last.report().isEmpty() || !last.report().get(0).holds(folder);
    boolean unitsGone = !request.units().stream().map(Unit::file).collect(Collectors.toSet())
        .containsAll(last.units().keySet());
    boolean all = request.report().isPresent() && (reportGone || unitsGone || !stale.isEmpty());
    return all ? request.units() : stale;
  }

  /** What models that are not worked on have written, here and elsewhere. */
  private Map<String, String> taken(Request request, Memory last, List<Unit> stale) throws IOException {
    Set<Unit> working = Set.copyOf(stale);
    Map<String, String> taken = new TreeMap<>(ofOthers(request));
    request.units().stream().filter(unit -> !working.contains(unit)).map(Unit::file)
        .forEach(file -> last.units().get(file).outputs().forEach(stamp -> taken.put(stamp.file(), file)));
    return taken;
  }

  /** What the others made of models that are still there, and are none of this request's. */
  private Map<String, String> ofOthers(Request request) throws IOException {
    Set<String> own = request.units().stream().map(Unit::file).collect(Collectors.toSet());
    Map<String, String> files = new TreeMap<>();
    for (Path other : others) {
      Memory.read(other).units().forEach((file, unit) -> {
        if (!own.contains(file) && Files.exists(folder.resolve(file))) {
          unit.outputs().forEach(stamp -> files.put(stamp.file(), file));
        }
      });
    }
    return files;
  }

  private Memory merged(Request request, Memory last, List<Unit> stale, Heard heard) throws IOException {
    TreeMap<String, Memory.Unit> units = new TreeMap<>();
    Set<Unit> working = Set.copyOf(stale);
    for (Unit unit : request.units()) {
      Memory.Unit known = last.units().getOrDefault(unit.file(), Memory.Unit.NOTHING);
      units.put(unit.file(), working.contains(unit) ? heard.unit(unit).keeping(known) : known.renewed(folder));
    }
    List<Stamp> report = new ArrayList<>();
    if (request.report().isPresent()) {
      report.add(Stamp.of(folder, request.report().get().file().toString()));
    }
    return new Memory(last.key(), units, report);
  }

  /** What was written before the worker failed has an owner all the same, and is made again. */
  private void rememberUnfinished(Memory last, List<Unit> stale, Heard heard) throws IOException {
    TreeMap<String, Memory.Unit> units = new TreeMap<>(last.units());
    for (Unit unit : stale) {
      Memory.Unit known = last.units().getOrDefault(unit.file(), Memory.Unit.NOTHING);
      units.put(unit.file(), heard.unfinished(unit).with(known.outputs()));
    }
    new Memory(last.key(), units, List.of()).write(state);
  }

  private List<String> remove(Request request, Memory last, Memory now) throws IOException {
    Set<String> kept = new LinkedHashSet<>(ofOthers(request).keySet());
    now.units().values().forEach(unit -> unit.outputs().forEach(stamp -> kept.add(stamp.file())));
    return new Orphans(folder, kept)
        .remove(last.units().values().stream().flatMap(unit -> unit.outputs().stream()).toList());
  }
}
