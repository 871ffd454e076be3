package nacre.syntax.resolve;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import nacre.ir.Dim;
import nacre.ir.Location;
import nacre.ir.Output;
import nacre.ir.TensorType;
import nacre.ir.Value;
import nacre.source.Note;
import nacre.source.Span;
import nacre.syntax.Expr;
import nacre.syntax.Statement;

/** The {@code output} statements of a model. */
final class ModelOutputs {
  private static final List<String> KNOWN = List.of("labels", "top");

  private final Expansion expansion;
  private final LabelFiles files;
  private final Map<String, Span> names = new LinkedHashMap<>();

  ModelOutputs(Expansion expansion, LabelFiles files) {
    this.expansion = expansion;
    this.files = files;
  }

  /** The names so far, those in error too. */
  List<String> names() {
    return List.copyOf(names.keySet());
  }

  void output(Statement.Output statement, Scope scope) {
    String name = statement.name().text();
    Span first = names.putIfAbsent(name, statement.name().span());
    if (first != null) {
      throw Failure
          .of(ErrorKind.DUPLICATE_NAME, statement.name().span(), "found the output `" + name + "` twice, required once")
          .with(Note.at(first, "the first one"));
    }
    Expr written = statement.value().orElse(new Expr.Ref(statement.name()));
    Datum value = expansion.evaluator.value(written, Expect.VALUE, scope);
    if (value.poisoned()) {
      throw Failure.silent();
    }
    if (!(value instanceof Datum.Tensor tensor)) {
      throw Failure.of(ErrorKind.TYPE_ERROR, written.span(),
          "`" + name + "`: found " + value.describe() + ", required one tensor");
    }
    scope.assign(name, value);
    SettingValues settings = new SettingValues("output", statement.settings(), KNOWN, expansion.evaluator, scope);
    Location location = new Location.Text(statement.span(), new LinkedHashMap<>(), Optional.empty());
    expansion.graph.output(
        new Output(name, value(tensor, written), labels(settings, tensor.type(), scope), top(settings), location));
  }

  private static Value value(Datum.Tensor tensor, Expr written) {
    if (tensor.operand() instanceof Value value) {
      return value;
    }
    throw Failure.of(ErrorKind.TYPE_ERROR, written.span(),
        "found a parameter, required a value that depends on an input; pipe it through `identity`");
  }

  private static OptionalInt top(SettingValues settings) {
    Optional<Double> top = settings.number("top");
    if (top.isPresent() && (top.get() != Math.rint(top.get()) || top.get() < 1 || top.get() > 1_000_000)) {
      throw settings.failure("top", "found " + top.get() + ", required how many labels to show, 1 or more");
    }
    return top.isPresent() ? OptionalInt.of(top.get().intValue()) : OptionalInt.empty();
  }

  private List<String> labels(SettingValues settings, TensorType type, Scope scope) {
    Optional<Datum> value = settings.value("labels", Expect.VALUE);
    if (value.isEmpty()) {
      return List.of();
    }
    List<String> labels = switch (value.get()) {
      case Datum.Text(String path) -> files.read(path, scope.instance().unit().source().name(),
          settings.span("labels").orElseThrow());
      case Datum.Many(List<Datum> items) -> texts(items, settings);
      default -> settings.fail("labels", value.get(), "a list of texts, or the path of a file with one label per line");
    };
    Dim classes = type.rank() == 0 ? Dim.ONE : type.dims().getLast();
    if (!labels.isEmpty() && classes.known().isPresent() && !classes.is(labels.size())) {
      throw Failure.of(ErrorKind.LABELS, settings.span("labels").orElseThrow(),
          "found " + (labels.size() == 1 ? "1 label" : labels.size() + " labels") + ", required "
              + classes + ", one for each class of " + type);
    }
    return labels;
  }

  private static List<String> texts(List<Datum> items, SettingValues settings) {
    List<String> texts = new ArrayList<>();
    for (Datum item : items) {
      texts.add(
          item instanceof Datum.Text(String text) ? text : settings.fail("labels", item, "texts in double quotes"));
    }
    return texts;
  }
}
