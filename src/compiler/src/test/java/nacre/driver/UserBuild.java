package nacre.driver;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import nacre.kernels.Kernels;
import org.junit.jupiter.api.Test;

/** What a user's build does with the files that Nacre writes: compiles them without a warning and runs the tests. */
record UserBuild(Path sources, Path resources, Path classes) {
  static UserBuild in(Path folder) throws IOException {
    return new UserBuild(folder.resolve("sources"), folder.resolve("resources"),
        Files.createDirectories(folder.resolve("classes")));
  }

  /** Writes class, weights, test and golden file. */
  UserBuild write(Compilation compilation, String packageName) throws IOException {
    SourceRoots roots = new SourceRoots(sources, resources, StandardCharsets.UTF_8);
    compilation.write(roots, packageName);
    GoldenTests.write(compilation, roots, packageName);
    return this;
  }

  UserBuild compile() throws IOException {
    List<String> arguments = new ArrayList<>(List.of("--release", "25", "-proc:none", "-Xlint:all,-options,-classfile",
        "-Werror", "-d", classes.toString()));
    try (Stream<Path> all = Files.walk(sources)) {
      all.map(Path::toString).filter(file -> file.endsWith(".java")).forEach(arguments::add);
    }
    int exit = ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(String[]::new));
    assertThat(exit).as("compiling %s", arguments).isZero();
    return this;
  }

  /** Runs every test on the kernels of this machine: what each threw by its name, an empty text for a pass. */
  Map<String, String> run(String test) throws IOException, ReflectiveOperationException {
    try (URLClassLoader loader = new URLClassLoader(roots(), getClass().getClassLoader())) {
      return run(loader.loadClass(test));
    }
  }

  /** The same on kernels of their own. */
  Map<String, String> run(String test, String provider) throws IOException {
    List<URL> all = new ArrayList<>(List.of(roots()));
    all.add(Kernels.class.getProtectionDomain().getCodeSource().getLocation());
    ClassLoader junit = new ClassLoader(ClassLoader.getPlatformClassLoader()) {
      @Override
      protected Class<?> findClass(String name) throws ClassNotFoundException {
        if (name.startsWith("nacre.")) {
          throw new ClassNotFoundException(name);
        }
        return UserBuild.class.getClassLoader().loadClass(name);
      }
    };
    try (URLClassLoader loader = new URLClassLoader(all.toArray(URL[]::new), junit)) {
      return SystemProperty.with("nacre.provider", provider, () -> run(loader.loadClass(test)));
    }
  }

  private URL[] roots() throws MalformedURLException {
    return new URL[] {classes.toUri().toURL(), resources.toUri().toURL(), sources.toUri().toURL()};
  }

  private static Map<String, String> run(Class<?> type) throws ReflectiveOperationException {
    Map<String, String> outcomes = new TreeMap<>();
    Constructor<?> constructor = type.getDeclaredConstructor();
    constructor.setAccessible(true);
    for (Method method : type.getDeclaredMethods()) {
      if (method.isAnnotationPresent(Test.class)) {
        method.setAccessible(true);
        outcomes.put(method.getName(), outcome(method, constructor.newInstance()));
      }
    }
    assertThat(outcomes).as("a class without tests proves nothing").isNotEmpty();
    return outcomes;
  }

  private static String outcome(Method method, Object instance) throws ReflectiveOperationException {
    try {
      method.invoke(instance);
      return "";
    } catch (InvocationTargetException e) {
      return String.valueOf(e.getCause().getMessage());
    }
  }
}
