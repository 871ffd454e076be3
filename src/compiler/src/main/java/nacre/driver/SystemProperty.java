package nacre.driver;

import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;

/** Sets a system property while something that reads it once is made. */
final class SystemProperty {
  private SystemProperty() {}

  /** One at a time, so that nobody sees another's setting. */
  static synchronized <T> T with(String name, String value, Callable<T> maker) {
    String before = System.getProperty(name);
    System.setProperty(name, value);
    try {
      return maker.call();
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    } finally {
      restore(name, before);
    }
  }

  private static void restore(String name, @Nullable String before) {
    if (before == null) {
      System.clearProperty(name);
    } else {
      System.setProperty(name, before);
    }
  }
}
