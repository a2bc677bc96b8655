package io.tablekeep.engine.cbor;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The keys that go as numbers: the words of the protocol and of the table's own model. A key of a
 * map may be a natural number, which is the place of the key in this list; any other key is a text.
 *
 * <p>The list belongs to the version of the protocol. It is the same for everyone and never changes
 * within a version, so it tells nothing of what is at a table. Free of state, any thread.
 */
public final class CborKeys {
  // What stands in every move comes first: 24 keys take one byte, the others two.
  private static final List<String> ALL =
      List.of(
          ("x y type n position action payload set receipts outcome code token to maps tokens"
                  + " actors rotation elevation hp name text from hidden kind"
                  // from here on two bytes
                  + " message field seat device basedOn campaign participant role state writable"
                  + " reason id schema participants currentSession flags items encounters quests"
                  + " locations lore notes chat dice asks changeLog active activeEncounterId map at"
                  + " round turn order initiative status effects conditions owner actor picture"
                  + " portrait description summary title tags author readers everyone revealed"
                  + " question questions answer approve system systemVersion settings createdAt"
                  + " startedAt endedAt lately gm gmNotes color width height size layer layers"
                  + " level lights walls points door open locked secret blocksSight blocksMovement"
                  + " vision darkvision range bright dim angle light lighting ambient darkness"
                  + " shadows grid cellPixels cellDistance originX originY unit sight explored"
                  + " label notation by rolls faces total value max quantity equipped inventory"
                  + " character objectives giver location within asset alt path index"
                  + " resume entities page next before after key keys display view more"
                  + " merge patch op values visible presence ask parts retryAfter")
              .split(" "));

  private static final Map<String, Integer> NUMBERS = numbers();

  private CborKeys() {}

  private static Map<String, Integer> numbers() {
    Map<String, Integer> numbers = new HashMap<>();
    for (int i = 0; i < ALL.size(); i++) {
      if (numbers.put(ALL.get(i), i) != null) {
        throw new IllegalStateException("twice in the dictionary: " + ALL.get(i));
      }
    }
    return numbers;
  }

  /**
   * The dictionary.
   *
   * @return keys by their numbers
   */
  public static List<String> all() {
    return ALL;
  }

  /**
   * The number of a key.
   *
   * @param key any key
   * @return its number, or -1 when it goes as a text
   */
  public static int number(String key) {
    Integer number = NUMBERS.get(key);
    return number == null ? -1 : number;
  }
}
