package nacre.decompile;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import nacre.ir.TensorType;

/** The parameters of a block in the making, with their values in each of its runs. */
final class ParameterList {
  /** Settings that say the size of something: those of one size are one parameter, whatever they are called. */
  private static final Set<String> SIZES =
      Set.of("filters", "units", "groups", "size", "sizes", "features", "parts", "heads", "key_heads");
  private static final Set<String> WINDOWS = Set.of("padding", "dilation");
  /** How often something else may be a multiple of a size. */
  private static final List<Long> FACTORS = List.of(2L, 3L, 4L, 6L, 8L);
  /** A size below this may equal another by chance. */
  private static final long TELLING = 8;

  /** A parameter; whether it is required, and its value in each run. */
  private record Param(String name, boolean required, List<Leaf> values) {}

  private final List<List<TensorType>> entries;
  private final Layout layout;
  private final List<Param> params = new ArrayList<>();
  private final Set<String> taken = new HashSet<>();

  /** @param entries for each run the types of the tensors that it reads */
  ParameterList(List<List<TensorType>> entries, Layout layout) {
    this.entries = entries;
    this.layout = layout;
  }

  /** A parameter with these values that means the same. */
  Optional<Arg> equal(String setting, List<Leaf> values) {
    for (int i = 0; i < params.size(); i++) {
      if (params.get(i).values().equals(values) && alike(setting, params.get(i).name(), values)) {
        return Optional.of(new Arg.Parameter(i));
      }
    }
    return Optional.empty();
  }

  private static boolean alike(String setting, String param, List<Leaf> values) {
    String stem = param.replaceAll("_\\d+$", "");
    boolean telling = values.stream().allMatch(leaf -> leaf instanceof Leaf.Whole(long value) && value >= TELLING);
    return stem.equals(setting) || WINDOWS.contains(stem) && WINDOWS.contains(setting)
        || telling && SIZES.contains(stem) && SIZES.contains(setting);
  }

  /** A multiple or part of a size, or half a kernel. */
  Optional<Arg> derived(String setting, List<Leaf> values) {
    Stream<Arg> bases = Stream.concat(
        IntStream.range(0, params.size()).filter(i -> related(setting, params.get(i).name())).<Arg>mapToObj(
            Arg.Parameter::new),
        SIZES.contains(setting) ? channels().stream() : Stream.empty());
    Stream<Arg> candidates = bases.flatMap(base -> setting.equals("padding")
        ? Stream.of(new Arg.Over(base, 2))
        : FACTORS.stream().flatMap(factor -> Stream.of(new Arg.Times(base, factor), new Arg.Over(base, factor))));
    return candidates.filter(arg -> matches(arg, values) == values.size()).findFirst();
  }

  private static boolean related(String setting, String param) {
    String stem = param.replaceAll("_\\d+$", "");
    return setting.equals("padding") ? stem.equals("kernel") : SIZES.contains(setting) && SIZES.contains(stem);
  }

  private List<Arg> channels() {
    List<TensorType> first = entries.getFirst();
    return first.isEmpty() || !first.getFirst().isRanked() || first.getFirst().rank() == 0
        ? List.of()
        : List.of(new Arg.Extent(0, layout.axes(first.getFirst().rank()).channels(), true));
  }

  private long matches(Arg arg, List<Leaf> values) {
    return IntStream.range(0, values.size())
        .filter(run -> arg.value(column(run), entries.get(run)).equals(Optional.of(values.get(run)))).count();
  }

  private List<Leaf> column(int run) {
    return params.stream().map(param -> param.values().get(run)).toList();
  }

  Arg added(Abstraction.Named leaf, List<Leaf> values) {
    String name = leaf.name();
    for (int i = 2; !taken.add(name); i++) {
      name = leaf.name() + "_" + i;
    }
    params.add(new Param(name, leaf.required(), values));
    return new Arg.Parameter(params.size() - 1);
  }

  /** Those that must be said before those that need not be. */
  Ordered ordered() {
    List<Integer> order = IntStream.range(0, params.size()).boxed()
        .sorted(Comparator.comparing(i -> !params.get(i).required())).toList();
    Map<Integer, Integer> places = new LinkedHashMap<>();
    order.forEach(index -> places.put(index, places.size()));
    List<Block.Parameter> made = new ArrayList<>();
    for (int index : order) {
      Param param = params.get(index);
      made.add(new Block.Parameter(param.name(), param.values().getFirst().type(),
          param.required() ? Optional.empty() : Optional.of(fallback(param, places))));
    }
    return new Ordered(made, order.stream().map(index -> params.get(index).values()).toList(), places);
  }

  /** What holds in most runs: half a kernel for a padding, or a value. */
  private Arg fallback(Param param, Map<Integer, Integer> places) {
    Map<Leaf, Integer> counts = new LinkedHashMap<>();
    param.values().forEach(value -> counts.merge(value, 1, Integer::sum));
    Map.Entry<Leaf, Integer> mode = counts.entrySet().stream()
        .reduce((a, b) -> b.getValue() > a.getValue() ? b : a).orElseThrow();
    if (param.name().equals("padding")) {
      for (int i = 0; i < params.size(); i++) {
        Arg half = new Arg.Over(new Arg.Parameter(i), 2);
        if (params.get(i).name().equals("kernel") && matches(half, param.values()) > mode.getValue()) {
          return new Arg.Over(new Arg.Parameter(places.getOrDefault(i, i)), 2);
        }
      }
    }
    return new Arg.Said(mode.getKey());
  }

  /**
   * The parameters in their order.
   *
   * @param places where each was before
   */
  record Ordered(List<Block.Parameter> params, List<List<Leaf>> values, Map<Integer, Integer> places) {
    Arg renumbered(Arg arg) {
      return switch (arg) {
        case Arg.Parameter(int index) -> new Arg.Parameter(places.getOrDefault(index, index));
        case Arg.Times(Arg of, long factor) -> new Arg.Times(renumbered(of), factor);
        case Arg.Over(Arg of, long divisor) -> new Arg.Over(renumbered(of), divisor);
        case Arg.Said _, Arg.Extent _ -> arg;
      };
    }

    List<Leaf> leaves(int run) {
      return values.stream().map(each -> each.get(run)).toList();
    }

    List<Boolean> implied(int run, List<TensorType> entries) {
      List<Leaf> leaves = leaves(run);
      return IntStream.range(0, params.size())
          .mapToObj(i -> params.get(i).fallback()
              .map(arg -> arg.value(leaves, entries).equals(Optional.of(leaves.get(i)))).orElse(false))
          .toList();
    }
  }
}
