package nacre.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import nacre.source.Span;
import nacre.syntax.Syntax.Allow;
import nacre.syntax.Syntax.Block;
import nacre.syntax.Syntax.Body;
import nacre.syntax.Syntax.Item;
import nacre.syntax.Syntax.Model;
import nacre.syntax.Syntax.Name;
import nacre.syntax.Syntax.Param;
import nacre.syntax.Syntax.Use;
import nacre.syntax.Syntax.Version;
import org.antlr.v4.runtime.Token;

/** The outermost level of a text. */
final class FileBuilder {
  /** The newest version of the language, and so far the only one. */
  static final int VERSION = 1;

  private final ParsedText<NacreParser.FileContext> text;
  private final List<Problem> problems;
  private final NameBuilder names;
  private final StatementBuilder statements;

  FileBuilder(ParsedText<NacreParser.FileContext> text, List<Problem> problems) {
    this.text = text;
    this.problems = problems;
    this.names = new NameBuilder(text, problems);
    this.statements = new StatementBuilder(text, problems);
  }

  Syntax.File build(NacreParser.FileContext context) {
    List<NacreParser.HeaderContext> headers =
        context.item().stream().filter(NacreParser.HeaderContext.class::isInstance)
            .map(NacreParser.HeaderContext.class::cast).filter(h -> h.INT() != null).toList();
    headers.stream().skip(1).forEach(h -> wrong(h.getStart(), h, "found the language version again, required once"));
    boolean late = !headers.isEmpty() && !context.item().getFirst().equals(headers.getFirst());
    if (late) {
      wrong(headers.getFirst().getStart(), headers.getFirst(),
          "found the language version here, required in the first line");
    }
    List<Item> items = context.item().stream().flatMap(this::item).toList();
    return new Syntax.File(text.span(context), headers.stream().findFirst().map(this::version), items);
  }

  private Version version(NacreParser.HeaderContext context) {
    String written = context.INT().getText();
    int number = written.length() > 6 ? Integer.MAX_VALUE : Integer.parseInt(written.replace("_", ""));
    if (number != VERSION) {
      wrong(context.INT().getSymbol(), context, "found language version %s, required %d, the only one known"
          .formatted(written, VERSION));
    }
    return new Version(text.span(context), number);
  }

  private void wrong(Token at, NacreParser.ItemContext item, String message) {
    problems.add(new Problem(at, SyntaxErrors.error(text.span(item), message)));
  }

  private Stream<Item> item(NacreParser.ItemContext context) {
    return switch (context) {
      case NacreParser.UseContext c when !text.recovery().isBroken(c) && !text.isDamaged(c.getStart()) ->
          Stream.of(use(c));
      case NacreParser.DefinedContext c -> defined(c).stream();
      default -> Stream.empty();
    };
  }

  private Use use(NacreParser.UseContext c) {
    Use.Target target = c.STRING() == null
        ? new Use.Library(names.dotted(c.dotted()))
        : new Use.FilePath(text.span(c.STRING().getSymbol()), names.string(c.STRING().getSymbol()).value());
    return new Use(text.span(c), target, Optional.ofNullable(c.name()).map(names::name));
  }

  private Optional<Item> defined(NacreParser.DefinedContext context) {
    List<Allow> allows = new AllowSyntax(text, problems).read(context.allow());
    NacreParser.DefinitionContext definition = context.definition();
    Body body = context.body() == null ? noBody(context) : statements.body(context.body());
    boolean broken = definition == null || text.recovery().isBroken(definition)
        || text.isDamaged(definition.getStart());
    if (definition == null) {
      return Optional.empty();
    }
    Span span = ParsedText.span(text.source(), definition.getStart(), context.getStop());
    List<String> docs = Docs.before(text.tokens(), context.getStart());
    return switch (definition) {
      case NacreParser.BlockHeadContext c when isRead(c.name()) -> Optional.of(new Block(span, names.name(c.name()),
          broken ? List.of() : blockParams(c), body, docs, allows, broken));
      case NacreParser.ModelHeadContext c when isRead(c.name()) -> Optional.of(new Model(span, names.name(c.name()),
          broken ? List.of() : params(Optional.ofNullable(c.params())), body, docs, allows, broken));
      default -> Optional.empty();
    };
  }

  private static boolean isRead(NacreParser.NameContext name) {
    return name != null && name.exception == null;
  }

  private Body noBody(NacreParser.DefinedContext context) {
    return new Body(text.span(context).end(), List.of());
  }

  private List<Param> blockParams(NacreParser.BlockHeadContext context) {
    List<Param> first = params(context.params().stream().findFirst());
    if (context.params().size() < 2) {
      return first;
    }
    NacreParser.ParamsContext second = context.params(1);
    List<Param> inputs = params(Optional.of(second));
    List<String> all = Stream.concat(inputs.stream(), first.stream()).map(p -> text.source().slice(p.span())).toList();
    Name name = names.name(context.name());
    problems.add(new Problem(second.getStart(),
        SyntaxErrors
            .error(text.span(second), "found a second list of parameters, required one list with the inputs first")
            .withNote("write `block %s(%s)`".formatted(name.text(), String.join(", ", all)))));
    return Stream.concat(inputs.stream(), first.stream()).toList();
  }

  private List<Param> params(Optional<NacreParser.ParamsContext> context) {
    List<Param> params = new ArrayList<>();
    context.stream().flatMap(c -> c.param().stream()).forEach(p -> params.add(param(p)));
    return params;
  }

  private Param param(NacreParser.ParamContext p) {
    return new Param(text.span(p), names.name(p.name()), Optional.ofNullable(p.type()).map(statements.types()::build),
        Optional.ofNullable(p.expr()).map(statements.exprs()::build));
  }
}
