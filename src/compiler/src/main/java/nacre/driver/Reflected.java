package nacre.driver;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;

/** A class that is known by name only, and calls of its members. */
record Reflected(Class<?> type) {
  /** Another class that this one's loader knows. */
  Reflected sibling(String name) {
    try {
      return new Reflected(Class.forName(name, true, type.getClassLoader()));
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  Object callStatic(String method, Object... arguments) {
    return call(null, type, method, arguments);
  }

  /** Calls a public method of an object. */
  static Object call(Object target, String method, Object... arguments) {
    return call(target, target.getClass(), method, arguments);
  }

  /** The contents of a public field. */
  static Object field(Object target, Field field) {
    try {
      return field.get(target);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A public method with all its arguments, which takes and gives nothing. */
  static MethodHandle bound(Object target, String name, Object... arguments) {
    try {
      for (Method method : target.getClass().getMethods()) {
        if (method.getName().equals(name) && takes(method, arguments)) {
          return MethodHandles.insertArguments(MethodHandles.publicLookup().unreflect(method).bindTo(target), 0,
              arguments);
        }
      }
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
    throw new IllegalStateException(
        "no method `" + name + "` of " + target.getClass() + " takes " + Arrays.toString(arguments));
  }

  Object create(Object... arguments) {
    try {
      for (Constructor<?> constructor : type.getDeclaredConstructors()) {
        if (takes(constructor, arguments)) {
          return constructor.newInstance(arguments);
        }
      }
    } catch (InvocationTargetException e) {
      throw unwrapped(e);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
    throw new IllegalStateException(type + " cannot be made of " + Arrays.toString(arguments));
  }

  private static Object call(@Nullable Object target, Class<?> type, String name, Object... arguments) {
    try {
      for (Method method : type.getMethods()) {
        if (method.getName().equals(name) && takes(method, arguments)) {
          Object result = method.invoke(target, arguments);
          return result == null ? List.of() : result;
        }
      }
    } catch (InvocationTargetException e) {
      throw unwrapped(e);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
    throw new IllegalStateException("no method `" + name + "` of " + type + " takes " + Arrays.toString(arguments));
  }

  private static boolean takes(Executable executable, Object... arguments) {
    Class<?>[] parameters = executable.getParameterTypes();
    if (parameters.length != arguments.length) {
      return false;
    }
    for (int i = 0; i < parameters.length; i++) {
      boolean number = parameters[i] == int.class && arguments[i] instanceof Integer;
      if (!number && !parameters[i].isInstance(arguments[i])) {
        return false;
      }
    }
    return true;
  }

  /** What the called code threw, as an unchecked exception. */
  static RuntimeException unwrapped(InvocationTargetException e) {
    if (e.getCause() instanceof RuntimeException thrown) {
      return thrown;
    }
    if (e.getCause() instanceof Error error) {
      throw error;
    }
    return new IllegalStateException(e.getCause());
  }
}
