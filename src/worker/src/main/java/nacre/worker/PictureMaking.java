package nacre.worker;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import nacre.driver.Diagnostics;
import nacre.driver.LoadedModel;
import nacre.driver.OutputFiles;
import nacre.front.Message;
import nacre.front.Request;
import nacre.picture.GraphPicture;
import nacre.picture.PictureOptions;
import nacre.source.Diagnostic;
import nacre.source.InputException;
import nacre.source.Severity;

/** Draws models. */
final class PictureMaking implements Making {
  private final Path folder;
  private final String ending;
  private final GraphPicture.Format format;
  private final PictureOptions options;
  private final List<Job> jobs = new ArrayList<>();

  /** @throws InputException if a setting is wrong */
  PictureMaking(Request.Pictures pictures) {
    folder = pictures.folder();
    ending = "." + pictures.format().toLowerCase(Locale.ROOT);
    format = GraphPicture.Format.of(ending).orElseThrow(
        () -> new InputException("format: found `" + pictures.format() + "`, required svg, png or dot"));
    PictureOptions.Stage stage = Arrays.stream(PictureOptions.Stage.values())
        .filter(each -> each.name().equalsIgnoreCase(pictures.stage())).findFirst().orElseThrow(
            () -> new InputException("stage: found `" + pictures.stage() + "`, required source or optimised"));
    options = new PictureOptions(stage, PictureOptions.Alike.ONCE, Optional.empty());
  }

  @Override
  public void plan(List<Job> all) {
    Map<String, String> owners = new HashMap<>();
    for (Job job : all) {
      for (LoadedModel model : job.loaded().models()) {
        String owner = owners.putIfAbsent(place(job, model).toString().toLowerCase(Locale.ROOT), job.unit().file());
        if (owner != null) {
          job.add(List.of(new Diagnostic(Diagnostics.EQUAL_CLASSES, Severity.ERROR, model.name(),
              "the picture `" + place(job, model) + "` is also that of a model in " + owner
                  + ", case aside; rename one of the two models",
              List.of(), List.of())));
        }
      }
      jobs.add(job);
    }
  }

  private Path place(Job job, LoadedModel model) {
    return folder.resolve(job.unit().packageName().replace('.', '/')).resolve(model.graph().name() + ending);
  }

  @Override
  public void write(Voice voice) throws IOException {
    for (Job job : jobs) {
      for (LoadedModel model : job.hasErrors() ? List.<LoadedModel>of() : job.loaded().models()) {
        Path file = place(job, model);
        boolean written = OutputFiles.write(file, GraphPicture.draw(model, job.linted().reports(), options, format));
        voice.say(new Message.Output(job.unit().file(), file.toString(), written));
      }
    }
  }
}
