package nacre.generated;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

import nacre.ir.Graph;
import nacre.ir.IrParser;
import nacre.ir.Node;
import nacre.passes.Exactness;
import nacre.passes.MatchContext;
import nacre.passes.MissCode;
import nacre.passes.Optimized;
import nacre.passes.Outcome;
import nacre.passes.PassManager;
import nacre.passes.PassOptions;
import nacre.passes.Pipeline;
import nacre.passes.Rewrite;
import nacre.testing.Golden;

/** All golden cases of passes, run again to see what each pass does and says in them. */
final class PassCases {
  /** A case as its file has it. */
  record Shown(String name, String comment, String pipeline, String before, String after, String passed) {}

  private final Map<String, List<Shown>> shown = new TreeMap<>();
  private final Map<String, Set<Exactness>> exactness = new TreeMap<>();
  private final Map<String, SortedMap<MissCode, String>> misses = new TreeMap<>();

  private PassCases() {}

  static PassCases run() {
    PassCases cases = new PassCases();
    Golden.all("nacre/passes").forEach(cases::add);
    return cases;
  }

  /** The cases in the folder of a pass. */
  List<Shown> of(String pass) {
    return shown.getOrDefault(pass, List.of());
  }

  /** What it claims of its changes. */
  Set<Exactness> exactness(String pass) {
    return exactness.getOrDefault(pass, Set.of());
  }

  /** The codes of its misses, each with something that is said. */
  SortedMap<MissCode, String> misses(String pass) {
    return misses.getOrDefault(pass, new TreeMap<>());
  }

  private void add(Golden golden) {
    String pipeline = golden.section("pass").strip();
    shown.computeIfAbsent(golden.folder(), _ -> new ArrayList<>()).add(new Shown(golden.name(), golden.comment(),
        pipeline, golden.section("before"), golden.section("after"), golden.find("passed").orElse("")));
    Graph before = IrParser.parse(golden.section("before"));
    List<Rewrite> watched = Pipeline.parse(pipeline).passes().stream().<Rewrite>map(Watched::new).toList();
    Optimized optimized = new PassManager(PassOptions.standard()).run(before, new Pipeline(watched));
    optimized.remarks().forEach(remark -> remark.code().ifPresent(code -> misses
        .computeIfAbsent(remark.pass(), _ -> new TreeMap<>()).putIfAbsent(code, remark.message())));
  }

  /** A pass whose changes are watched. */
  private final class Watched implements Rewrite {
    private final Rewrite pass;

    Watched(Rewrite pass) {
      this.pass = pass;
    }

    @Override
    public Outcome match(MatchContext context, Node node) {
      Outcome outcome = pass.match(context, node);
      if (outcome instanceof Outcome.Replaced replaced) {
        exactness.computeIfAbsent(name(), _ -> EnumSet.noneOf(Exactness.class)).add(replaced.exactness());
      }
      return outcome;
    }

    @Override
    public String name() {
      return pass.name();
    }

    @Override
    public String summary() {
      return pass.summary();
    }

    @Override
    public String legality() {
      return pass.legality();
    }

    @Override
    public Exactness exactness() {
      return pass.exactness();
    }

    @Override
    public Class<?> root() {
      return pass.root();
    }

    @Override
    public String achievement() {
      return pass.achievement();
    }

    @Override
    public String subject(String title) {
      return pass.subject(title);
    }

    @Override
    public String noun(String op) {
      return pass.noun(op);
    }
  }
}
