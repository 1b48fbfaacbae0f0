/**
 * Asking the server. Every answer that is no success becomes a `Fault`, in Dutch.
 */

const TIME_LIMIT = 30_000;
const LOST = "Er is geen verbinding met het programma.";
const LOST_REMEDY = "Kijk of woo-redact nog draait. De pagina probeert het zelf opnieuw.";

/** What went wrong: `status` 0 is no connection; `meanwhile` tells what others decided (409). */
export class Fault extends Error {
  /** @param {number} status @param {any} [said] the body of the answer */
  constructor(status, said = {}) {
    super(said.error || `Het programma gaf een onverwacht antwoord (${status}).`);
    this.name = "Fault";
    this.status = status;
    this.remedy = said.remedy || "";
    this.code = said.code || "";
    this.meanwhile = said.meanwhile || [];
    this.sequence = said.sequence ?? null;
    /** What a reasoning tells that it should not. @type {string[]} */
    this.words = said.words || [];
    /** Seconds after which to ask again. */
    this.after = 0;
  }

  /** Whether asking again later may help. */
  get passing() {
    return [0, 401, 429, 502, 503, 504].includes(this.status);
  }

  /** Message and remedy as one text. */
  get text() {
    const words = this.words.length ? `Het gaat om: ${this.words.map((word) => `‘${word}’`).join(", ")}.` : "";
    return [this.message, words, this.remedy].filter(Boolean).join(" ");
  }
}

/** @returns {Promise<any>} what the server answers as JSON */
export async function get(path, signal) {
  return (await ask(path, { signal })).json();
}

/** @returns {Promise<any>} what the server answers to a JSON body */
export async function post(path, body) {
  const text = JSON.stringify(body);
  const headers = { "Content-Type": "application/json" };
  // Small steps survive that the page is left; browsers allow no more.
  return (await ask(path, { method: "POST", headers, body: text, keepalive: text.length < 30_000 })).json();
}

/** @returns {Promise<Blob>} a picture */
export async function picture(path, signal) {
  return (await ask(path, { signal })).blob();
}

/** Return a name for a step that no other step has. */
export function stepKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

async function ask(path, given) {
  const limit = AbortSignal.timeout(TIME_LIMIT);
  const signal = given.signal ? AbortSignal.any([given.signal, limit]) : limit;
  let answer;
  try {
    answer = await fetch(path, { credentials: "same-origin", redirect: "error", ...given, signal });
  } catch (error) {
    if (given.signal?.aborted) throw error;
    throw new Fault(0, { error: LOST, remedy: LOST_REMEDY });
  }
  if (answer.ok) return answer;
  const fault = new Fault(answer.status, await said(answer));
  fault.after = Number(answer.headers.get("Retry-After")) || 0;
  throw fault;
}

async function said(answer) {
  try {
    return await answer.json();
  } catch {
    return {};
  }
}
