/**
 * What goes wrong, once asked for. `silent`: no answer at all · `drip`: a byte a second · `html-500`, `html-200`, `maintenance`,
 * `too-many`, `forbidden` (a firewall's page), `redirect` · `truncated`: half the JSON · `notice`: a PHP warning in front
 * of it · `bom`: a byte order mark in front of it (harmless) · `huge`: more than anyone should read · `cut`: the socket
 * dies before anything is done · `dies-after-writing`: it dies once the work is done · `ignored`: 200, but a plugin undid it.
 */
export type FaultKind =
  | "silent" | "drip" | "html-500" | "html-200" | "maintenance" | "too-many" | "forbidden" | "redirect"
  | "truncated" | "notice" | "bom" | "huge" | "cut" | "dies-after-writing" | "ignored";

/** `on`: "PUT order", "GET orders", "POST notes"… as in the routes, or "any". */
export type Fault = { on: string; kind: FaultKind; times: number; status?: number };

export const htmlOf: Readonly<Partial<Record<FaultKind, { status: number; html: string }>>> = {
  "html-500": { status: 500, html: "<html><body><p>There has been a critical error on this website.</p></body></html>" },
  "html-200": { status: 200, html: "<!DOCTYPE html><html><body><h1>Bientôt disponible</h1></body></html>" },
  maintenance: { status: 503, html: "<h1>Briefly unavailable for scheduled maintenance. Check back in a minute.</h1>" },
  "too-many": { status: 429, html: "<html><body>Too Many Requests</body></html>" },
  forbidden: { status: 403, html: "<html><body><h1>403 Forbidden</h1></body></html>" },
};

/** The next fault for a route, used up by one; null when all is well. */
export function takeFault(faults: Fault[], route: string): FaultKind | null {
  const fault = faults.find((candidate) => candidate.times > 0 && (candidate.on === "any" || candidate.on === route));
  if (fault === undefined) return null;
  fault.times -= 1;
  return fault.kind;
}
