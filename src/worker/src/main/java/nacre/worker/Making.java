package nacre.worker;

import java.io.IOException;
import java.util.List;

/** What becomes of models. */
interface Making {
  /** Nothing: they are only linted. */
  Making NOTHING = new Making() {
    @Override
    public void plan(List<Job> jobs) {}

    @Override
    public void write(Voice voice) {}
  };

  /** Finds out what would be written, and adds to each job what keeps it from being; nothing is written yet. */
  void plan(List<Job> jobs);

  /** Writes what was planned, which leaves out jobs with errors, and says each file. */
  void write(Voice voice) throws IOException;
}
