package nacre.keras;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import nacre.importers.UnsupportedException;
import nacre.ir.Operand;
import nacre.keras.file.Config;

/**
 * A layer of Keras: what Nacre takes of it, and how that is said in Nacre. These entries decide: a setting that one does not
 * list makes a layer unknown, and its mapping may ask for none but those.
 *
 * @param name     its class; several entries may have the same mapping
 * @param settings by the names of Keras 2 and 3
 * @param former   these names by those of Keras 1
 * @param masking  what becomes of a mask
 * @param limits   what makes a layer unknown though all of its settings are known
 */
public record Kind(String name, Mapping mapping, Set<String> settings, Map<String, String> former, Masking masking,
    List<Limit> limits) {
  /** Settings of every layer that say nothing about its results at inference. */
  private static final Set<String> COMMON = Set.of("name", "trainable", "dtype", "batch_input_shape", "batch_shape",
      "input_shape", "input_dtype", "input_dim", "input_length", "seed", "autocast", "weights", "consume_less");
  /** Endings of settings that say how parameters start, and what training does to them. */
  private static final List<String> TRAINING = List.of("initializer", "regularizer", "constraint", "init");

  /** A reason for which a layer is unknown. */
  public record Limit(String why, Predicate<Call> reached) {}

  /** What a layer does where steps of its operand are to be left out. */
  public enum Masking {
    /** It treats them as any other step, and so do those behind it that leave them out. */
    PASSES,
    /** Nothing behind it knows of them. */
    ENDS,
    /** It leaves them out, which Nacre does not; it is unknown then. */
    REFUSES,
    /** It leaves them out, and its mapping sees to that. */
    READS
  }

  public Kind {
    settings = Set.copyOf(settings);
    former = Map.copyOf(former);
    limits = List.copyOf(limits);
  }

  /** One of one result. */
  public static Kind of(String name, Function<Call, Operand> mapping) {
    return ofSeveral(name, call -> List.of(mapping.apply(call)));
  }

  /** One of several results. */
  public static Kind ofSeveral(String name, Mapping mapping) {
    return new Kind(name, mapping, Set.of(), Map.of(), Masking.ENDS, List.of());
  }

  public Kind takes(String... names) {
    Set<String> more = new HashSet<>(settings);
    more.addAll(Arrays.asList(names));
    return new Kind(name, mapping, more, former, masking, limits);
  }

  /** Settings that say nothing about results at inference. */
  public Kind ignores(String... names) {
    return takes(names);
  }

  /** What Keras 1 called a setting. */
  public Kind formerly(String then, String now) {
    Map<String, String> more = new HashMap<>(former);
    more.put(then, now);
    return new Kind(name, mapping, settings, more, masking, limits);
  }

  public Kind masks(Masking use) {
    return new Kind(name, mapping, settings, former, use, limits);
  }

  public Kind limit(String why, Predicate<Call> reached) {
    return new Kind(name, mapping, settings, former, masking,
        Stream.concat(limits.stream(), Stream.of(new Limit(why, reached))).toList());
  }

  /** The settings of a layer of this kind. */
  Settings settings(Config config) {
    return new Settings(config, former, settings);
  }

  /** Why a layer with these settings is unknown, if it is. */
  Optional<String> refusal(Settings said) {
    return said.names().stream().filter(setting -> !isKnown(setting)).findFirst()
        .map(setting -> "nothing is known of its setting `" + setting + "`");
  }

  private boolean isKnown(String setting) {
    return settings.contains(setting) || COMMON.contains(setting) || TRAINING.stream().anyMatch(setting::endsWith);
  }

  List<Operand> map(Call call) {
    limits.stream().filter(limit -> limit.reached().test(call)).findFirst().ifPresent(limit -> {
      throw new UnsupportedException(limit.why());
    });
    return mapping.map(call);
  }
}
