package nacre.processor;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import javax.annotation.processing.Completion;
import javax.annotation.processing.Filer;
import javax.annotation.processing.Messager;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.Processor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;
import javax.tools.FileObject;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;

/** A processor as Gradle runs it: its environment is a wrapper, which writes down what is made of what. */
final class Wrapping implements Processor {
  private final Processor inner;
  private final String absent;
  private final List<String> calls = new ArrayList<>();

  /** @param absent the method of elements that this compiler does not have */
  Wrapping(Processor inner, String absent) {
    this.inner = inner;
    this.absent = absent;
  }

  /** What was asked of the filer, with the elements that it comes of. */
  List<String> calls() {
    return calls;
  }

  @Override
  public void init(ProcessingEnvironment environment) {
    inner
        .init(new Environment(environment, new Files(environment.getFiler()), elements(environment.getElementUtils())));
  }

  private Elements elements(Elements real) {
    return (Elements) Proxy.newProxyInstance(Wrapping.class.getClassLoader(), new Class<?>[] {Elements.class},
        (proxy, method, arguments) -> {
          if (method.getName().equals(absent)) {
            throw new UnsupportedOperationException(absent);
          }
          try {
            return method.invoke(real, arguments);
          } catch (InvocationTargetException e) {
            throw e.getCause();
          }
        });
  }

  private record Environment(ProcessingEnvironment real, Filer filer, Elements elements)
      implements ProcessingEnvironment {
    @Override
    public Map<String, String> getOptions() {
      return real.getOptions();
    }

    @Override
    public Messager getMessager() {
      return real.getMessager();
    }

    @Override
    public Filer getFiler() {
      return filer;
    }

    @Override
    public Elements getElementUtils() {
      return elements;
    }

    @Override
    public Types getTypeUtils() {
      return real.getTypeUtils();
    }

    @Override
    public SourceVersion getSourceVersion() {
      return real.getSourceVersion();
    }

    @Override
    public Locale getLocale() {
      return real.getLocale();
    }
  }

  private final class Files implements Filer {
    private final Filer real;

    Files(Filer real) {
      this.real = real;
    }

    @Override
    public JavaFileObject createSourceFile(CharSequence name, Element... elements) throws IOException {
      calls.add("createSourceFile " + name + " of " + Arrays.toString(elements));
      return real.createSourceFile(name, elements);
    }

    @Override
    public JavaFileObject createClassFile(CharSequence name, Element... elements) throws IOException {
      calls.add("createClassFile " + name);
      return real.createClassFile(name, elements);
    }

    @Override
    public FileObject createResource(JavaFileManager.Location location, CharSequence moduleAndPackage,
        CharSequence name, Element... elements) throws IOException {
      calls
          .add("createResource " + location + " " + moduleAndPackage + " " + name + " of " + Arrays.toString(elements));
      return real.createResource(location, moduleAndPackage, name, elements);
    }

    @Override
    public FileObject getResource(JavaFileManager.Location location, CharSequence moduleAndPackage, CharSequence name)
        throws IOException {
      calls.add("getResource " + location);
      return real.getResource(location, moduleAndPackage, name);
    }
  }

  @Override
  public Set<String> getSupportedOptions() {
    return inner.getSupportedOptions();
  }

  @Override
  public Set<String> getSupportedAnnotationTypes() {
    return inner.getSupportedAnnotationTypes();
  }

  @Override
  public SourceVersion getSupportedSourceVersion() {
    return inner.getSupportedSourceVersion();
  }

  @Override
  public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
    return inner.process(annotations, round);
  }

  @Override
  public Iterable<? extends Completion> getCompletions(Element element, AnnotationMirror annotation,
      ExecutableElement member, String text) {
    return inner.getCompletions(element, annotation, member, text);
  }
}
