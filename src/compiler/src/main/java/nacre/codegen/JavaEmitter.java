package nacre.codegen;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.JavaFile;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeSpec;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.lang.model.element.Modifier;
import nacre.kernels.Kernels;
import nacre.kernels.call.Calls;
import nacre.kernels.run.Body;
import nacre.kernels.run.Worker;
import nacre.kernels.weights.Weights;
import nacre.source.ByteCount;

/** Writes the Java class of a plan. The same plan gives the same text. */
public final class JavaEmitter {
  /** Larger networks have their regions and constants in nested classes, as class initialisers must stay short too. */
  private static final int MOST_STEPS = 200;
  private static final int MOST_STEPS_OF_PART = 128;
  private static final int MOST_REGIONS = 48;
  private static final int MOST_CALL_TEXT = 5_000;
  /** Regions with more slots and constants than this have methods of their own. */
  private static final int MOST_ARGUMENTS = 12;

  /** The empty line between two fields of one kind. */
  private static final Pattern BLANK_BETWEEN_FIELDS =
      Pattern.compile("(?m)^( +(?:private (?:static )?)?final .*;)\\n\\n(?= +(?:private (?:static )?)?final .*;$)");

  private final Plan plan;
  private final ClassName model;
  private final ClassName memory;
  private final MemoryNames names;

  private JavaEmitter(Plan plan, String packageName) {
    this.plan = plan;
    this.model = ClassName.get(packageName, JavaNames.type(plan.name()));
    this.memory = model.nestedClass("Memory");
    this.names = new MemoryNames(plan);
  }

  /** What the class of a model is called. */
  public static String className(String model) {
    return JavaNames.type(model);
  }

  /** The source of a plan's class. */
  public static JavaSource emit(Plan plan, String packageName) {
    if (!JavaNames.isPackage(packageName)) {
      throw new IllegalArgumentException("found the package `" + packageName + "`, required names separated by dots");
    }
    JavaEmitter emitter = new JavaEmitter(plan, packageName);
    return new JavaSource(packageName, emitter.model.simpleName(), emitter.text());
  }

  private String text() {
    String text = JavaFile.builder(model.packageName(), type()).indent("  ").skipJavaLangImports(true)
        .addStaticImport(Kernels.class, "*").addStaticImport(Calls.class, "*")
        .addFileComment("$L", JavaText.head(plan)).build().toString();
    return BLANK_BETWEEN_FIELDS.matcher(text).replaceAll("$1\n");
  }

  private TypeSpec type() {
    TypeSpec.Builder type = TypeSpec.classBuilder(model).addModifiers(Modifier.PUBLIC, Modifier.FINAL)
        .addJavadoc("$L", summary());
    MethodSpec.Builder constructor = MethodSpec.constructorBuilder().addModifiers(Modifier.PRIVATE);
    boolean weighted = !plan.constants().isEmpty();
    if (weighted) {
      constructor.addParameter(Weights.class, "weights");
    }
    MethodSpec.Builder body = body("body");
    List<TypeSpec> nested = new ArrayList<>();
    List<MethodSpec> regions = emitParts(type, constructor, body, nested);
    if (weighted) {
      constructor.addStatement("weights.pack()");
    }
    type.addField(
        FieldSpec.builder(ParameterizedTypeName.get(ClassName.get(Body.class), memory), "body", Modifier.PRIVATE,
            Modifier.FINAL).initializer("this::body").build());
    type.addMethod(constructor.build());
    new ModelMethods(plan, model, names).addTo(type);
    type.addMethod(body.build());
    regions.forEach(type::addMethod);
    nested.forEach(type::addType);
    return type.addType(new MemoryClass(plan, names).emit()).build();
  }

  private MethodSpec.Builder body(String name) {
    return MethodSpec.methodBuilder(name).addModifiers(Modifier.PRIVATE).addParameter(Worker.class, "k")
        .addParameter(memory, "m");
  }

  /** Emits every part, the first into the class itself if there is only one, and returns that one's methods. */
  private List<MethodSpec> emitParts(TypeSpec.Builder type, MethodSpec.Builder constructor, MethodSpec.Builder body,
      List<TypeSpec> nested) {
    JavaNames methods = methodNames();
    List<EmittedPart> parts = parts();
    Map<RegionCode, EmittedPart.Shared> shared = shared(parts);
    List<MethodSpec> own = new ArrayList<>();
    for (EmittedPart part : parts) {
      if (part.nested().isEmpty()) {
        own.addAll(part.emit(type, constructor, body, methods, shared));
      } else {
        ClassName name = part.nested().get();
        String field = methods.member(name.simpleName());
        type.addField(FieldSpec.builder(name, field, Modifier.PRIVATE, Modifier.FINAL).build());
        constructor.addStatement(plan.constants().isEmpty() ? "$N = new $T()" : "$N = new $T(weights)", field, name);
        body.addStatement("$N.run(k, m)", field);
        nested.add(nested(part, name, methods, shared));
      }
    }
    return own;
  }

  private TypeSpec nested(EmittedPart part, ClassName name, JavaNames methods,
      Map<RegionCode, EmittedPart.Shared> shared) {
    TypeSpec.Builder type = TypeSpec.classBuilder(name).addModifiers(Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL);
    MethodSpec.Builder constructor = MethodSpec.constructorBuilder();
    if (!plan.constants().isEmpty()) {
      constructor.addParameter(Weights.class, "weights");
    }
    MethodSpec.Builder run = body("run");
    List<MethodSpec> regions = part.emit(type, constructor, run, methods, shared);
    type.addMethod(constructor.build()).addMethod(run.build());
    regions.forEach(type::addMethod);
    return type.build();
  }

  /** Names that methods of regions may not have: those of kernels and calls, and those that the class has anyway. */
  private static JavaNames methodNames() {
    List<String> taken = new ArrayList<>(List.of("load", "predict", "run", "body"));
    for (Class<?> words : List.of(Kernels.class, Calls.class, Object.class)) {
      Arrays.stream(words.getDeclaredMethods()).map(Method::getName).forEach(taken::add);
    }
    return new JavaNames(taken.toArray(String[]::new));
  }

  /** The shapes that more than one region has. */
  private static Map<RegionCode, EmittedPart.Shared> shared(List<EmittedPart> parts) {
    Map<RegionCode, List<Region>> alike = new LinkedHashMap<>();
    for (EmittedPart part : parts) {
      part.instances().stream()
          .filter(instance -> instance.region().steps().size() > 1 && instance.code().kinds().size() <= MOST_ARGUMENTS)
          .forEach(instance -> alike.computeIfAbsent(instance.code(), _ -> new ArrayList<>()).add(instance.region()));
    }
    Map<RegionCode, EmittedPart.Shared> shared = new HashMap<>();
    alike.forEach((code, regions) -> {
      if (regions.size() > 1) {
        shared.put(code, new EmittedPart.Shared(regions, Optional.empty()));
      }
    });
    return shared;
  }

  private List<EmittedPart> parts() {
    List<Region> regions = plan.regions();
    boolean small =
        plan.steps().size() <= MOST_STEPS && regions.size() <= MOST_REGIONS && callText(regions) <= MOST_CALL_TEXT;
    if (small) {
      return List.of(new EmittedPart(plan, names, regions, Optional.empty(), memory));
    }
    List<EmittedPart> parts = new ArrayList<>();
    List<Region> part = new ArrayList<>();
    for (Region region : regions) {
      part.add(region);
      boolean full = part.size() > MOST_REGIONS || callText(part) > MOST_CALL_TEXT
          || part.stream().mapToInt(other -> other.steps().size()).sum() > MOST_STEPS_OF_PART;
      if (full && part.size() > 1) {
        parts.add(part(parts.size(), part.subList(0, part.size() - 1)));
        part = new ArrayList<>(List.of(region));
      }
    }
    parts.add(part(parts.size(), part));
    return parts;
  }

  private EmittedPart part(int number, List<Region> regions) {
    return new EmittedPart(plan, names, regions, Optional.of(model.nestedClass("Steps" + number)), memory);
  }

  /** Characters of the expressions of all different calls: more than the bytes of code that make them. */
  private static int callText(List<Region> regions) {
    return regions.stream().flatMap(region -> region.steps().stream()).map(Step::call).distinct()
        .mapToInt(call -> call.toJava().length()).sum();
  }

  private String summary() {
    Plan.Facts facts = plan.facts();
    long bytes = Footprint.of(plan.slots()).forOne();
    String norms = facts.norms() == 0 ? "" : facts.folded() + " of " + facts.norms() + " batch norms folded; ";
    String unit = plan.batch().isPresent() ? " per image" : "";
    return JavaText.javadoc(plan.name()) + ": " + norms + "workspace " + ByteCount.text(bytes) + unit + ".\n";
  }
}
