package nacre.ir.op;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/** Every op that a text may call, read off {@link Op}'s permits clause. */
public final class Ops {
  private static final SequencedMap<String, OpSpec> BY_NAME = byName();

  private Ops() {}

  /** All specs, in alphabetical order of the classes. */
  public static List<OpSpec> all() {
    return BY_NAME.values().stream().distinct().toList();
  }

  /** The op of that name or alias. */
  public static Optional<OpSpec> named(String name) {
    return Optional.ofNullable(BY_NAME.get(name));
  }

  /** Names and aliases, for suggestions. */
  public static List<String> names() {
    return List.copyOf(BY_NAME.keySet());
  }

  private static SequencedMap<String, OpSpec> byName() {
    SequencedMap<String, OpSpec> specs = new LinkedHashMap<>();
    for (Class<?> type : permitted()) {
      spec(type).ifPresent(spec -> {
        specs.put(spec.name(), spec);
        spec.aliases().keySet().forEach(alias -> specs.put(alias, spec));
      });
    }
    return specs;
  }

  private static List<Class<?>> permitted() {
    List<Class<?>> leaves = new ArrayList<>();
    Deque<Class<?>> open = new ArrayDeque<>(List.of(Op.class));
    while (!open.isEmpty()) {
      Class<?> type = open.pop();
      if (type.isSealed()) {
        for (Class<?> permitted : type.getPermittedSubclasses()) {
          open.add(permitted);
        }
      } else {
        leaves.add(type);
      }
    }
    return leaves;
  }

  private static Optional<OpSpec> spec(Class<?> type) {
    try {
      return Optional.of((OpSpec) type.getDeclaredField("SPEC").get(null));
    } catch (NoSuchFieldException e) {
      return Optional.empty();
    } catch (IllegalAccessException e) {
      throw new IllegalStateException("cannot read the spec of " + type, e);
    }
  }
}
