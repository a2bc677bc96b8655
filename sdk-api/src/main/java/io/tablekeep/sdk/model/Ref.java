package io.tablekeep.sdk.model;

import io.tablekeep.sdk.state.Pointer;

/**
 * Names an entity of the campaign. Payloads refer by these types, never by a pointer that a player
 * wrote, so that the engine knows what is meant: a reference to something its sender cannot see is
 * refused exactly like one to something that does not exist.
 */
public sealed interface Ref
    permits ActorRef,
        ChatRef,
        CombatantRef,
        ConditionRef,
        DrawingRef,
        EncounterRef,
        ItemRef,
        LayerRef,
        LightRef,
        LocationRef,
        LoreRef,
        MapRef,
        NoteRef,
        ObjectiveRef,
        ParticipantRef,
        QuestRef,
        StackRef,
        TokenRef,
        WallRef {
  /**
   * Where the entity stands in the document.
   *
   * @return the pointer from the root
   */
  Pointer pointer();
}
