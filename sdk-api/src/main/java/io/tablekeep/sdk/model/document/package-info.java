/**
 * The campaign document as typed records, root first: {@link
 * io.tablekeep.sdk.model.document.CampaignDocument}, its JSON Schema in {@link
 * io.tablekeep.sdk.model.document.Documents#schema()}. Maps are in {@link
 * io.tablekeep.sdk.model.map}, actors, things and the world in {@link
 * io.tablekeep.sdk.model.world}.
 *
 * <p>Importers, exporters, tests and game systems build and read these; the engine itself works on
 * the tree. Values for any thread; collections are kept as they are given, so hand in ones that
 * nobody changes any more. Every fact has one home, so names that other descriptions of a campaign
 * use map onto ours like this:
 *
 * <table>
 *   <caption>Other names and ours</caption>
 *   <tr><th>elsewhere</th><th>here</th></tr>
 *   <tr><td>{@code version}, {@code lastModified}</td><td>position and time of the newest journal
 *       entry; in no key</td></tr>
 *   <tr><td>{@code createdAt}</td><td>{@code campaign/createdAt}</td></tr>
 *   <tr><td>{@code campaign.gmId}, {@code .pluginId}</td><td>{@code campaign/gm}, {@code
 *       campaign/system}</td></tr>
 *   <tr><td>{@code campaign.settings}</td><td>{@code campaign/settings/{system}}</td></tr>
 *   <tr><td>{@code actors[].pluginData}, {@code items[].pluginData}</td><td>{@code
 *       actors/{a}/{system}}, {@code items/{i}/{system}}</td></tr>
 *   <tr><td>{@code actors[].position}, {@code currentSession.tokenPositions}</td><td>{@code x} and
 *       {@code y} of {@code maps/{m}/tokens/{t}}</td></tr>
 *   <tr><td>{@code actors[].inventory} and {@code .conditions} as lists</td><td>the same, keyed</td>
 *       </tr>
 *   <tr><td>{@code actors[].imageAssets}, {@code items[].imageAssets}</td><td>{@code
 *       actors/{a}/portrait}, {@code items/{i}/picture}</td></tr>
 *   <tr><td>{@code maps[].imageUrl}, {@code .gridData}</td><td>{@code maps/{m}/picture/asset}, {@code
 *       maps/{m}/grid}</td></tr>
 *   <tr><td>{@code encounters[].mapId}</td><td>{@code encounters/{e}/map}</td></tr>
 *   <tr><td>{@code encounters[].participants}, {@code .initiative}, {@code
 *       currentSession.initiativeOrder}</td><td>{@code encounters/{e}/order}</td></tr>
 *   <tr><td>{@code currentTurn} (an index)</td><td>{@code encounters/{e}/turn} (a key of {@code
 *       order})</td></tr>
 *   <tr><td>{@code round} of session or encounter</td><td>{@code encounters/{e}/round}</td></tr>
 *   <tr><td>{@code encounters[].activeEffects}</td><td>{@code encounters/{e}/effects}</td></tr>
 *   <tr><td>{@code currentSession.isActive}, {@code .currentMapId}</td><td>{@code
 *       currentSession/active}, {@code currentSession/map}</td></tr>
 *   <tr><td>{@code currentSession.connectedPlayers}</td><td>{@code currentSession/present}, keyed by
 *       participant</td></tr>
 *   <tr><td>{@code currentSession.chatMessages}, {@code dice_history}</td><td>{@code chat}, {@code
 *       dice}</td></tr>
 *   <tr><td>{@code currentSession.pendingActions}</td><td>{@code asks}, which the engine alone writes</td>
 *       </tr>
 *   <tr><td>{@code currentSession.gmSettings}, {@code ui_preferences}, {@code personal_notes}, {@code
 *       character_sheets} that travel</td><td>the person's own USER document</td></tr>
 *   <tr><td>{@code changeLog}</td><td>the journal; {@code changeLog} in exports</td></tr>
 *   <tr><td>{@code world_state}, {@code npcs}</td><td>{@code locations}, {@code lore}, {@code flags};
 *       {@code actors} of type {@code npc}</td></tr>
 *   <tr><td>{@code session_notes}</td><td>{@code notes}</td></tr>
 *   <tr><td>{@code cursor_position}</td><td>ephemeral, in no document</td></tr>
 * </table>
 */
@NullMarked
package io.tablekeep.sdk.model.document;

import org.jspecify.annotations.NullMarked;
