package nacre.codegen;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.JavaFile;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.lang.model.element.Modifier;
import nacre.kernels.run.Team;
import nacre.kernels.testing.Golden;

/** Writes the JUnit test of a plan's class: it replays runs whose outputs are known. The same arguments give the same text. */
public final class GoldenTestEmitter {
  /**
   * A run that the test replays.
   *
   * @param name in the golden file and in reports of tests
   */
  public record Run(String name, int images) {}

  /**
   * How an output may differ from what it should be.
   *
   * @param tolerance  how far an element may be off; two digits of it are kept, rounded up
   * @param exceptions how many elements may be anything
   */
  public record Limit(double tolerance, int exceptions) {
    /** Nothing may differ. */
    public static final Limit EXACT = new Limit(0, 0);

    public Limit {
      tolerance = new BigDecimal(tolerance).round(new MathContext(2, RoundingMode.UP)).doubleValue();
    }

    /** What allows both. */
    public Limit or(Limit other) {
      return new Limit(Math.max(tolerance, other.tolerance), Math.max(exceptions, other.exceptions));
    }
  }

  private static final String JUNIT = "org.junit.jupiter.api";

  private final Plan plan;
  private final ClassName model;
  private final ClassName test;
  private final Map<String, Limit> limits;

  private GoldenTestEmitter(Plan plan, String packageName, Map<String, Limit> limits) {
    this.plan = plan;
    this.model = ClassName.get(packageName, JavaEmitter.className(plan.name()));
    this.test = ClassName.get(packageName, className(plan));
    this.limits = limits;
  }

  /**
   * The source of a test in the package of the model's class, which reads {@link #fileName} beside itself.
   *
   * @param runs   at least one; the first of one image where the number of images is open
   * @param limits for each output by its name; one that is missing must be exact
   */
  public static JavaSource emit(Plan plan, String packageName, List<Run> runs, Map<String, Limit> limits) {
    GoldenTestEmitter emitter = new GoldenTestEmitter(plan, packageName, limits);
    JavaFile.Builder file = JavaFile.builder(packageName, emitter.type(runs)).indent("  ").skipJavaLangImports(true)
        .addFileComment("$L", JavaText.head(plan));
    if (emitter.outputs().size() > 1) {
      file.addStaticImport(ClassName.get(JUNIT, "Assertions"), "assertAll");
    }
    return new JavaSource(packageName, emitter.test.simpleName(), file.build().toString());
  }

  /** What the test's class is called. */
  public static String className(Plan plan) {
    return JavaEmitter.className(plan.name()) + "GoldenTest";
  }

  /** What the file of inputs and outputs is called. */
  public static String fileName(Plan plan) {
    return JavaEmitter.className(plan.name()) + ".golden.safetensors";
  }

  private TypeSpec type(List<Run> runs) {
    TypeSpec.Builder type = TypeSpec.classBuilder(test).addJavadoc(documentation(), model);
    if (plan.batch().isEmpty() || runs.size() == 1) {
      Run only = runs.getFirst();
      CodeBlock body = replay(CodeBlock.of("$S", only.name()), CodeBlock.of("$L", only.images()));
      return type.addMethod(test("agreesWithReference", only).addCode(body).build()).build();
    }
    for (Run run : runs) {
      String method = run.images() == 1 ? "oneImageAgreesWithReference" : "severalImagesAgreeWithReference";
      type.addMethod(test(method, run).addStatement("replay($S, $L)", run.name(), run.images()).build());
    }
    return type.addMethod(MethodSpec.methodBuilder("replay").addModifiers(Modifier.PRIVATE, Modifier.STATIC)
        .addParameter(String.class, "run").addParameter(int.class, "images")
        .addCode(replay(CodeBlock.of("run"), CodeBlock.of("images"))).build()).build();
  }

  private String documentation() {
    return """
        What {@link $T} computes on this machine, against the model's float64 reference, which the compiler ran on inputs that
        it drew.

        <p>A tolerance is how far an element may be off: eight times what rounding every value on the way to 32 bits did to
        the reference's own outputs. Nothing that the class computes is part of it.
        """;
  }

  private static MethodSpec.Builder test(String name, Run run) {
    return MethodSpec.methodBuilder(name).addAnnotation(ClassName.get(JUNIT, "Test"))
        .addAnnotation(AnnotationSpec.builder(ClassName.get(JUNIT, "DisplayName"))
            .addMember("value", "$S", run.name() + ", against the reference").build());
  }

  private CodeBlock replay(CodeBlock run, CodeBlock images) {
    MemoryNames names = new MemoryNames(plan);
    ClassName memory = model.nestedClass("Memory");
    boolean batch = plan.batch().isPresent();
    CodeBlock.Builder code = CodeBlock.builder()
        .addStatement("$T golden = $T.of($T.class, $S, $L)", Golden.class, Golden.class, test, fileName(plan), run)
        .addStatement("$T model = $T.load()", model, model)
        .addStatement("$T m = new $T($L)", memory, memory, batch ? images : CodeBlock.of(""));
    plan.ports().stream().filter(port -> port.way() == Port.Way.IN)
        .forEach(port -> code.addStatement("golden.set(m.$N)", names.port(port)));
    code.addStatement("model.run(m, $L$T.alone())", batch ? CodeBlock.of("$L, ", images) : CodeBlock.of(""),
        Team.class);
    List<Port> outputs = outputs();
    outputs.stream().filter(port -> limit(port).exceptions() > 0).forEach(port -> code.add(
        "// rounding decides some elements of m.$N: up to $L may be anything\n", names.port(port),
        limit(port).exceptions()));
    if (outputs.size() == 1) {
      return code.addStatement(check(outputs.getFirst(), names)).build();
    }
    return code.addStatement("assertAll(\n$L)", outputs.stream()
        .map(port -> CodeBlock.of("() -> $L", check(port, names))).collect(CodeBlock.joining(",\n"))).build();
  }

  private CodeBlock check(Port output, MemoryNames names) {
    Limit limit = limit(output);
    if (limit.exceptions() > 0) {
      return CodeBlock.of("golden.check(m.$N, $L, $L)", names.port(output), number(limit.tolerance()),
          limit.exceptions());
    }
    return limit.tolerance() > 0
        ? CodeBlock.of("golden.check(m.$N, $L)", names.port(output), number(limit.tolerance()))
        : CodeBlock.of("golden.check(m.$N)", names.port(output));
  }

  private List<Port> outputs() {
    return plan.ports().stream().filter(port -> port.way() == Port.Way.OUT).toList();
  }

  private Limit limit(Port output) {
    return limits.getOrDefault(output.name(), Limit.EXACT);
  }

  private static String number(double number) {
    return Double.toString(number).toLowerCase(Locale.ROOT);
  }
}
