package nacre.cli;

import java.util.List;
import java.util.concurrent.Callable;
import nacre.driver.Reference;
import nacre.source.Nearest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code nacre explain}: the reference page of a name. */
@Command(name = "explain", mixinStandardHelpOptions = true,
    description = "Tells what stands behind a name: an op, a lint rule, a pass, the word in brackets of a diagnostic "
        + "or a remark, or an operator of ONNX.")
final class ExplainCommand implements Callable<Integer> {
  @Parameters(paramLabel = "NAME",
      description = "for instance bias-before-batchnorm, fold-scale-shift, conv2d or ConvTranspose")
  private String name = "";

  private final Console console;

  ExplainCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    List<Reference.Page> pages = Reference.pages(name);
    if (pages.isEmpty()) {
      throw new MisuseException("no op, lint rule, pass, remark, diagnostic or ONNX operator is called `" + name + "`"
          + Nearest.hint(name, Reference.names()));
    }
    print(pages.getFirst());
    for (Reference.Page other : pages.subList(1, pages.size())) {
      console.line("");
      print(other);
    }
    return ExitCode.FINE;
  }

  private void print(Reference.Page page) {
    new Markdown(" (" + page.kind().noun() + ")").lines(page.text()).forEach(console::line);
  }
}
