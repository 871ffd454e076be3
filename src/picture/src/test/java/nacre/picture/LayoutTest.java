package nacre.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import nacre.source.InputException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** From DOT to bytes, by the embedded engine and by a {@code dot} that stands in for Graphviz's. */
class LayoutTest {
  private static final Layout EMBEDDED = new Layout(Optional.empty(), Duration.ofSeconds(60));

  @TempDir
  Path folder;

  private static Picture named(String name) {
    Picture.Box one = new Picture.Box(0, List.of(name), Picture.Look.PLAIN, Optional.empty(), List.of(name, "last"));
    Picture.Box two = new Picture.Box(1, List.of("two"), Picture.Look.PLAIN, Optional.empty(), List.of("two"));
    Picture.Cluster cluster = new Picture.Cluster(name, name, List.of(one));
    return new Picture(name, List.of(new Picture.Column(List.of(cluster, two))), List.of(new Picture.Edge(0, 1, name)),
        Optional.of(name));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\"b", "\\N\\G\\E\\L", "ends in \\", "<b>bold</b>", "]]>", "&amp;&#10;&lt;", "--> <!--",
    "\"]; evil [label=\"x", "}; n9 -> n8", "$x %s", "é 中 😀"})
  @DisplayName("a model's names are shown as they are: none ends a string, names a node, or is markup")
  void hostile(String name) throws Exception {
    Document svg = svg(EMBEDDED.bytes(DotText.of(named(name)), GraphPicture.Format.SVG));
    String tooltip = name.replace('\\', '\u2216');
    assertThat(texts(svg, "text").stream().map(String::strip)).as("the name five times, `two`, and the legend")
        .hasSize(7)
        .contains(name, tooltip);
    assertThat(texts(svg, "text").stream().map(text -> text.strip().replace('\\', '\u2216')).filter(tooltip::equals))
        .hasSize(5);
    assertThat(tooltips(svg)).containsExactlyInAnyOrder(tooltip, tooltip + "\nlast", "two");
    assertThat(texts(svg, "title")).containsExactlyInAnyOrder("picture", "cluster_0", "n0", "n1", "n0->n1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"line\nend", "\u0001", "\u001b[31m", "\u202e", "\u0000"})
  @DisplayName("characters that steer are escapes, in DOT and in SVG")
  void steering(String name) throws Exception {
    String dot = DotText.of(named(name));
    assertThat(dot.chars().filter(c -> c < ' ' && c != '\n' || c == '\u202e')).isEmpty();
    assertThat(dot.lines()).hasSameSizeAs(DotText.of(named("name")).lines().toList());
    Document svg = svg(EMBEDDED.bytes(dot, GraphPicture.Format.SVG));
    assertThat(String.join("", texts(svg, "text"))).contains("\\u");
  }

  @Test
  @DisplayName("a PNG is a picture of its own, and leaves nothing in the temporary folder or the user's home")
  void png() throws IOException {
    String home = System.getProperty("user.home");
    byte[] png = EMBEDDED.bytes(DotText.of(named("name")), GraphPicture.Format.PNG);
    assertThat(ImageIO.read(new ByteArrayInputStream(png)).getWidth()).isGreaterThan(100);
    assertThat(System.getProperty("user.home")).isEqualTo(home);
  }

  @Test
  @DisplayName("what takes too long is refused with what to do, soon after its time is over")
  void tooLong() {
    long start = System.nanoTime();
    assertThatThrownBy(() -> new Layout(Optional.empty(), Duration.ofMillis(5)).bytes("digraph {}",
        GraphPicture.Format.SVG)).isInstanceOf(InputException.class)
        .hasMessage(
            "no svg: there is no `dot` on the PATH, and the embedded engine did not draw it (it was not done after "
                + "0 seconds; --depth 1 draws less); install Graphviz, or write .dot");
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
    EMBEDDED.bytes("digraph {}", GraphPicture.Format.SVG); // after the one that was given up
  }

  @Test
  @EnabledOnOs({OS.LINUX, OS.MAC})
  @DisplayName("`dot` is used where there is one, and what it says when it fails is passed on")
  void command() throws IOException {
    String svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"8px\" height=\"8px\"><g/></svg>";
    byte[] drawn = commanded("for a; do case $a in -o*) printf '%s' '" + svg + "' > \"${a#-o}\" ;; esac; done")
        .bytes("digraph {}", GraphPicture.Format.SVG);
    assertThat(new String(drawn, StandardCharsets.UTF_8)).contains("<g/>");
    assertThatThrownBy(() -> commanded("echo no room >&2; exit 7").bytes("digraph {}", GraphPicture.Format.PNG))
        .isInstanceOf(InputException.class).hasMessageStartingWith("no png: `" + folder.resolve("dot"))
        .hasMessageContaining("did not draw it").hasMessageEndingWith("; write .svg or .dot");
  }

  private Layout commanded(String script) throws IOException {
    Path dot = Files.writeString(folder.resolve("dot"), "#!/bin/sh\n" + script + "\n");
    assertThat(dot.toFile().setExecutable(true)).isTrue();
    return new Layout(Optional.of(dot), Duration.ofSeconds(20));
  }

  private static Document svg(byte[] bytes) throws Exception {
    return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new ByteArrayInputStream(bytes));
  }

  private static List<String> texts(Document svg, String tag) {
    NodeList all = svg.getElementsByTagName(tag);
    return IntStream.range(0, all.getLength()).mapToObj(i -> all.item(i).getTextContent().replace('\u00a0', ' '))
        .toList();
  }

  private static List<String> tooltips(Document svg) {
    NodeList all = svg.getElementsByTagName("a");
    return IntStream.range(0, all.getLength()).mapToObj(i -> ((Element) all.item(i)).getAttribute("xlink:title"))
        .toList();
  }
}
