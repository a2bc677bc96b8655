package io.tablekeep.plugin.foundry.sheet;

import io.tablekeep.engine.state.bind.Records;
import io.tablekeep.plugin.d20.sheet.Figures;
import io.tablekeep.plugin.d20.sheet.StatBlock;
import io.tablekeep.plugin.d20.tables.Reckoning;
import io.tablekeep.plugin.d20.tables.Sheets;
import io.tablekeep.sdk.error.Problem;
import io.tablekeep.sdk.error.TablekeepException;
import java.util.List;
import java.util.Map;

/** Says of a sheet what D20 itself would say. */
final class Judge {
  private Judge() {}

  /** What is wrong with it; nothing for one that D20 takes. */
  static List<String> problems(Map<String, Object> block) {
    try {
      StatBlock read = read(block);
      List<Problem> found = Sheets.check(read).toList();
      if (found.isEmpty()) {
        Figures unused = Reckoning.of(read);
      }
      return found.stream().map(Problem::toString).toList();
    } catch (TablekeepException e) {
      return List.of(e + " at " + e.field().orElse(""));
    }
  }

  static StatBlock read(Map<String, Object> block) {
    return Records.read(Records.write(block, 0), StatBlock.class, Records.UnknownKeys.REFUSED);
  }
}
