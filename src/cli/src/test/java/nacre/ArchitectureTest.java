package nacre;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.conditions.ArchConditions.accessField;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may use whom. A package that no row names fails {@link #everyPackageIsPlaced}, so a new one is placed on purpose. */
class ArchitectureTest {
  /**
   * A family of packages and all that it may use.
   *
   * @param packages the packages of the family; they may use each other
   * @param uses the other packages of Nacre that it may use
   * @param libraries what it may use beside Nacre, {@code java..} and {@code javax..}
   */
  record House(List<String> packages, List<String> uses, List<String> libraries) {
    @Override
    public String toString() {
      return packages.getFirst();
    }
  }

  private static final String ANTLR = "org.antlr..";
  private static final String GRAPHVIZ = "guru.nidi.graphviz..";
  private static final String HDF5 = "io.jhdf..";
  private static final String JACKSON = "com.fasterxml.jackson..";
  private static final String JAVAPOET = "com.palantir.javapoet..";
  private static final String PICOCLI = "picocli..";
  private static final String TOML = "org.tomlj..";
  private static final String VECTOR = "jdk.incubator.vector..";

  private static final List<String> KERNELS = List.of("nacre.kernels", "nacre.kernels.call", "nacre.kernels.lanes",
      "nacre.kernels.loops", "nacre.kernels.run", "nacre.kernels.scalar", "nacre.kernels.testing",
      "nacre.kernels.vector", "nacre.kernels.weights");
  private static final List<String> ANNOTATION = List.of("nacre");
  private static final List<String> SOURCE = List.of("nacre.source");
  private static final List<String> REPORT = List.of("nacre.report");
  private static final List<String> IR = List.of("nacre.ir", "nacre.ir.op");
  private static final List<String> REFERENCE = List.of("nacre.reference");
  private static final List<String> DATA = List.of("nacre.data");
  private static final List<String> WEIGHTS = List.of("nacre.weights");
  private static final List<String> ANALYSIS = List.of("nacre.analysis");
  private static final List<String> SYNTAX = List.of("nacre.syntax", "nacre.syntax.resolve");
  private static final List<String> DECOMPILE = List.of("nacre.decompile");
  private static final List<String> PASSES = List.of("nacre.passes", "nacre.passes.rewrites");
  private static final List<String> LINT = List.of("nacre.lint", "nacre.lint.rules");
  private static final List<String> CONFIG = List.of("nacre.config");
  private static final List<String> CODEGEN = List.of("nacre.codegen");
  private static final List<String> DRIVER = List.of("nacre.driver");
  private static final List<String> PICTURE = List.of("nacre.picture");
  private static final List<String> IMPORTERS =
      List.of("nacre.caffe", "nacre.caffe.layers", "nacre.caffe.text", "nacre.importers", "nacre.importers.hdf5",
          "nacre.importers.wire", "nacre.keras", "nacre.keras.file", "nacre.keras.layers", "nacre.onnx",
          "nacre.onnx.export",
          "nacre.onnx.export.ops", "nacre.onnx.ops", "nacre.onnx.proto");
  private static final List<String> CONFORMANCE = List.of("nacre.conformance");
  private static final List<String> CLI = List.of("nacre.cli");
  private static final List<String> FRONT = List.of("nacre.front");
  private static final List<String> WORKER = List.of("nacre.worker");
  private static final List<String> MAVEN_PLUGIN = List.of("nacre.maven");
  private static final List<String> PROCESSOR = List.of("nacre.processor");
  /** Whose types the driver takes and gives; rules, rewrites, analyses and code generation stay out of reach of shells. */
  private static final List<String> FACADE_TYPES = List.of("nacre.source", "nacre.report", "nacre.ir", "nacre.data",
      "nacre.weights",
      "nacre.syntax", "nacre.syntax.resolve", "nacre.lint", "nacre.passes");

  static final List<House> HOUSES = List.of(
      house(KERNELS, uses(), VECTOR),
      house(ANNOTATION, uses()),
      house(SOURCE, uses()),
      house(REPORT, uses(SOURCE)),
      house(IR, uses(SOURCE)),
      house(REFERENCE, uses(IR, SOURCE)),
      house(DATA, uses(IR, SOURCE)),
      house(WEIGHTS, uses(DATA, REFERENCE, IR, SOURCE, KERNELS)),
      house(ANALYSIS, uses(IR, SOURCE)),
      house(SYNTAX, uses(IR, SOURCE), ANTLR),
      house(DECOMPILE, uses(IR)),
      house(PASSES, uses(ANALYSIS, REFERENCE, IR, SOURCE)),
      house(LINT, uses(PASSES, ANALYSIS, IR, SOURCE)),
      house(CONFIG, uses(LINT, SOURCE), TOML),
      house(CODEGEN, uses(WEIGHTS, ANALYSIS, REFERENCE, IR, SOURCE, KERNELS), JAVAPOET),
      house(DRIVER,
          uses(REPORT, CODEGEN, CONFIG, LINT, PASSES, DECOMPILE, SYNTAX, ANALYSIS, WEIGHTS, DATA, REFERENCE, IR, SOURCE,
              KERNELS),
          "com.sun.management"),
      house(PICTURE,
          uses(DRIVER, CODEGEN, LINT, PASSES, SYNTAX, ANALYSIS, WEIGHTS, DATA, REFERENCE, IR, SOURCE, KERNELS),
          GRAPHVIZ),
      house(IMPORTERS, uses(DRIVER, SYNTAX, WEIGHTS, REFERENCE, IR, SOURCE), HDF5, JACKSON),
      house(CONFORMANCE, uses(IMPORTERS, DRIVER, PASSES, SYNTAX, WEIGHTS, REFERENCE, IR, SOURCE)),
      house(CLI, uses(DRIVER, PICTURE, CONFORMANCE, FACADE_TYPES), PICOCLI),
      house(FRONT, uses()),
      house(WORKER, uses(FRONT, DRIVER, PICTURE, FACADE_TYPES)),
      house(MAVEN_PLUGIN, uses(FRONT), "org.apache.maven..", "org.codehaus.plexus..", "org.w3c.dom..",
          "org.xml.sax.."),
      house(PROCESSOR, uses(FRONT)));

  private static final JavaClasses NACRE =
      new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("nacre");

  private static House house(List<String> packages, List<String> uses, String... libraries) {
    return new House(packages, uses, List.of(libraries));
  }

  @SafeVarargs
  private static List<String> uses(List<String>... families) {
    List<String> all = new ArrayList<>();
    for (List<String> family : families) {
      all.addAll(family);
    }
    return all;
  }

  @Test
  @DisplayName("a package that is not in the table is a decision that nobody has made")
  void everyPackageIsPlaced() {
    Set<String> placed = HOUSES.stream().flatMap(house -> house.packages().stream()).collect(Collectors.toSet());
    Set<String> found = NACRE.stream().map(type -> type.getPackageName()).collect(Collectors.toSet());
    assertThat(found).isNotEmpty().isSubsetOf(placed);
  }

  @ParameterizedTest(name = "{0}")
  @FieldSource("HOUSES")
  @DisplayName("a package uses nothing but what its row allows: neither above itself nor a library that is not its own")
  void usesOnlyWhatItMay(House house) {
    String[] allowed = Stream.of(house.packages(), house.uses(), house.libraries(),
        List.of("java..", "javax..", "org.jspecify.annotations")).flatMap(List::stream).toArray(String[]::new);
    classes().that().resideInAnyPackage(house.packages().toArray(String[]::new))
        .should().onlyDependOnClassesThat().resideInAnyPackage(allowed)
        .allowEmptyShould(true).check(NACRE);
  }

  @Test
  @DisplayName("who checks plans knows plans, kernels and nothing of how a plan is made: no mistake is made twice")
  void checkerSharesNoCodeWithPlanner() {
    String plan =
        "nacre\\.codegen\\.(PlanChecker|StepChecker|HaloChecker|LoopChecker|LoopReach|CallSpaces|Plan|Port|Slot|Constant|Region|Step|View|Source"
            + "|Geometry|Live)(\\$.*)?";
    classes().that()
        .haveNameMatching(
            "nacre\\.codegen\\.(PlanChecker|StepChecker|HaloChecker|LoopChecker|LoopReach|CallSpaces)(\\$.*)?")
        .should().onlyDependOnClassesThat(resideInAnyPackage("java..", "nacre.kernels.call", "nacre.kernels.run",
            "nacre.ir", "org.jspecify.annotations").or(nameMatching(plan)))
        .check(NACRE);
  }

  @Test
  @DisplayName("a lane reduction adds in another order when compiled than when interpreted, so kernels reduce by fixed trees")
  void kernelsReduceByFixedTrees() {
    noClasses().should().accessTargetWhere(reducesLanes()).check(NACRE);
  }

  private static DescribedPredicate<JavaAccess<?>> reducesLanes() {
    return DescribedPredicate.describe("a lane reduction of the Vector API",
        access -> access.getTargetOwner().getPackageName().equals("jdk.incubator.vector")
            && access.getName().startsWith("reduceLanes"));
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"SIN", "COS", "TAN", "ASIN", "ACOS", "ATAN", "ATAN2", "SINH", "COSH", "TANH", "EXP", "EXPM1",
    "LOG", "LOG10", "LOG1P", "POW", "CBRT", "HYPOT"})
  @DisplayName("a transcendental lane operation differs in its last bits between machines, so kernels use polynomials")
  void kernelsUsePolynomials(String operator) {
    noClasses().should(accessField("jdk.incubator.vector.VectorOperators", operator)).check(NACRE);
  }
}
