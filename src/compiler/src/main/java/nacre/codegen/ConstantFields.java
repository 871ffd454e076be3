package nacre.codegen;

import com.palantir.javapoet.CodeBlock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nacre.kernels.call.Call;
import nacre.kernels.call.Gemm;
import nacre.kernels.weights.Packed;

/** The fields of one emitted class that hold calls and constants: equal ones are one field. */
final class ConstantFields {
  private record PackKey(Call call, List<Integer> constants) {}

  /** A field, what it is initialised with, and for a constant what is asked of the weights. */
  record Field(String name, Class<?> type, CodeBlock value) {}

  private final Plan plan;
  private final Map<Call, String> calls = new LinkedHashMap<>();
  private final Map<PackKey, String> packed = new LinkedHashMap<>();
  private final Map<Integer, String> stored = new LinkedHashMap<>();

  ConstantFields(Plan plan) {
    this.plan = plan;
  }

  /** The field of a call, named for the first step that makes it. */
  String call(Call call, int step) {
    return calls.computeIfAbsent(call, _ -> "C" + step);
  }

  /** The field of a step's packed weights. */
  String packed(Step step) {
    call(step.call(), step.number());
    return packed.computeIfAbsent(new PackKey(step.call(), step.packed()), _ -> "c" + step.number());
  }

  /** The field of a constant that is read as it is. */
  String stored(int constant) {
    return stored.computeIfAbsent(constant, id -> "s" + id);
  }

  List<Field> calls() {
    List<Field> fields = new ArrayList<>();
    calls.forEach((call, name) -> fields.add(new Field(name, call.getClass(), CallText.of(call))));
    fields.sort(Comparator.comparing(field -> Integer.parseInt(field.name().substring(1))));
    return fields;
  }

  /** Constants, each with what the constructor asks of its parameter {@code weights}. */
  List<Field> constants() {
    List<Field> fields = new ArrayList<>();
    packed.forEach((key, name) -> fields.add(new Field(name, Packed.class, pack(key))));
    stored.forEach(
        (id, name) -> fields.add(new Field(name, nacre.kernels.run.Slot.class, store(plan.constants().get(id)))));
    return fields;
  }

  private CodeBlock pack(PackKey key) {
    String family = key.call() instanceof Gemm ? "gemm" : "conv";
    String call = calls.getOrDefault(key.call(), "");
    String weight = plan.constants().get(key.constants().getFirst()).name();
    String path = weight.endsWith(".weight") ? weight.substring(0, weight.length() - ".weight".length()) : "";
    boolean hasBias = key.constants().size() > 1;
    String bias = hasBias ? plan.constants().get(key.constants().get(1)).name() : path + ".bias";
    return !path.isEmpty() && bias.equals(path + ".bias")
        ? CodeBlock.of("weights.$L($N, $L)", family, call, JavaText.literal(path))
        : CodeBlock.of("weights.$L($N, $L, $L)", family, call, JavaText.literal(weight),
            JavaText.literal(hasBias ? bias : ""));
  }

  private static CodeBlock store(Constant constant) {
    String method = constant.stored().dtype().isReal() ? "constant" : "wholeConstant";
    CodeBlock.Builder text = CodeBlock.builder().add("weights.$L($L", method, JavaText.literal(constant.name()));
    constant.stored().dims().forEach(dim -> text.add(", $L", dim));
    return text.add(")").build();
  }
}
