package nacre.driver;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

import nacre.codegen.JavaSource;
import nacre.kernels.Kernels;
import nacre.source.InputException;

/** An emitted class, compiled in memory with the kernels as its only library. */
final class EmittedClass {
  private final JavaSource source;
  private final Map<String, byte[]> classes;

  private EmittedClass(JavaSource source, Map<String, byte[]> classes) {
    this.source = source;
    this.classes = classes;
  }

  /**
   * Compiles a source.
   *
   * @throws InputException where this Java has no compiler
   * @throws IllegalStateException if the source has an error or a warning, which is a fault of the emitter
   */
  static EmittedClass compile(JavaSource source) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    if (compiler == null) {
      throw new InputException("running a model needs a Java compiler; start Nacre with a JDK, not a JRE");
    }
    DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
    StandardJavaFileManager standard = compiler.getStandardFileManager(diagnostics, Locale.ROOT, null);
    MemoryFiles files = new MemoryFiles(standard);
    List<String> options = List.of("--release", "25", "-proc:none", "-implicit:none", "-Xlint:all,-options", "-Werror",
        "-classpath", kernels().toString());
    boolean compiled = compiler.getTask(null, files, diagnostics, options, null, List.of(new Text(source))).call();
    if (!compiled) {
      throw new IllegalStateException("the emitted class `" + source.qualifiedName() + "` does not compile:\n"
          + diagnostics.getDiagnostics().stream().map(EmittedClass::line).collect(Collectors.joining("\n")));
    }
    return new EmittedClass(source, files.classes());
  }

  private static String line(Diagnostic<? extends JavaFileObject> diagnostic) {
    return diagnostic.getLineNumber() + ": " + diagnostic.getMessage(Locale.ROOT);
  }

  /** Where the kernels' own classes are. */
  private static Path kernels() {
    try {
      return Path.of(Kernels.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException("the kernels are in no folder or archive", e);
    }
  }

  /** The class files by name, nested classes included. */
  Map<String, byte[]> classes() {
    return classes;
  }

  /** The class, on the kernels that this virtual machine uses itself. */
  Class<?> load() {
    return load(Kernels.class.getClassLoader());
  }

  /**
   * The class, on kernels of its own whose provider is chosen anew.
   *
   * @param provider a value of the property {@code nacre.provider}
   */
  Class<?> load(String provider) {
    try {
      URL[] location = {kernels().toUri().toURL()};
      ClassLoader fresh = new URLClassLoader(location, ClassLoader.getPlatformClassLoader());
      return SystemProperty.with("nacre.provider", provider, () -> {
        Class.forName("nacre.kernels.lanes.Lanes", true, fresh);
        return load(fresh);
      });
    } catch (MalformedURLException e) {
      throw new IllegalStateException("the kernels are in no folder or archive", e);
    }
  }

  private Class<?> load(ClassLoader kernels) {
    try {
      return new MemoryLoader(kernels, classes).loadClass(source.qualifiedName());
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException("the emitted class has another name than its source", e);
    }
  }

  private static final class MemoryLoader extends ClassLoader {
    private final Map<String, byte[]> classes;

    MemoryLoader(ClassLoader parent, Map<String, byte[]> classes) {
      super(parent);
      this.classes = classes;
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
      byte[] bytes = classes.get(name);
      if (bytes == null) {
        throw new ClassNotFoundException(name);
      }
      return defineClass(name, bytes, 0, bytes.length);
    }
  }

  private static final class Text extends SimpleJavaFileObject {
    private final String text;

    Text(JavaSource source) {
      super(URI.create("memory:///" + source.path().toString().replace('\\', '/')), Kind.SOURCE);
      this.text = source.text();
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }

  private static final class ClassFile extends SimpleJavaFileObject {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    ClassFile(String name) {
      super(URI.create("memory:///" + name.replace('.', '/') + ".class"), Kind.CLASS);
    }

    @Override
    public OutputStream openOutputStream() {
      return bytes;
    }
  }

  /** Keeps what the compiler writes. */
  private static final class MemoryFiles extends ForwardingJavaFileManager<StandardJavaFileManager> {
    private final Map<String, ClassFile> written = new HashMap<>();

    MemoryFiles(StandardJavaFileManager standard) {
      super(standard);
    }

    @Override
    public JavaFileObject getJavaFileForOutput(JavaFileManager.Location location, String name, JavaFileObject.Kind kind,
        FileObject sibling) {
      ClassFile file = new ClassFile(name);
      written.put(name, file);
      return file;
    }

    Map<String, byte[]> classes() {
      Map<String, byte[]> classes = new HashMap<>();
      written.forEach((name, file) -> classes.put(name, file.bytes.toByteArray()));
      return classes;
    }
  }
}
