package nacre.caffe;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SequencedSet;
import nacre.caffe.text.LocatedException;
import nacre.caffe.text.TextField;
import nacre.caffe.text.TextMessage;
import nacre.caffe.text.TextScalar;
import nacre.ir.Attr;
import nacre.ir.Phase;

/** How a network is trained, and where it is. */
final class Solver {
  private static final List<String> NETS = List.of("net", "net_param", "train_net", "train_net_param", "test_net",
      "test_net_param");
  private static final List<String> OWN = List.of("base_lr", "lr_policy", "max_iter", "solver_mode", "solver_type");
  private static final List<String> OLD_TYPES = List.of("SGD", "NESTEROV", "ADAGRAD", "RMSPROP", "ADADELTA", "ADAM");
  /** So many folders above a solver may be the root that its paths count from. */
  private static final int MOST_ABOVE = 6;

  private final Path file;
  private final TextMessage message;
  private final Settings settings;

  Solver(Path file, TextMessage message) {
    this.file = file;
    this.message = message;
    this.settings = Settings.of(message);
  }

  static boolean is(TextMessage message) {
    return NETS.stream().anyMatch(message::has) || OWN.stream().anyMatch(message::has);
  }

  /** The field that says which network is meant in a phase. */
  TextField net(Phase phase) {
    List<String> order = phase == Phase.TRAINING
        ? List.of("net_param", "train_net_param", "net", "train_net", "test_net_param", "test_net")
        : List.of("test_net_param", "test_net", "net_param", "net", "train_net_param", "train_net");
    return order.stream().flatMap(name -> message.first(name).stream()).findFirst().orElseThrow(
        () -> new LocatedException(message.span(), "this is a solver that names no network, required `net`"));
  }

  /** The file that a field names. */
  Path follow(TextField field) {
    if (!(field.value() instanceof TextScalar named) || named.kind() != TextScalar.Kind.STRING) {
      throw new LocatedException(field.value().span(), "`" + field.name() + "`: required a string");
    }
    SequencedSet<Path> candidates = candidates(named.text());
    return candidates.stream().filter(Files::isRegularFile).findFirst().orElseThrow(
        () -> new LocatedException(named.span(), "this is a solver, and its network " + named.quoted()
            + " is not there: neither beside it nor in a folder above"));
  }

  /** Files that a field may mean, beside the solver or counted from a folder above, whether they are there or not. */
  SequencedSet<Path> candidates(String named) {
    SequencedSet<Path> all = new LinkedHashSet<>();
    if (!named.toLowerCase(Locale.ROOT).endsWith(".prototxt")) {
      return all;
    }
    List<String> parts = new ArrayList<>(List.of(named.split("[/\\\\]+", -1)));
    parts.removeIf(part -> part.isEmpty() || part.equals("."));
    int start = parts.lastIndexOf("..") + 1;
    for (int from = start; from < parts.size(); from++) {
      boolean bare = from == parts.size() - 1;
      Optional<Path> folder = Optional.of(Optional.ofNullable(file.getParent()).orElse(Path.of("")));
      for (int up = 0; up <= (bare ? 0 : MOST_ABOVE) && folder.isPresent(); up++) {
        String tail = String.join("/", parts.subList(from, parts.size()));
        folder.flatMap(base -> resolved(base, tail)).ifPresent(all::add);
        folder = above(folder.get());
      }
    }
    return all;
  }

  private static Optional<Path> above(Path folder) {
    return Optional.ofNullable(folder.toString().isEmpty() || folder.endsWith("..") ? folder.resolve("..")
        : folder.getParent() == null && !folder.isAbsolute() ? Path.of("") : folder.getParent());
  }

  private static Optional<Path> resolved(Path folder, String tail) {
    try {
      return Optional.of(folder.resolve(tail));
    } catch (InvalidPathException _) {
      return Optional.empty();
    }
  }

  /** The state in which it has its network: what the text says of the phase, of the first test if there are several. */
  NetState state(Phase phase) {
    List<Settings> said = settings.inners(phase == Phase.TRAINING ? "train_state" : "test_state");
    return said.isEmpty() ? NetState.of(phase) : NetState.of(phase).with(said.getFirst());
  }

  /** What it tells of the training. */
  SequencedMap<String, Attr> facts() {
    SequencedMap<String, Attr> facts = new LinkedHashMap<>();
    String type = settings.text("type").orElse(settings.word("solver_type", "SGD", OLD_TYPES));
    SequencedMap<String, Attr> named = new LinkedHashMap<>();
    List<Attr> rate = settings.has("base_lr") ? List.of(Attr.of(settings.real("base_lr", 0))) : List.of();
    if (settings.has("momentum")) {
      named.put("momentum", Attr.of(settings.real("momentum", 0)));
    }
    facts.put("optimizer", new Attr.Made(type.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_]", "_"), rate, named));
    return facts;
  }
}
