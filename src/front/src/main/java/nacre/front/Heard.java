package nacre.front;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/** What the worker says of models, as it is remembered: paths lead from the build's folder, which may be moved or copied. */
final class Heard implements Consumer<Message> {
  private final Path folder;
  private final Consumer<Message.Remark> remarks;
  private final long start = System.currentTimeMillis();
  private final TreeMap<String, Set<String>> inputs = new TreeMap<>();
  private final TreeMap<String, Set<String>> outputs = new TreeMap<>();
  private final List<Message.Finding> findings = new ArrayList<>();
  private final List<String> written = new ArrayList<>();

  /** @param remarks hears remarks as they come */
  Heard(Path folder, Consumer<Message.Remark> remarks) {
    this.folder = folder;
    this.remarks = remarks;
  }

  @Override
  public void accept(Message message) {
    if (message instanceof Message.Finding finding) {
      findings.add(finding);
    } else if (message instanceof Message.Input input) {
      inputs.computeIfAbsent(input.unit(), file -> new LinkedHashSet<>()).add(relative(input.file()));
    } else if (message instanceof Message.Output output) {
      outputs.computeIfAbsent(output.unit(), file -> new LinkedHashSet<>()).add(output.file());
      if (output.written()) {
        written.add(output.file());
      }
    } else if (message instanceof Message.Remark remark) {
      remarks.accept(remark);
    }
  }

  private String relative(String file) {
    Path path = folder.resolve(file).normalize();
    boolean reachable = Optional.ofNullable(path.getRoot()).equals(Optional.ofNullable(folder.getRoot()));
    return reachable ? folder.relativize(path).toString() : path.toString();
  }

  /** Files that are new or changed. */
  List<String> written() {
    return List.copyOf(written);
  }

  /** What there is of a unit. A file that changed while it was read may not be what was read: it is looked at again. */
  Memory.Unit unit(Request.Unit unit) throws IOException {
    List<Stamp> ins = new ArrayList<>();
    for (String file : inputs.getOrDefault(unit.file(), Set.of())) {
      Stamp stamp = Stamp.of(folder, file);
      ins.add(stamp.modified() >= start ? Stamp.unknown(file) : stamp);
    }
    return new Memory.Unit(unit.packageName(), ins, outputs(unit),
        findings.stream().filter(finding -> finding.unit().equals(unit.file())).toList());
  }

  /** The same where the worker failed: what it wrote is there, and is made again. */
  Memory.Unit unfinished(Request.Unit unit) throws IOException {
    return new Memory.Unit(unit.packageName(), List.of(Stamp.unknown(unit.file())), outputs(unit), List.of());
  }

  private List<Stamp> outputs(Request.Unit unit) throws IOException {
    List<Stamp> outs = new ArrayList<>();
    for (String file : outputs.getOrDefault(unit.file(), Set.of())) {
      outs.add(Stamp.ofOutput(folder, file));
    }
    return outs;
  }
}
