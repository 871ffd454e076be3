package nacre.lint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import nacre.testing.Expectations;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Every fixture says on its lines what is found, and nothing else is. A rule is only as good as the traps that it does not
 * fall into: each has texts where it fires, and texts one condition away where it is silent.
 */
class RuleFixturesTest {
  private static List<Path> fixtures(String folder) throws IOException {
    try (Stream<Path> files = Files.walk(LintFixture.ROOT.resolve(folder))) {
      return files.filter(file -> file.toString().endsWith(".nacre")).sorted().toList();
    }
  }

  @TestFactory
  Stream<DynamicTest> findsWhatTheLinesSayAndNothingElse() throws IOException {
    return fixtures("").stream()
        .map(file -> DynamicTest.dynamicTest(LintFixture.ROOT.relativize(file).toString(), file.toUri(), () -> {
          LintFixture fixture = LintFixture.read(file);
          assertThat(Expectations.disagreements(List.of(fixture.source()), fixture.said())).isEmpty();
        }));
  }

  @TestFactory
  @DisplayName("a rule without a case where it must be silent is not finished")
  Stream<DynamicTest> everyRuleHasBothKindsOfFixtures() {
    Stream<String> ids = Stream.concat(Rules.ids().stream(), TypeRule.ALL.stream().map(TypeRule::id));
    return ids.map(id -> DynamicTest.dynamicTest(id, () -> {
      Set<Boolean> fires = new TreeSet<>();
      for (Path file : fixtures(id)) {
        fires.add(Expectations.of(LintFixture.read(file).source()).stream()
            .anyMatch(expected -> expected.id().equals(id)));
      }
      assertThat(fires).as("texts in which it is silent, and in which it fires").containsExactly(false, true);
    }));
  }

  @TestFactory
  @DisplayName("a rule says of its fixes what its fixtures show: who asks for safe ones knows what may come")
  Stream<DynamicTest> fixesAreAsTheRuleSays() {
    return Rules.ALL.stream().map(rule -> DynamicTest.dynamicTest(rule.id(), () -> {
      Set<Boolean> safe = new TreeSet<>();
      for (Path file : fixtures("")) {
        LintFixture.read(file).reports().stream().flatMap(report -> report.findings().stream())
            .filter(finding -> finding.rule().equals(rule.id())).flatMap(finding -> finding.repair().stream())
            .forEach(repair -> safe.add(repair.safe()));
      }
      assertThat(safe).isEqualTo(switch (rule.facts().fixes()) {
        case NONE -> Set.of();
        case SAFE -> Set.of(true);
        case UNSAFE -> Set.of(false);
        case SAFE_OR_UNSAFE -> Set.of(false, true);
      });
    }));
  }

  @Test
  @DisplayName("a folder that is named for no rule tests nothing")
  void everyFolderIsOfARule() throws IOException {
    try (Stream<Path> folders = Files.list(LintFixture.ROOT)) {
      assertThat(folders.filter(Files::isDirectory).map(folder -> folder.getFileName().toString()))
          .allMatch(name -> Rules.named(name).isPresent() || TypeRule.named(name).isPresent()
              || List.of(UnusedSuppression.ID, "fixes").contains(name));
    }
  }
}
