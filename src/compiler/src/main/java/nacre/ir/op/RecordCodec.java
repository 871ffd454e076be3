package nacre.ir.op;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;

import nacre.ir.Attr;
import nacre.ir.Dim;

/**
 * Turns the components of an op's record into attributes and back, so that an op says its attributes once. Components
 * are {@code int}, {@code double}, {@code boolean}, {@code String}, an enum, {@link Padding}, {@code List<Integer>},
 * {@code List<Double>} or {@code List<Dim>};
 * a component {@code keepDims} is the attribute {@code keep_dims}.
 */
final class RecordCodec {
  /** A component, and the attribute that it is. */
  private record Component(RecordComponent of, String attribute) {}

  private static final ClassValue<List<Component>> COMPONENTS = new ClassValue<>() {
    @Override
    protected List<Component> computeValue(Class<?> type) {
      return Arrays.stream(type.getRecordComponents()).map(of -> new Component(of, attribute(of))).toList();
    }
  };

  private RecordCodec() {}

  static SequencedMap<String, Attr> encode(Op op) {
    SequencedMap<String, Attr> attributes = new LinkedHashMap<>();
    for (Component component : COMPONENTS.get(op.getClass())) {
      try {
        attributes.put(component.attribute(), encode(component.of().getAccessor().invoke(op)));
      } catch (IllegalAccessException | InvocationTargetException e) {
        throw new IllegalStateException("cannot read " + component.of() + " of " + op, e);
      }
    }
    return attributes;
  }

  static Op decode(Class<? extends Op> type, Map<String, Attr> attributes) {
    List<Component> components = COMPONENTS.get(type);
    Object[] arguments = new Object[components.size()];
    Class<?>[] types = new Class<?>[components.size()];
    for (int i = 0; i < arguments.length; i++) {
      Component component = components.get(i);
      Attr attr = attributes.get(component.attribute());
      if (attr == null) {
        throw new IllegalArgumentException("no `" + component.attribute() + "` for " + type.getSimpleName());
      }
      types[i] = component.of().getType();
      arguments[i] = decode(component.of(), attr);
    }
    try {
      Constructor<? extends Op> constructor = type.getDeclaredConstructor(types);
      return constructor.newInstance(arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("cannot make " + type.getSimpleName(), e);
    }
  }

  private static String attribute(RecordComponent component) {
    return component.getName().replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
  }

  private static Attr encode(Object value) {
    return switch (value) {
      case Integer number -> Attr.of((long) number);
      case Double number -> Attr.of(number);
      case Boolean truth -> Attr.of(truth);
      case String text -> new Attr.Text(text);
      case Enum<?> word -> new Attr.Word(word.name().toLowerCase(Locale.ROOT));
      case Padding.Same _ -> new Attr.Word("same");
      case Padding.Explicit(List<Integer> before, List<Integer> after) -> pairs(before, after);
      case Dim.Known(long size) -> Attr.of(size);
      case Dim dim -> new Attr.Size(dim);
      case List<?> items -> new Attr.Many(items.stream().map(RecordCodec::encode).toList());
      default -> throw new IllegalStateException("no attribute holds a " + value.getClass());
    };
  }

  private static Attr pairs(List<Integer> before, List<Integer> after) {
    List<Attr> pairs = new ArrayList<>();
    for (int i = 0; i < before.size(); i++) {
      pairs.add(Attr.ints(List.of(before.get(i), after.get(i))));
    }
    return new Attr.Many(pairs);
  }

  private static Object decode(RecordComponent component, Attr attr) {
    Class<?> type = component.getType();
    return switch (attr) {
      case Attr.Int(long value) when type == int.class -> Math.toIntExact(value);
      case Attr.Int(long value) when type == double.class -> (double) value;
      case Attr.Real(double value) when type == double.class -> value;
      case Attr.Bool(boolean value) when type == boolean.class -> value;
      case Attr.Text(String text) when type == String.class -> text;
      case Attr.Word(String word) when type.isEnum() -> constant(type, word);
      case Attr.Word(String word) when type == Padding.class && word.equals("same") -> Padding.SAME;
      case Attr.Many(List<Attr> items) when Padding.class.isAssignableFrom(type) ->
          new Padding.Explicit(column(items, 0), column(items, 1));
      case Attr.Many(List<Attr> items) when holds(component, Dim.class) ->
          items.stream().map(RecordCodec::dim).toList();
      case Attr.Many(List<Attr> items) when holds(component, Double.class) ->
          items.stream().map(RecordCodec::real).toList();
      case Attr.Many(List<Attr> items) when type == List.class -> items.stream().map(RecordCodec::integer).toList();
      default -> throw new IllegalArgumentException("`" + attribute(component) + "` cannot be " + attr);
    };
  }

  private static boolean holds(RecordComponent component, Class<?> element) {
    return component.getGenericType() instanceof ParameterizedType list
        && list.getActualTypeArguments()[0] == element;
  }

  private static Object constant(Class<?> type, String word) {
    return Arrays.stream(type.getEnumConstants()).filter(constant -> constant.toString().equalsIgnoreCase(word))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(
            "`" + word + "` is none of " + Arrays.toString(type.getEnumConstants())));
  }

  private static List<Integer> column(List<Attr> pairs, int column) {
    return pairs.stream().map(pair -> switch (pair) {
      case Attr.Many(List<Attr> items) when items.size() == 2 -> integer(items.get(column));
      default -> throw new IllegalArgumentException("found " + pair + ", required a pair (before, after)");
    }).toList();
  }

  private static Integer integer(Attr attr) {
    if (attr instanceof Attr.Int(long value)) {
      return Math.toIntExact(value);
    }
    throw new IllegalArgumentException("found " + attr + ", required an integer");
  }

  private static Double real(Attr attr) {
    return switch (attr) {
      case Attr.Real(double value) -> value;
      case Attr.Int(long value) -> (double) value;
      default -> throw new IllegalArgumentException("found " + attr + ", required a number");
    };
  }

  private static Dim dim(Attr attr) {
    return switch (attr) {
      case Attr.Int(long value) -> Dim.of(value);
      case Attr.Size(Dim dim) -> dim;
      default -> throw new IllegalArgumentException("found " + attr + ", required an extent");
    };
  }
}
