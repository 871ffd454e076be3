package nacre.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import nacre.onnx.proto.AttributeProto;
import nacre.onnx.proto.AttributeProto.Kind;
import nacre.source.InputException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Entries of operators against the standard, and against what the importer does with nodes: the matrix tells no tales. */
class OperatorsTest {
  private static final Map<String, Standard.Entry> STANDARD = Standard.all().stream()
      .filter(each -> each.domain().isEmpty()).collect(Collectors.toMap(Standard.Entry::name, Function.identity()));

  private static final AttributeProto TEXT = new AttributeProto("",
      Kind.STRING, "", 0, 0, "-no-", Optional.empty(), Optional.empty(), List.of(),
      List.of(), List.of());

  @TempDir
  Path folder = Path.of("");

  @Test
  @DisplayName("every part that the standard has is decided on, and no entry has one that the standard lacks")
  void standard() {
    List<String> wrong = new ArrayList<>();
    for (Operator operator : KnownOperators.all()) {
      Standard.Entry entry = STANDARD.get(operator.name());
      assertThat(entry).as(operator.name()).isNotNull();
      TreeSet<String> theirs = IntStream.rangeClosed(operator.since(), entry.last())
          .mapToObj(version -> Standard.Entry.at(entry.attributes(), version)).flatMap(List::stream)
          .collect(Collectors.toCollection(TreeSet::new));
      TreeSet<String> ours = operator.attributes().stream().map(Setting::name)
          .collect(Collectors.toCollection(TreeSet::new));
      if (!ours.equals(theirs)) {
        wrong.add(operator.name() + " has " + ours + ", required " + theirs);
      }
      for (int version = Math.max(entry.versions().getFirst(), operator.since()); version <= entry.last(); version++) {
        attributes(operator, entry, version).forEach(wrong::add);
      }
      names(operator, entry, operator.inputs(), entry.inputs()).forEach(wrong::add);
      names(operator, entry, operator.results(), entry.results()).forEach(wrong::add);
    }
    assertThat(wrong).isEmpty();
  }

  private static Stream<String> attributes(Operator operator, Standard.Entry entry, int version) {
    return Standard.Entry.at(entry.attributes(), version).stream()
        .filter(name -> operator.attribute(name, version).isEmpty())
        .map(name -> operator.name() + " of version " + version + " lacks " + name);
  }

  /** Names of the newest version, as far as the entry says any. */
  private static Stream<String> names(Operator operator, Standard.Entry entry, List<Setting> parts,
      TreeMap<Integer, List<String>> standard) {
    List<String> ours = parts.stream().filter(each -> each.holds(entry.last())).map(Setting::name)
        .filter(name -> !name.isEmpty()).toList();
    List<String> theirs = Standard.Entry.at(standard, entry.last());
    boolean fine = ours.size() <= theirs.size() && ours.equals(theirs.subList(0, ours.size()));
    return fine ? Stream.of() : Stream.of(operator.name() + " has " + ours + ", required " + theirs);
  }

  @Test
  @DisplayName("what the matrix grants is seen in a case where the node is known, so that `yes` is no promise")
  void granted() throws IOException {
    Evidence evidence = Evidence.of(ImportCase.all(), folder);
    List<String> unseen = new ArrayList<>();
    for (Operator operator : KnownOperators.all()) {
      if (evidence.cases(operator.name()).isEmpty()) {
        unseen.add(operator.name());
      }
      operator.attributes().stream().filter(each -> !(each.support() instanceof Support.Refused)).map(Setting::name)
          .distinct().filter(name -> !evidence.attributes(operator.name()).contains(name))
          .forEach(name -> unseen.add(operator.name() + " " + name));
    }
    assertThat(unseen).isEmpty();
  }

  @Test
  @DisplayName("what an entry does not list, or lists as refused, makes a node unknown with the word for it")
  void refused() throws IOException {
    List<ImportCase> cases = ImportCase.all();
    Evidence evidence = Evidence.of(cases, folder);
    List<String> wrong = new ArrayList<>();
    for (Operator operator : KnownOperators.all()) {
      for (String name : evidence.cases(operator.name()).stream().limit(2).toList()) {
        ImportCase tried = cases.stream().filter(each -> each.name().equals(name)).findFirst().orElseThrow();
        spoilt(operator, tried, "nacre_unknown=1", "the attribute `nacre_unknown` is not known").ifPresent(wrong::add);
        for (Setting setting : operator.attributes()) {
          if (!setting.support().allows(TEXT) || setting.support() instanceof Support.Refused) {
            spoilt(operator, tried, setting.name() + "=\"-no-\"", "`" + setting.name() + "` is").ifPresent(wrong::add);
          }
        }
      }
    }
    assertThat(wrong).isEmpty();
  }

  /** What is wrong if nodes of an operator that say one thing more are not unknown for it. */
  private Optional<String> spoilt(Operator operator, ImportCase tried, String more, String reason) throws IOException {
    String attribute = more.substring(0, more.indexOf('='));
    UnaryOperator<String> spoil = line -> line.matches("node (@\\S+ )?" + operator.name() + " .*")
        ? line.replaceAll(" " + attribute + "=\\S+", "") + " " + more
        : line;
    String text = tried.sections().get("model").lines().map(spoil).collect(Collectors.joining("\n"));
    Path file = Files.write(folder.resolve("spoilt.onnx"), ModelText.model(text));
    List<Unsupported> found;
    try {
      found = new OnnxFile(file).read(ImportOptions.none()).unsupported();
    } catch (InputException e) {
      return Optional.of(operator.name() + " " + more + " in " + tried.name() + ": " + e.getMessage());
    }
    boolean fine = found.stream()
        .anyMatch(each -> each.operator().equals(operator.name()) && each.reason().contains(reason));
    return fine ? Optional.empty() : Optional.of(operator.name() + " " + more + " in " + tried.name());
  }

  @Test
  @DisplayName("an entry that lacks what its mapping asks for is found in every version, without attributes and inputs too")
  void asked() throws IOException {
    List<String> wrong = new ArrayList<>();
    for (Operator operator : KnownOperators.all()) {
      for (int version = 1; version <= Standard.NEWEST; version++) {
        int inputs = operator.inputs().size();
        String names = IntStream.range(0, inputs).mapToObj(i -> " x").collect(Collectors.joining());
        Path file = Files.write(folder.resolve("any.onnx"), ModelText.model("opset " + version
            + "\ninit x f32[1,1,2,2] 1 2 3 4\nnode " + operator.name() + names + " -> y\nout y\n"));
        try {
          assertThat(new OnnxFile(file).read(ImportOptions.none()).operators()).containsExactly(operator.name());
        } catch (InputException e) {
          assertThat(e.getMessage()).containsAnyOf(operator.name(), "sequence");
        } catch (IllegalStateException e) {
          wrong.add(operator.name() + " " + version + ": " + e.getMessage());
        }
      }
    }
    assertThat(wrong).isEmpty();
  }
}
