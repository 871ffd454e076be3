package nacre.decompile;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import nacre.ir.DType;
import nacre.ir.Shape;
import nacre.ir.TensorType;
import nacre.ir.Type;

/**
 * Runs that differ in numbers alone as one body with parameters. What is equal everywhere is said in the body; what
 * follows from a tensor's shape or another parameter is calculated; only the rest becomes a parameter.
 *
 * @param calls one per run
 */
record Abstraction(Body body, List<Block.Parameter> params, List<Use> calls) {
  /** What one run says: the parameters, and which of them need not be said. */
  record Use(List<Leaf> leaves, List<Boolean> implied) {
    double cost() {
      return 1 + 0.5 * implied.stream().filter(each -> !each).count();
    }
  }

  /** Empty if symbolic extents in it follow from no tensor that it reads. */
  static Optional<Abstraction> of(Windows windows, List<Integer> starts, int length, Map<Integer, List<Type>> types,
      Layout layout) {
    Maker maker = new Maker(windows, starts, length, types, layout);
    return maker.args() ? Optional.of(maker.make()) : Optional.empty();
  }

  /** Makes one. */
  private static final class Maker {
    private final Windows windows;
    private final List<Integer> starts;
    private final int length;
    private final Layout layout;
    /** For each run the types of what it reads. */
    private final List<List<TensorType>> entries;
    private final List<Arg> args = new ArrayList<>();
    private final ParameterList params;

    Maker(Windows windows, List<Integer> starts, int length, Map<Integer, List<Type>> types, Layout layout) {
      this.layout = layout;
      this.windows = windows;
      this.starts = starts;
      this.length = length;
      this.entries = starts.stream().map(start -> windows.entries(start, length).stream()
          .map(ref -> tensor(types, ref)).toList()).toList();
      this.params = new ParameterList(entries, layout);
    }

    private static TensorType tensor(Map<Integer, List<Type>> types, Step.Ref ref) {
      return types.getOrDefault(ref.step(), List.of()).get(ref.port()) instanceof TensorType type
          ? type
          : new TensorType(DType.F32, new Shape.Unranked());
    }

    /** Finds how each leaf is said; false if one cannot be. */
    boolean args() {
      for (int line = 0; line < length; line++) {
        int at = line;
        List<Step> column = starts.stream().map(start -> windows.run(start, length).get(at)).toList();
        List<Named> leaves = Named.of(column.getFirst().callee());
        for (int leaf = 0; leaf < leaves.size(); leaf++) {
          int position = leaf;
          Optional<Arg> arg = arg(leaves.get(leaf), column.stream().map(step -> step.leaves().get(position)).toList());
          if (arg.isEmpty()) {
            return false;
          }
          args.add(arg.get());
        }
      }
      return true;
    }

    private Optional<Arg> arg(Named leaf, List<Leaf> values) {
      boolean symbolic = values.stream().anyMatch(Leaf.Size.class::isInstance);
      boolean constant = values.stream().distinct().count() == 1;
      if (symbolic) {
        return extent(values, false);
      }
      if (constant) {
        return Optional.of(new Arg.Said(values.getFirst()));
      }
      return (values.getFirst() instanceof Leaf.Whole ? extent(values, true) : Optional.<Arg>empty())
          .or(() -> values.getFirst() instanceof Leaf.Whole ? params.derived(leaf.name(), values) : Optional.empty())
          .or(() -> params.equal(leaf.name(), values))
          .or(() -> Optional.of(params.added(leaf, values)));
    }

    /** An extent of a tensor that is read; only the number of channels is looked for where others would be chance. */
    private Optional<Arg> extent(List<Leaf> values, boolean channelsOnly) {
      for (int entry = 0; entry < entries.getFirst().size(); entry++) {
        int tensor = entry;
        TensorType first = entries.getFirst().get(entry);
        for (int axis = 0; first.isRanked() && axis < first.rank(); axis++) {
          boolean channels = axis == layout.axes(first.rank()).channels();
          Arg arg = new Arg.Extent(tensor, axis, channels);
          boolean same = IntStream.range(0, values.size())
              .allMatch(i -> entries.get(i).get(tensor).isRanked()
                  && entries.get(i).get(tensor).rank() == first.rank()
                  && arg.value(List.of(), entries.get(i)).equals(Optional.of(values.get(i))));
          if (same && (channels || !channelsOnly)) {
            return Optional.of(arg);
          }
        }
      }
      return Optional.empty();
    }

    Abstraction make() {
      ParameterList.Ordered ordered = params.ordered();
      List<Arg> said = args.stream().map(ordered::renumbered).toList();
      List<List<Boolean>> implied = IntStream.range(0, length)
          .mapToObj(line -> everywhere(starts.stream()
              .map(start -> windows.run(start, length).get(line).implied()).toList()))
          .toList();
      Body body = windows.body(starts.getFirst(), length, said, implied);
      List<Use> calls = IntStream.range(0, starts.size())
          .mapToObj(run -> new Use(ordered.leaves(run), ordered.implied(run, entries.get(run)))).toList();
      return new Abstraction(body, ordered.params(), calls);
    }

    private static List<Boolean> everywhere(List<List<Boolean>> all) {
      return IntStream.range(0, all.getFirst().size())
          .mapToObj(setting -> all.stream().allMatch(each -> each.get(setting))).toList();
    }
  }

  /** A leaf by the name of its setting or input. */
  record Named(String name, boolean required) {
    static List<Named> of(Callee callee) {
      List<Named> all = new ArrayList<>();
      callee.ports().stream().filter(Callee.Port::literal)
          .forEach(port -> all.add(new Named(callee instanceof Callee.Operation op ? literal(op.name()) : port.name(),
              true)));
      for (Callee.Setting setting : callee.settings()) {
        for (int i = 0; i < setting.leaves(); i++) {
          all.add(new Named(setting.name(), setting.required()));
        }
      }
      return all;
    }

    private static String literal(String op) {
      return switch (op) {
        case "mul", "div" -> "factor";
        case "add", "sub" -> "offset";
        case "pow" -> "exponent";
        default -> "value";
      };
    }
  }

}
