package nacre.driver;

import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * Where generated files go, each in the folder of its package.
 *
 * @param sources   for Java
 * @param resources for weights
 * @param encoding  of the Java
 */
public record SourceRoots(Path sources, Path resources, Charset encoding) {
  /** One folder for both. */
  public static SourceRoots at(Path root) {
    return new SourceRoots(root, root, StandardCharsets.UTF_8);
  }

  /** A text of Java in bytes; characters that the encoding has not are written as Unicode escapes, JLS 3.3. */
  public byte[] encoded(String java) {
    CharsetEncoder encoder = encoding.newEncoder();
    StringBuilder text = new StringBuilder(java.length());
    java.codePoints().mapToObj(Character::toString)
        .forEach(character -> text.append(encoder.canEncode(character) ? character : escaped(character)));
    return text.toString().getBytes(encoding);
  }

  private static String escaped(String character) {
    StringBuilder text = new StringBuilder();
    character.chars().forEach(unit -> text.append("\\u%04x".formatted(unit)));
    return text.toString();
  }
}
