package nacre.codegen;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.lang.model.element.Modifier;
import nacre.ir.Location;
import nacre.kernels.run.Slot;
import nacre.kernels.run.Worker;
import nacre.kernels.weights.Packed;

/** Some regions with their calls and constants: the emitted class itself, or a class nested in it. */
final class EmittedPart {
  /** A method that several regions share: where it is, and what it is called. */
  record Method(EmittedPart host, String name) {}

  /** The regions of one shape, and their method once it is emitted. */
  record Shared(List<Region> regions, Optional<Method> method) {
    Shared in(Method emitted) {
      return new Shared(regions, Optional.of(emitted));
    }
  }

  private static final int MOST_NAMED = 4;

  private final Optional<ClassName> nested;
  private final ClassName memory;
  private final ConstantFields constants;
  private final List<RegionCode.Instance> instances = new ArrayList<>();

  /** @param nested the class that this becomes, if it is not the emitted class itself */
  EmittedPart(Plan plan, MemoryNames names, List<Region> regions, Optional<ClassName> nested, ClassName memory) {
    this.nested = nested;
    this.memory = memory;
    this.constants = new ConstantFields(plan);
    RegionCode.Reader reader = new RegionCode.Reader(plan, names, constants);
    regions.forEach(region -> instances.add(reader.read(region)));
  }

  List<RegionCode.Instance> instances() {
    return instances;
  }

  Optional<ClassName> nested() {
    return nested;
  }

  /**
   * Adds fields and constructor statements; {@code body} gets one call per region.
   *
   * @param shared the shapes that several regions have, each with its method once that is emitted
   * @return the methods of the regions
   */
  List<MethodSpec> emit(TypeSpec.Builder type, MethodSpec.Builder constructor, MethodSpec.Builder body,
      JavaNames methods,
      Map<RegionCode, Shared> shared) {
    List<MethodSpec> regions = new ArrayList<>();
    for (RegionCode.Instance instance : instances) {
      if (!instance.region().path().isEmpty()) {
        body.addCode("$L", CodeBlock.of("// $L\n", heading(instance.region())));
      }
      Shared alike = shared.get(instance.code());
      if (alike != null) {
        Method method = alike.method().orElseGet(() -> {
          Method fresh = new Method(this, methods.member(name(instance.region())));
          shared.put(instance.code(), alike.in(fresh));
          regions.add(sharedMethod(instance, fresh.name(), alike.regions()));
          return fresh;
        });
        body.addStatement("$L$N(k, $L)", qualifier(method.host()), method.name(),
            String.join(", ", instance.arguments()));
      } else {
        String name = methods.member(name(instance.region()));
        regions.add(method(instance, name));
        body.addStatement("$N(k, m)", name);
      }
    }
    for (ConstantFields.Field call : constants.calls()) {
      type.addField(FieldSpec.builder(call.type(), call.name(), Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
          .initializer(call.value()).build());
    }
    for (ConstantFields.Field constant : constants.constants()) {
      type.addField(FieldSpec.builder(constant.type(), constant.name(), Modifier.PRIVATE, Modifier.FINAL).build());
      constructor.addStatement("$N = $L", constant.name(), constant.value());
    }
    return regions;
  }

  private CodeBlock qualifier(EmittedPart host) {
    return host == this ? CodeBlock.of("")
        : host.nested.map(name -> CodeBlock.of("$T.", name)).orElse(CodeBlock.of(""));
  }

  private static String name(Region region) {
    return region.path().isEmpty() ? "steps" : region.path();
  }

  /** The first few, and how many more. */
  private static String paths(List<Region> regions) {
    String first = regions.stream().limit(MOST_NAMED).map(EmittedPart::name).collect(Collectors.joining(", "));
    return regions.size() > MOST_NAMED ? first + " and " + (regions.size() - MOST_NAMED) + " more" : first;
  }

  private static String heading(Region region) {
    return JavaText.comment(region.path()) + place(region.location());
  }

  private static String place(Location location) {
    return location.text().map(text -> "   " + JavaText.comment(text.span().fileName() + ":" + text.span().line()))
        .orElse("");
  }

  /** A method of one region, whose slots and constants it names. */
  private MethodSpec method(RegionCode.Instance instance, String name) {
    MethodSpec.Builder method = MethodSpec.methodBuilder(name).addModifiers(Modifier.PRIVATE)
        .addParameter(Worker.class, "k").addParameter(memory, "m");
    return method.addCode(code(instance, instance.arguments())).build();
  }

  /** A method of all regions of one shape, which are handed their slots and constants. */
  private MethodSpec sharedMethod(RegionCode.Instance first, String name, List<Region> alike) {
    MethodSpec.Builder method = MethodSpec.methodBuilder(name).addModifiers(Modifier.PRIVATE, Modifier.STATIC)
        .addJavadoc("$L.\n", JavaText.javadoc(paths(alike))).addParameter(Worker.class, "k");
    List<String> names = new ArrayList<>();
    for (int number = 0; number < first.code().kinds().size(); number++) {
      RegionCode.Kind kind = first.code().kinds().get(number);
      Class<?> type = kind == RegionCode.Kind.PACKED ? Packed.class : Slot.class;
      String prefix = switch (kind) {
        case SLOT -> "t";
        case PACKED -> "c";
        case STORED -> "s";
      };
      names.add(prefix + number);
      method.addParameter(type, prefix + number);
    }
    return method.addCode(code(first, names)).build();
  }

  private CodeBlock code(RegionCode.Instance instance, List<String> names) {
    CodeBlock.Builder code = CodeBlock.builder();
    int next = 0;
    for (RegionCode.Line line : instance.code().lines()) {
      switch (line) {
        case RegionCode.Line.Run run -> {
          Step step = instance.region().steps().get(next++);
          code.add(comment(step));
          code.addStatement("$L", run(run, step, names));
        }
        case RegionCode.Line.Free(int slot) -> code.addStatement("free(k, $L)", names.get(slot));
      }
    }
    return code.build();
  }

  /** A line for each node that the step computes; the place is the last one's. */
  private static CodeBlock comment(Step step) {
    List<String> lines = step.ir().lines().toList();
    CodeBlock.Builder comment = CodeBlock.builder();
    for (int i = 0; i < lines.size(); i++) {
      String place = i == lines.size() - 1 ? place(step.location()) : "";
      comment.add("$L", CodeBlock.of("// $L\n", JavaText.comment(lines.get(i)) + place));
    }
    return comment.build();
  }

  private String run(RegionCode.Line.Run run, Step step, List<String> names) {
    List<String> arguments = new ArrayList<>(List.of("k", constants.call(run.call(), step.number())));
    run.packed().forEach(number -> arguments.add(names.get(number)));
    run.reads().forEach(number -> arguments.add(names.get(number)));
    arguments.add(names.get(run.writes()));
    return CallText.kernel(run.call()) + "(" + String.join(", ", arguments) + ")";
  }
}
