package nacre.driver;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import nacre.ir.op.OpSpec;
import nacre.ir.op.Ops;
import nacre.passes.MissCode;
import nacre.passes.Passes;

/**
 * The pages of {@code generated/docs}, which the build puts beside these classes: one for each name that a text, a
 * diagnostic or a remark may show.
 */
public final class Reference {
  /** What a page is about. */
  public enum Kind {
    OP("op", "ops"), RULE("lint rule", "rules"), PASS("pass", "passes"), REMARK("remark", "remarks"),
    DIAGNOSTIC("diagnostic", "diagnostics"), ONNX("ONNX operator", "onnx");

    /** How the index of ONNX's operators, which the importers' entries make, names one with a page. */
    private static final Pattern ROW = Pattern.compile("^\\| \\[(\\w+)]", Pattern.MULTILINE);

    private final String noun;
    private final String folder;

    Kind(String noun, String folder) {
      this.noun = noun;
      this.folder = folder;
    }

    /** For instance {@code lint rule}. */
    public String noun() {
      return noun;
    }

    /** The names that have a page. */
    List<String> names() {
      return switch (this) {
        case OP -> Ops.all().stream().map(OpSpec::name).toList();
        case RULE -> Catalogue.rules().stream().map(Catalogue.Rule::id).toList();
        case PASS -> Passes.names();
        case REMARK -> Stream.of(MissCode.values()).map(MissCode::id).toList();
        case DIAGNOSTIC -> Diagnostics.all().stream().map(Diagnostics.Entry::id).toList();
        case ONNX -> ROW.matcher(read(this, "index")).results().map(row -> row.group(1)).toList();
      };
    }

    /** The name of the page that tells of a name; an operator of ONNX is one only as ONNX writes it. */
    private Optional<String> page(String name) {
      String plain = this == ONNX ? name : name.toLowerCase(Locale.ROOT);
      return this == OP ? Ops.named(plain).map(OpSpec::name) : names().stream().filter(plain::equals).findFirst();
    }
  }

  /** A page in Markdown. */
  public record Page(Kind kind, String name, String text) {}

  private Reference() {}

  /**
   * Everything of that name, an op's alias among them; none if nothing is called so. Case counts for nothing, but for
   * operators of ONNX.
   */
  public static List<Page> pages(String name) {
    List<Page> pages = new ArrayList<>();
    for (Kind kind : Kind.values()) {
      kind.page(name).ifPresent(page -> pages.add(new Page(kind, page, read(kind, page))));
    }
    return pages;
  }

  /** All names that have a page, for suggestions. */
  public static List<String> names() {
    return Stream.concat(Ops.names().stream(), Stream.of(Kind.values()).flatMap(kind -> kind.names().stream()))
        .distinct().toList();
  }

  private static String read(Kind kind, String name) {
    String path = "/nacre/docs/" + kind.folder + "/" + name + ".md";
    try (InputStream in = Reference.class.getResourceAsStream(path)) {
      if (in == null) {
        throw new IllegalStateException("the build left out " + path);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
