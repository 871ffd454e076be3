package nacre.processor;

import java.util.Optional;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;
import javax.tools.Diagnostic;

/**
 * The annotation processor of {@code @NacreModel}. It names no class of other modules, so that it can say which of them is
 * missing on the processor path.
 */
public final class ModelProcessor extends AbstractProcessor {
  private Optional<Models> models = Optional.empty();
  private boolean broken;

  @Override
  public Set<String> getSupportedAnnotationTypes() {
    return Annotations.NAMES;
  }

  @Override
  public Set<String> getSupportedOptions() {
    return Option.names();
  }

  @Override
  public SourceVersion getSupportedSourceVersion() {
    return SourceVersion.latest();
  }

  /** Claims its annotations: one that nobody claims is a warning of javac. */
  @Override
  public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
    if (broken) {
      return true;
    }
    try {
      Models current = models.orElseGet(() -> new Models(processingEnv));
      models = Optional.of(current);
      current.round(new Annotations(processingEnv.getElementUtils()).in(annotations, round));
    } catch (LinkageError e) {
      fail(
          "the processor path is not whole: " + e.getMessage() + " cannot be loaded; nacre-processor needs all that it "
              + "depends on beside itself there");
    } catch (RuntimeException e) {
      fail("internal fault: " + e + Optional.of(e.getStackTrace()).filter(frames -> frames.length > 0)
          .map(frames -> " at " + frames[0]).orElse("")
          + "; this is a fault in Nacre's annotation processor, not in the model; please report it with this line");
    }
    return true;
  }

  private void fail(String text) {
    broken = true;
    processingEnv.getMessager().printMessage(Diagnostic.Kind.ERROR, text);
  }
}
