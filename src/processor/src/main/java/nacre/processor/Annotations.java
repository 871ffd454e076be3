package nacre.processor;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;

/** Reads annotations by their names: the class of the annotation need not be on the processor path. */
record Annotations(Elements elements) {
  private static final String ONE = "nacre.NacreModel";
  private static final String SEVERAL = "nacre.NacreModel.List";

  /** What the processor is asked for. */
  static final Set<String> NAMES = Set.of(ONE, SEVERAL);

  /** Stands for a value that javac refuses, and has told of. */
  private static final String ERRONEOUS = "<error>";

  /** The models that the sources of a round ask for, in their order. */
  List<Wanted> in(Set<? extends TypeElement> annotations, RoundEnvironment round) {
    List<Wanted> wanted = new ArrayList<>();
    for (TypeElement annotation : annotations) {
      for (Element element : round.getElementsAnnotatedWith(annotation)) {
        for (AnnotationMirror mirror : element.getAnnotationMirrors()) {
          if (mirror.getAnnotationType().asElement().equals(annotation)) {
            read(annotation, element, mirror, wanted);
          }
        }
      }
    }
    return List.copyOf(wanted);
  }

  private void read(TypeElement annotation, Element element, AnnotationMirror mirror, List<Wanted> wanted) {
    if (annotation.getQualifiedName().contentEquals(ONE)) {
      read(element, mirror).ifPresent(wanted::add);
    } else if (value(mirror, "value").orElse("") instanceof List<?> several) {
      for (Object each : several) {
        if (each instanceof AnnotationValue value && value.getValue() instanceof AnnotationMirror inner) {
          read(element, inner).ifPresent(wanted::add);
        }
      }
    }
  }

  private Optional<Wanted> read(Element element, AnnotationMirror mirror) {
    String elementPackage = elements.getPackageOf(element).getQualifiedName().toString();
    return text(mirror, "value").map(file -> new Wanted(element, mirror, elementPackage, file,
        text(mirror, "packageName").filter(name -> !name.isEmpty()).orElse(elementPackage)));
  }

  private static Optional<String> text(AnnotationMirror mirror, String name) {
    return value(mirror, name).filter(String.class::isInstance).map(String.class::cast)
        .filter(text -> !text.equals(ERRONEOUS));
  }

  /** What is written; defaults are not. */
  private static Optional<Object> value(AnnotationMirror mirror, String name) {
    for (Map.Entry<? extends ExecutableElement, ? extends AnnotationValue> entry : mirror.getElementValues()
        .entrySet()) {
      if (entry.getKey().getSimpleName().contentEquals(name)) {
        return Optional.of(entry.getValue().getValue());
      }
    }
    return Optional.empty();
  }
}
