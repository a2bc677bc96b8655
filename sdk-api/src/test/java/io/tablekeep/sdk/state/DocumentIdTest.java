package io.tablekeep.sdk.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

final class DocumentIdTest {
  @Test
  void theTextFormIsReadBack() {
    for (DocumentId.Kind kind : DocumentId.Kind.values()) {
      DocumentId id = new DocumentId(kind, "0a-b");
      assertEquals(id, DocumentId.parse(id.toString()));
    }
    assertEquals("campaign/lost-mine", DocumentId.campaign("lost-mine").toString());
  }

  @Test
  void whatIsNoIdIsRefused() {
    for (String bad : List.of("", "-a", "A", "a b", "a/b", "ä", "a.b", "a\u0000", "x".repeat(65))) {
      assertThrows(IllegalArgumentException.class, () -> DocumentId.campaign(bad), bad);
    }
    for (String bad :
        List.of("", "campaign", "campaign/", "/a", "Campaign/a", "camp/a", "user/a/b")) {
      assertThrows(IllegalArgumentException.class, () -> DocumentId.parse(bad), bad);
    }
    DocumentId.campaign("x".repeat(64));
  }

  @Test
  void idsSortByKindThenName() {
    List<DocumentId> sorted =
        List.of(
            DocumentId.campaign("a"),
            DocumentId.campaign("b"),
            new DocumentId(DocumentId.Kind.USER, "a"));
    assertEquals(sorted, sorted.stream().sorted().toList());
  }
}
