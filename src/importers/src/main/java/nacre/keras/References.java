package nacre.keras;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.Consumer;
import nacre.importers.InvalidModelException;
import nacre.ir.Operand;
import nacre.keras.file.Config;
import nacre.keras.file.JsonValue;

/** Reads what layers are applied to, as Keras 1 and 2 write it in lists and Keras 3 in objects. */
final class References {
  private static final String TENSOR = "__keras_tensor__";
  private static final String HISTORY = "keras_history";
  private static final String CONSTANT = "_CONSTANT_VALUE";

  /** A result of an application of a layer. */
  record Reference(String layer, int node, int tensor) {}

  /** What one application is given; the references in it are to be replaced by operands. */
  sealed interface Slot {
    record Result(Reference of) implements Slot {}

    record Said(JsonValue value) implements Slot {}

    record Several(List<Slot> items) implements Slot {}
  }

  record Slots(List<Slot> inOrder, SequencedMap<String, Slot> named) {
    void forEach(Consumer<Reference> consumer) {
      inOrder.forEach(slot -> visit(slot, consumer));
      named.values().forEach(slot -> visit(slot, consumer));
    }

    private static void visit(Slot slot, Consumer<Reference> consumer) {
      switch (slot) {
        case Slot.Result(Reference of) -> consumer.accept(of);
        case Slot.Several(List<Slot> items) -> items.forEach(item -> visit(item, consumer));
        case Slot.Said _ -> {}
      }
    }
  }

  private References() {}

  /** Inputs or outputs of a model: one, or lists or objects of some. */
  static List<Reference> ends(JsonValue value) {
    List<Reference> all = new ArrayList<>();
    collect(value, all);
    return all;
  }

  private static void collect(JsonValue value, List<Reference> into) {
    if (value.isObject() && !Values.isList(value)) {
      Config named = value.object();
      named.keys().forEach(key -> collect(named.value(key), into));
    } else if (isReference(value)) {
      into.add(reference(value));
    } else {
      Values.items(value).forEach(item -> collect(item, into));
    }
  }

  private static boolean isReference(JsonValue value) {
    if (!Values.isList(value)) {
      return false;
    }
    List<JsonValue> items = Values.items(value);
    return items.size() >= 3 && items.getFirst().isText() && items.get(1).isNumber() && items.get(2).isNumber();
  }

  private static Reference reference(JsonValue value) {
    if (!isReference(value)) {
      throw value.problem("the name of a layer and two numbers");
    }
    List<JsonValue> items = Values.items(value);
    return new Reference(items.get(0).text(), Values.integer(items.get(1)), Values.integer(items.get(2)));
  }

  /** What one application of a layer is given. */
  static Slots slots(JsonValue node) {
    return node.isObject() && !Values.isList(node) ? current(node.object()) : listed(node);
  }

  private static Slots current(Config node) {
    List<Slot> inOrder = new ArrayList<>();
    node.optionalList("args").forEach(argument -> inOrder.add(slot(argument)));
    SequencedMap<String, Slot> named = new LinkedHashMap<>();
    node.optionalObject("kwargs").ifPresent(given -> given.keys().forEach(
        key -> given.optional(key).ifPresent(value -> named.put(key, slot(value)))));
    return new Slots(inOrder, named);
  }

  private static Slot slot(JsonValue value) {
    if (Values.isList(value)) {
      return new Slot.Several(Values.items(value).stream().map(References::slot).toList());
    }
    if (value.isObject() && value.object().has("class_name") && value.object().text("class_name").equals(TENSOR)) {
      return new Slot.Result(reference(value.object().object("config").value(HISTORY)));
    }
    return new Slot.Said(value);
  }

  /** A list of {@code [layer, node, tensor, named]}; the names given with any of them are for the application. */
  private static Slots listed(JsonValue node) {
    List<Slot> inOrder = new ArrayList<>();
    SequencedMap<String, Slot> named = new LinkedHashMap<>();
    List<JsonValue> given = isReference(node) ? List.of(node) : Values.items(node);
    for (JsonValue one : given) {
      List<JsonValue> items = Values.items(one);
      boolean constant = items.size() >= 3 && items.getFirst().isText() && items.getFirst().text().equals(CONSTANT);
      inOrder.add(constant ? new Slot.Said(items.get(2)) : new Slot.Result(reference(one)));
      if (items.size() > 3 && items.get(3).isObject()) {
        Config more = items.get(3).object();
        more.keys().forEach(key -> more.optional(key).ifPresent(value -> named.put(key, argument(value))));
      }
    }
    return new Slots(inOrder, named);
  }

  /** A named argument; a list that looks like a result is one. */
  private static Slot argument(JsonValue value) {
    if (isReference(value)) {
      return Values.items(value).getFirst().text().equals(CONSTANT) ? new Slot.Said(Values.items(value).get(2))
          : new Slot.Result(reference(value));
    }
    if (Values.isList(value) && !Values.items(value).isEmpty()
        && Values.items(value).stream().allMatch(References::isReference)) {
      return new Slot.Several(Values.items(value).stream().map(References::argument).toList());
    }
    return new Slot.Said(value);
  }

  /** What an application is given, with operands for the results of others. */
  static Arguments resolved(Slots slots, Map<Reference, Operand> results) {
    SequencedMap<String, Argument> named = new LinkedHashMap<>();
    slots.named().forEach((name, slot) -> named.put(name, resolved(slot, results)));
    return new Arguments(slots.inOrder().stream().map(slot -> resolved(slot, results)).toList(), named);
  }

  private static Argument resolved(Slot slot, Map<Reference, Operand> results) {
    return switch (slot) {
      case Slot.Said(JsonValue value) -> new Argument.Said(value);
      case Slot.Several(List<Slot> items) ->
          new Argument.Several(items.stream().map(item -> resolved(item, results)).toList());
      case Slot.Result(Reference of) -> {
        Operand operand = results.get(of);
        if (operand == null) {
          throw new InvalidModelException("it reads result " + of.tensor() + " of `" + of.layer()
              + "`, which has no such result");
        }
        yield new Argument.Given(operand);
      }
    };
  }
}
