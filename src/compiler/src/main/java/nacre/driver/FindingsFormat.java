package nacre.driver;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import nacre.report.FindingsJson;
import nacre.report.GithubAnnotations;
import nacre.report.Reported;
import nacre.report.SarifLog;
import nacre.source.InputException;

/** In which form findings are told to programs. */
public enum FindingsFormat {
  /** Of our own. */
  JSON,
  /** For viewers and services that collect findings of many tools. */
  SARIF,
  /** For a workflow of GitHub. */
  GITHUB;

  /** @throws InputException if there is none of that name, whatever its case */
  public static FindingsFormat named(String name) {
    return Arrays.stream(values()).filter(format -> format.name().equalsIgnoreCase(name)).findFirst()
        .orElseThrow(() -> new InputException("report format: found `" + name + "`, required one of "
            + Arrays.stream(values()).map(format -> format.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "))));
  }

  /** All findings, lines with an end each. */
  public String text(List<Reported> files) {
    String text = switch (this) {
      case JSON -> FindingsJson.of(files).print();
      case SARIF -> SarifLog.of(NacreVersion.text(), RuleTable.all(), files).print();
      case GITHUB -> String.join("\n", GithubAnnotations.of(files));
    };
    return text.lines().map(line -> line + "\n").collect(Collectors.joining());
  }
}
