/**
 * The parts of what there is to know of an item.
 */

import { element, keyButton } from "../shared/dom.js";
import { flat, moment, number, plural, verdictText } from "../shared/dutch.js";

/** Return a part under its own head. */
export function section(title, ...content) {
  return element("section", { class: "part" }, element("h3", { class: "part-title", text: title }), ...content);
}

/** Return the passage in its context, with the words that weighed most marked. */
export function contextOf(item, told) {
  return element(
    "section",
    { class: "part part-context" },
    told.heading ? element("p", { class: "part-heading", text: flat(told.heading) }) : null,
    element(
      "p",
      { class: "context" },
      ...withCues(told.before, told.cues, "…", ""),
      element("mark", { class: "context-passage", "data-verdict": item.verdict, text: told.text ? flat(told.text) : "(vlak zonder tekst)" }),
      ...withCues(told.after, told.cues, "", "…"),
    ),
  );
}

/** Return what legal checks tell. @param {{severity: string, text: string, remedy: string}[]} notes */
export function noteLines(notes) {
  return notes.map((note) =>
    element("p", { class: "note", "data-severity": note.severity }, element("strong", { text: note.text }), note.remedy ? ` ${note.remedy}` : ""),
  );
}

/** Return the reasoning that was given. */
export function reasonOf(reason, keys) {
  return section("Motivering", element("p", { class: "reason", text: reason }), keyButton("Aanpassen", keys.shown("reason"), () => keys.run("reason"), { class: "button button-small" }));
}

/** Return how often the same stands elsewhere, with ways to decide on all of it. */
export function alikeLines(item, told, keys) {
  const lines = [];
  if (item.person !== null) {
    lines.push(
      element(
        "li",
        { class: "alike" },
        element("span", {}, element("span", { class: "alike-name", title: item.person_name, text: item.person_name || `Persoon ${item.person}` }), ` · ${plural(told.alike_person, "vermelding", "vermeldingen")}`),
        keyButton("Alle vermeldingen", keys.shown("person"), () => keys.run("person"), { class: "button button-small" }),
      ),
    );
  }
  if (told.alike_dossier > 1) {
    lines.push(
      element(
        "li",
        { class: "alike" },
        element("span", { text: `${number(told.alike_document)}× in dit document, ${number(told.alike_dossier)}× in het dossier` }),
        keyButton("Alle gelijke", keys.shown("identical"), () => keys.run("identical"), { class: "button button-small" }),
      ),
    );
  }
  return lines.length ? section("Ook elders", element("ul", {}, ...lines)) : null;
}

/** @param {{reviewer: string, at: string, text: string}[]} comments */
export function commentLines(comments) {
  return comments.map((comment) =>
    element(
      "div",
      { class: "comment" },
      element("p", { class: "comment-who" }, element("strong", { text: comment.reviewer }), ` · ${moment(comment.at)}`),
      element("p", { class: "comment-text", text: comment.text }),
    ),
  );
}

/** Return what was decided before. */
export function historyOf(history, grounds) {
  const lines = [...history].reverse().map((entry) => {
    const who = entry.author === "policy" ? "beleid" : entry.reviewer;
    const under = entry.verdict === "approved" ? ` onder ${entry.grounds.map((id) => grounds.name(id)).join(" en ")}` : "";
    return element("li", {}, element("span", { class: "history-what", text: `${verdictText(entry.verdict)}${under}` }), element("span", { class: "history-who", text: ` ${who}, ${moment(entry.at)}` }));
  });
  return section("Geschiedenis", element("ol", { class: "history" }, ...lines));
}

/** Return text with cue words marked, where they stand as words. @param {string[]} cues */
function withCues(text, cues, open, close) {
  const line = flat(text);
  const found = cues.filter((cue) => cue && line.includes(cue)).sort((one, other) => other.length - one.length);
  if (!found.length) return [line ? `${open}${line}${close}` : ""];
  const any = found.map((cue) => cue.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("|");
  const parts = line.split(new RegExp(`(?<![\\p{L}\\p{N}])(${any})(?![\\p{L}\\p{N}])`, "u"));
  // Every other part is what was split at.
  return [open, ...parts.map((part, at) => (at % 2 ? element("em", { class: "cue", text: part }) : part)), close];
}
