package nacre.ir;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.IntToDoubleFunction;
import java.util.stream.Stream;

import nacre.ir.IrLexer.Kind;
import nacre.source.Source;

/**
 * One case of an op's case file: what is handed in, the call, and what must come out. Expected numbers are worked out by
 * hand or by a naive formula, never copied from what the op gives.
 *
 * <pre>
 * [a title in brackets]
 * x = f32[1, 2] 3 -4          an input or parameter by name; its contents may be left out, or be `iota` or `all 1`
 * call dense units=1          settings and toggles by name; `nhwc` for a channels-last model
 * owns weight f32[1, 2]       a parameter that the layer makes itself
 * result f32[1, 1] 5          types always, contents where all operands have some
 * error found ...             instead of a result
 * macs 2
 * axis x 0 -> 0               where an axis goes, or `none`
 * shift x 1 no                whether a constant along an axis passes; `training` after it for that phase
 * </pre>
 *
 * Instead of a call, a graph of the textual IR may stand between a line {@code graph ...} and one {@code }}.
 */
public final class OpCase {
  public record Given(String name, TensorType type, Optional<Tensor> contents) {}

  public record Call(String op, Map<String, Attr> settings, boolean channelsLast) {}

  record AxisMove(String operand, int axis, OptionalInt to) {}

  record Shift(String operand, int axis, Phase phase, boolean passes) {}

  final String title;
  final List<Given> given = new ArrayList<>();
  final List<Given> owned = new ArrayList<>();
  final List<Given> results = new ArrayList<>();
  final List<AxisMove> axes = new ArrayList<>();
  final List<Shift> shifts = new ArrayList<>();
  Optional<Call> call = Optional.empty();
  Optional<String> graph = Optional.empty();
  Optional<String> error = Optional.empty();
  Optional<String> macs = Optional.empty();

  private OpCase(String title) {
    this.title = title;
  }

  public String title() {
    return title;
  }

  public List<Given> given() {
    return given;
  }

  /** What must come out; several for an op with several results. */
  public List<Given> results() {
    return results;
  }

  /** Whether there is a call that is no error. */
  public boolean isCall() {
    return call.isPresent() && error.isEmpty();
  }

  /** Whether an error is expected. */
  public boolean isError() {
    return error.isPresent();
  }

  /** Whether there is a call that is no error, and everything that it reads and gives has contents. */
  public boolean isComplete() {
    return call.isPresent() && error.isEmpty() && owned.isEmpty()
        && Stream.concat(given.stream(), results.stream()).allMatch(one -> one.contents().isPresent());
  }

  /** The cases of a file, in order. */
  public static List<OpCase> read(Path file) {
    List<OpCase> cases = new ArrayList<>();
    StringBuilder graph = new StringBuilder();
    int number = 0;
    for (String line : lines(file)) {
      number++;
      if (line.startsWith("[")) {
        cases.add(new OpCase(line.substring(1, line.length() - 1)));
      } else if (line.startsWith("graph") || !graph.isEmpty()) {
        graph.append(line).append('\n');
        if (line.equals("}")) {
          cases.getLast().graph = Optional.of(graph.toString());
          graph.setLength(0);
        }
      } else if (!line.isBlank() && !line.startsWith("#")) {
        cases.getLast().line(line, new IrReader(Source.of(file.getFileName() + " line " + number, line)));
      }
    }
    return cases;
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void line(String line, IrReader in) {
    String word = in.name("a line of a case");
    IrValueReader values = new IrValueReader(in);
    if (in.accept("=")) {
      given.add(given(word, in, values));
      return;
    }
    switch (word) {
      case "call" -> call = Optional.of(call(in, values));
      case "owns" -> owned.add(new Given(in.name("a parameter"), values.tensorType(), Optional.empty()));
      case "result" -> results.add(given("result", in, values));
      case "error" -> error = Optional.of(line.substring("error ".length()));
      case "macs" -> macs = Optional.of(line.substring("macs ".length()));
      case "axis" -> axes.add(move(in));
      case "shift" -> shifts.add(shift(in));
      default -> throw in.unexpected("`=`");
    }
    if (!in.at(Kind.END) && error.isEmpty() && macs.isEmpty()) {
      throw in.unexpected("the end of the line");
    }
  }

  private static Call call(IrReader in, IrValueReader values) {
    String op = in.name("an op");
    Map<String, Attr> settings = new LinkedHashMap<>();
    while (in.at(Kind.NAME) && !in.at("nhwc")) {
      String name = in.take().text();
      in.expect("=");
      settings.put(name, name.equals("shape") ? sizes(values.extents()) : values.attr());
    }
    return new Call(op, settings, in.accept("nhwc"));
  }

  /** What a text would say: -1 for what is left. */
  private static Attr sizes(Attr extents) {
    return new Attr.Many(((Attr.Many) extents).items().stream()
        .map(item -> item.equals(new Attr.Size(Dim.UNKNOWN)) ? Attr.of(-1L) : item).toList());
  }

  private static AxisMove move(IrReader in) {
    String operand = in.name("an operand");
    int axis = in.smallInteger("an axis");
    in.expect("-");
    in.expect(">");
    return new AxisMove(operand, axis,
        in.accept("none") ? OptionalInt.empty() : OptionalInt.of(in.smallInteger("an axis")));
  }

  private static Shift shift(IrReader in) {
    String operand = in.name("an operand");
    int axis = in.smallInteger("an axis");
    boolean passes = in.accept("yes");
    if (!passes) {
      in.expect("no");
    }
    return new Shift(operand, axis, in.accept("training") ? Phase.TRAINING : Phase.INFERENCE, passes);
  }

  private static Given given(String name, IrReader in, IrValueReader values) {
    TensorType type = values.tensorType();
    boolean empty = type.isRanked() && type.shape().elements().is(0);
    if (in.at(Kind.END) && !empty) {
      return new Given(name, type, Optional.empty());
    }
    int[] shape = type.dims().stream().mapToInt(dim -> Math.toIntExact(dim.at(Map.of()))).toArray();
    if (in.accept("iota")) {
      return new Given(name, type, Optional.of(contents(type, shape, i -> i)));
    }
    if (in.accept("all")) {
      double same = values.real();
      return new Given(name, type, Optional.of(contents(type, shape, _ -> same)));
    }
    List<Attr> items = new ArrayList<>();
    while (!in.at(Kind.END)) {
      items.add(values.attr());
    }
    if (items.size() != Tensor.elements(shape)) {
      throw in.unexpected(Tensor.elements(shape) + " elements, not " + items.size());
    }
    return new Given(name, type, Optional.of(type.dtype().isReal()
        ? contents(type, shape,
            i -> items.get(i) instanceof Attr.Int(long value) ? value : ((Attr.Real) items.get(i)).value())
        : Tensor.integers(type.dtype(), shape, i -> ((Attr.Int) items.get(i)).value())));
  }

  private static Tensor contents(TensorType type, int[] shape, IntToDoubleFunction at) {
    return type.dtype().isReal()
        ? Tensor.reals(type.dtype(), shape, at)
        : Tensor.integers(type.dtype(), shape, i -> (long) at.applyAsDouble(i));
  }

  /** Equal shapes and types, and elements that differ by no more than the digits that a case file writes. */
  static boolean isClose(Tensor found, Tensor expected) {
    boolean close = found.type().equals(expected.type());
    for (int i = 0; close && i < found.elements(); i++) {
      double a = found.real(i);
      double b = expected.real(i);
      close = Double.compare(a, b) == 0 || a == b || Math.abs(a - b) <= 1e-10 * Math.max(1, Math.abs(b));
    }
    return close;
  }

  static String show(Tensor tensor) {
    return tensor.type() + " " + (tensor.dtype().isReal()
        ? Arrays.toString(tensor.toReals())
        : Arrays.toString(tensor.toIntegers()));
  }
}
