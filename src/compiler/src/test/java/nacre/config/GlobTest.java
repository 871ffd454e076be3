package nacre.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which paths a pattern means. */
class GlobTest {
  @ParameterizedTest(name = "{0} takes {1}: {2}")
  @CsvSource({"a.nacre,a.nacre,true", "a.nacre,b/a.nacre,false", "A.nacre,a.nacre,false", "*.nacre,.nacre,true",
    "*.nacre,b/a.nacre,false", "?.nacre,ä.nacre,true", "?.nacre,😀.nacre,true", "?.nacre,.nacre,false",
    "old/**,old/a,true", "old/**,old/b/c/a,true", "old/**,older/a,false", "**/a,a,true", "**/a,b/a,true",
    "**/a,b/c/a,true", "**/a,ba,false", "x/**/a,x/a,true", "x/**/a,x/b/c/a,true", "x/**/a,x/ba,false", "**,a/b,true",
    "**/b/**,a/b/c,true", "**/b/**,b/c,true", "**/b/**,a/c,false", "*/b*c/*,a/bxxc/d,true", "*/b*c/*,a/bxxd/d,false",
    "[a-c]x,bx,true", "[a-c]x,dx,false", "[!a-c]x,dx,true", "[!a-c]x,ax,false", "[]]x,]x,true", "[a-]x,-x,true",
    "[!]]x,ax,true", "[!]]x,]x,false", "../a/*,../a/b,true", "a.c,abc,false", "a+b(c)$,a+b(c)$,true",
    "a b/ü*,a b/über,true"})
  @DisplayName("stars stay within a name, two of them cross folders, and all else is itself")
  void matches(String pattern, String path, boolean expected) {
    assertThat(Glob.parse(pattern).matches(path)).isEqualTo(expected);
  }

  @Test
  @DisplayName("no pattern takes long, whatever it is tried on: a stranger's settings do not stop a build")
  void takesNoTime() {
    Glob names = Glob.parse("*a".repeat(2000) + "b");
    Glob folders = Glob.parse("**/a/".repeat(1000) + "b");
    assertTimeoutPreemptively(Duration.ofSeconds(10), () -> {
      assertThat(names.matches("a".repeat(4000))).isFalse();
      assertThat(folders.matches("a/".repeat(2000) + "a")).isFalse();
    });
  }
}
