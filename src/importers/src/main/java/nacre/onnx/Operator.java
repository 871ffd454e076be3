package nacre.onnx;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import nacre.importers.UnsupportedException;

/**
 * An operator of ONNX: what Nacre takes of it, and how that is said in Nacre. These entries decide: an attribute, input or
 * result that one does not list makes a node unknown, and its mapping may ask for none but those. The matrix of what is
 * supported is printed from them.
 *
 * @param since      the first version that is known
 * @param attributes in the order in which they are shown; for one version no name is there twice
 * @param inputs     by version; in each version the first is input 0. A name that ends in dots stands for any number
 * @param results    in their order
 * @param limits     what makes a node unknown though all of its parts are known
 */
public record Operator(String name, Mapping mapping, int since, List<Setting> attributes, List<Setting> inputs,
    List<Setting> results, List<Limit> limits) {
  private static final String DOTS = "...";
  private static final String KNOWN = "!";

  /** A reason for which a node is unknown. */
  public record Limit(String why, Predicate<Call> reached) {}

  public Operator {
    attributes = List.copyOf(attributes);
    inputs = List.copyOf(inputs);
    results = List.copyOf(results);
    limits = List.copyOf(limits);
  }

  /** One without attributes, of one result. */
  public static Operator of(String name, Mapping mapping) {
    return new Operator(name, mapping, 1, List.of(), List.of(), from(1, List.of(), ""), List.of());
  }

  /** Known from a version on only. */
  public Operator since(int version) {
    return new Operator(name, mapping, version, attributes, inputs, results, limits);
  }

  private Operator with(Stream<Setting> more) {
    return new Operator(name, mapping, since, Stream.concat(attributes.stream(), more).toList(), inputs, results,
        limits);
  }

  /** Attributes that may say anything. */
  public Operator attributes(String... names) {
    return with(Arrays.stream(names).map(each -> Setting.always(each, new Support.Taken())));
  }

  /** Attributes that newer versions do not have. */
  public Operator attributesBefore(int version, String... names) {
    return with(Arrays.stream(names).map(each -> new Setting(each, 1, version, new Support.Taken())));
  }

  /** Attributes that say nothing about results at inference. */
  public Operator ignores(String... names) {
    return with(Arrays.stream(names).map(each -> Setting.always(each, new Support.Ignored())));
  }

  /** An attribute with the values that are known. */
  public Operator only(String attribute, Object... values) {
    return with(Stream.of(
        Setting.always(attribute, new Support.Only(Arrays.stream(values).map(String::valueOf).toList()))));
  }

  /** An attribute that is a list of these words in turn. */
  public Operator repeats(String attribute, String... words) {
    return with(Stream.of(Setting.always(attribute, new Support.Repeats(List.of(words)))));
  }

  /** An attribute that is a number of a range. */
  public Operator within(String attribute, double least, double most) {
    return with(Stream.of(Setting.always(attribute, new Support.Within(least, most))));
  }

  /** Attributes that make a node unknown, and why. */
  public Operator no(String why, String... names) {
    return with(Arrays.stream(names).map(each -> Setting.always(each, new Support.Refused(why))));
  }

  /** Inputs in their order; a `!` behind a name says that contents must be known when a model is compiled. */
  public Operator inputs(String... names) {
    return inputs(1, names);
  }

  /** Inputs from a version on, in place of those of the versions before. */
  public Operator inputs(int from, String... names) {
    return new Operator(name, mapping, since, attributes, from(from, inputs, names), results, limits);
  }

  private static List<Setting> from(int version, List<Setting> before, String... names) {
    List<Setting> all = new ArrayList<>();
    for (Setting part : before) {
      all.add(part.until() < version ? part : new Setting(part.name(), part.from(), version, part.support()));
    }
    for (String part : names) {
      boolean known = part.endsWith(KNOWN);
      all.add(new Setting(known ? part.substring(0, part.length() - 1) : part, version, Integer.MAX_VALUE,
          known ? new Support.Known() : new Support.Taken()));
    }
    return all;
  }

  /** The next input, which makes a node unknown. */
  public Operator noInput(String input, String why) {
    return new Operator(name, mapping, since, attributes,
        Stream.concat(inputs.stream(), Stream.of(Setting.always(input, new Support.Refused(why)))).toList(), results,
        limits);
  }

  /** Results in their order; of those behind them nothing is known. */
  public Operator results(String... names) {
    return new Operator(name, mapping, since, attributes, inputs, from(1, List.of(), names), limits);
  }

  /** Results from a version on, in place of those of the versions before. */
  public Operator results(int from, String... names) {
    return new Operator(name, mapping, since, attributes, inputs, from(from, results, names), limits);
  }

  /** The next result, which makes a node unknown where it is read. */
  public Operator noResult(String result, String why) {
    return new Operator(name, mapping, since, attributes, inputs,
        Stream.concat(results.stream(), Stream.of(Setting.always(result, new Support.Refused(why)))).toList(), limits);
  }

  public Operator limit(String why, Predicate<Call> reached) {
    return new Operator(name, mapping, since, attributes, inputs, results,
        Stream.concat(limits.stream(), Stream.of(new Limit(why, reached))).toList());
  }

  /** Its first input holds reals. */
  public Operator reals() {
    return limit("it is computed for reals only", call -> !call.dtype(0).isReal());
  }

  /** Adds the nodes that a node of this operator means. */
  void map(Call call) {
    call.hold(this);
    limits.stream().filter(limit -> limit.reached().test(call)).findFirst().ifPresent(limit -> {
      throw new UnsupportedException(limit.why());
    });
    mapping.map(call);
  }

  /** What is known of an attribute in a version. */
  public Optional<Setting> attribute(String attribute, int version) {
    return attributes.stream().filter(each -> each.name().equals(attribute) && each.holds(version)).findFirst();
  }

  /** What is known of an input in a version. */
  public Optional<Setting> input(int place, int version) {
    return at(place, version, inputs);
  }

  /** What is known of a result in a version. */
  public Optional<Setting> result(int place, int version) {
    return at(place, version, results);
  }

  private static Optional<Setting> at(int place, int version, List<Setting> parts) {
    List<Setting> there = parts.stream().filter(each -> each.holds(version)).toList();
    if (place < there.size()) {
      return Optional.of(there.get(place));
    }
    return there.isEmpty() || !there.getLast().name().endsWith(DOTS) ? Optional.empty() : Optional.of(there.getLast());
  }
}
