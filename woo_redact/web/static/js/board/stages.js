/**
 * Where people are with a document, in a word; it follows from what the board tells.
 */

export const STAGES = {
  failed: { text: "niet bruikbaar", rank: 0 },
  unread: { text: "nog niet gelezen", rank: 0 },
  todo: { text: "te beoordelen", rank: 1 },
  busy: { text: "bezig", rank: 2 },
  decided: { text: "alles beslist", rank: 3 },
  waiting: { text: "wacht op tweede", rank: 4 },
  done: { text: "klaar", rank: 5 },
  confirmed: { text: "bevestigd", rank: 6 },
};

/** @returns {keyof STAGES} */
export function stageOf(document, secondReview) {
  if (!document.id) return document.state === "failed" ? "failed" : "unread";
  if (document.confirmed) return "confirmed";
  if (document.done) return secondReview ? "waiting" : "done";
  if (openOf(document) === 0) return "decided";
  return document.approved + document.rejected > 0 ? "busy" : "todo";
}

/** Return how many suggestions no person decided. */
export function openOf(document) {
  return document.open.A + document.open.B + document.open.C;
}
