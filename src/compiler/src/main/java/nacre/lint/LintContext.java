package nacre.lint;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import nacre.analysis.Analyses;
import nacre.ir.Attr;
import nacre.ir.Edit;
import nacre.ir.Graph;
import nacre.ir.Layer;
import nacre.ir.Node;
import nacre.ir.op.Op;
import nacre.source.Severity;

/** What a rule sees of one network, and where it reports. */
public final class LintContext {
  private final Analyses analyses;
  private final Vocabulary words;
  private final int number;
  private final String rule;
  private final Severity severity;
  private final List<Finding> findings = new ArrayList<>();

  LintContext(Analyses analyses, Vocabulary words, int number, Rule rule, Severity severity) {
    this.analyses = analyses;
    this.words = words;
    this.number = number;
    this.rule = rule.id();
    this.severity = severity;
  }

  public Graph graph() {
    return analyses.graph();
  }

  public Analyses analyses() {
    return analyses;
  }

  /** Reports; other places that belong to it come most important first. */
  public void report(Place place, String message, Optional<Repair> repair, List<Finding.Related> related) {
    add(severity, place, message, repair, related);
  }

  /** Reports something that matters less at this place than the rule says in general: at most an {@code info}. */
  public void inform(Place place, String message, Optional<Repair> repair, List<Finding.Related> related) {
    add(severity.compareTo(Severity.INFO) < 0 ? Severity.INFO : severity, place, message, repair, related);
  }

  /**
   * A message, in the words of the network's author.
   *
   * @param format as of {@link String#format}
   * @param parts  a node, layer or op stands for its name, an {@link Edit.SetAttribute} for the setting with its value
   */
  public String say(String format, Object... parts) {
    return format.formatted(Arrays.stream(parts).map(this::said).toArray());
  }

  private Object said(Object part) {
    return switch (part) {
      case Node node -> Named.of(node);
      case Layer layer -> Named.of(layer);
      case Op op -> words.word(op.name());
      case Edit.SetAttribute(int node, String name, Attr value) ->
          words.setting(graph(), graph().node(node), name, value);
      default -> part;
    };
  }

  /** What the network's author calls an op or a parameter of that name in Nacre. */
  public String word(String nacre) {
    return words.word(nacre);
  }

  /** What the network's author calls a loss of that name in Nacre. */
  public String loss(String nacre, boolean logits) {
    return words.loss(nacre, logits);
  }

  /** How the network's author writes a fact of the training. */
  public String fact(String name, Attr value) {
    return words.fact(name, value);
  }

  /** Another place of a finding. */
  public Finding.Related related(Node node, String message) {
    return new Finding.Related(node.location(), message);
  }

  List<Finding> findings() {
    return List.copyOf(findings);
  }

  private void add(Severity how, Place place, String message, Optional<Repair> repair, List<Finding.Related> related) {
    findings.add(new Finding(rule, how, number, place, message, related, repair));
  }
}
