package nacre.syntax.resolve;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.stream.Stream;
import nacre.ir.op.OpSpec;
import nacre.ir.op.SettingKind;

/**
 * What a call may say.
 *
 * @param slots  filled by position, or by name
 * @param named  filled by name only
 * @param words  other names for some of the slots, as frameworks have them
 * @param inputs how many of the slots come first and are open in an op or block that is an argument
 */
record Signature(String callee, List<Slot> slots, List<Slot> named, Map<String, String> words, int inputs) {
  static final String LAYOUT = "layout";
  static final String INIT = "init";
  static final String INIT_OF = "_init";

  /** A place for an argument. */
  record Slot(String name, Expect expect) {}

  Signature {
    slots = List.copyOf(slots);
    named = List.copyOf(named);
    words = Map.copyOf(words);
  }

  static Signature of(Callee.OfOp op) {
    OpSpec spec = op.spec();
    Stream<Slot> layout = spec.settings().stream().anyMatch(setting -> namesChannels(setting.kind()))
        ? Stream.of(new Slot(LAYOUT, Expect.words(Layouts.NAMES)))
        : Stream.empty();
    Stream<Slot> inputs = spec.inputs().stream().map(input -> new Slot(input.name(), Expect.VALUE));
    Stream<Slot> settings = spec.settings().stream().map(setting -> new Slot(setting.name(), expect(setting.kind())));
    SequencedSet<String> switches = new LinkedHashSet<>();
    spec.params().forEach(param -> {
      switches.add(param.name());
      param.toggle().ifPresent(switches::add);
    });
    List<Slot> inits = spec.params().isEmpty()
        ? List.of()
        : Stream.concat(Stream.of(INIT), spec.params().stream().map(param -> param.name() + INIT_OF))
            .map(name -> new Slot(name, Expect.INITIALISER)).toList();
    Stream<Slot> named = Stream.of(switches.stream().map(name -> new Slot(name, Expect.VALUE)), inits.stream(), layout)
        .flatMap(slots -> slots);
    return new Signature(op.written(), Stream.concat(inputs, settings).toList(), named.toList(), words(spec),
        spec.inputs().size());
  }

  /** Names of parameters in other frameworks, where they tell which one is meant. */
  private static Map<String, String> words(OpSpec spec) {
    Map<String, String> words = new HashMap<>();
    for (OpSpec.ParamSpec param : spec.params()) {
      if (spec.params().stream().filter(other -> other.role() == param.role()).count() == 1) {
        param.role().words().forEach(word -> words.put(word, param.name()));
      }
    }
    return words;
  }

  static Signature of(BlockDef def, String written) {
    List<Slot> slots = def.params().stream().map(param -> new Slot(param.name(), param.type().expect())).toList();
    int inputs = (int) def.params().stream().takeWhile(Parameter::isInput).count();
    return new Signature(written, slots, List.of(), Map.of(), inputs);
  }

  Optional<Slot> slot(String name) {
    return exactly(name).or(() -> Optional.ofNullable(words.get(name)).flatMap(this::exactly));
  }

  private Optional<Slot> exactly(String name) {
    return Stream.concat(slots.stream(), named.stream()).filter(slot -> slot.name().equals(name)).findFirst();
  }

  /** Whether a slot holds an initial value. */
  static boolean isInit(Slot slot) {
    return slot.name().equals(INIT) || slot.name().endsWith(INIT_OF);
  }

  List<String> names() {
    return Stream.concat(slots.stream(), named.stream()).map(Slot::name).toList();
  }

  /** Whether a setting may be said as {@code channels}: what a layout changes the meaning of. */
  private static boolean namesChannels(SettingKind kind) {
    return kind instanceof SettingKind.Axis || kind instanceof SettingKind.Axes;
  }

  private static Expect expect(SettingKind kind) {
    return switch (kind) {
      case SettingKind.Word(List<String> choices) -> Expect.words(choices);
      case SettingKind.Pads _ -> Expect.words(List.of("same", "valid"));
      case SettingKind.Axis _ -> Expect.words(List.of("channels"));
      case SettingKind.Axes _ -> Expect.words(List.of("channels", "all"));
      default -> Expect.VALUE;
    };
  }
}
