import { invariant } from "../core/assert";
import { linkMarks, noFacts, type LinkMark } from "../core/link-marks";
import { linkState, noTotals, type LinkState, type LinkTotals, type PaymentLink } from "../core/payment-link";
import { readLinkFacts } from "../db/link-facts.server";
import { readLinkTotals } from "../db/links.server";
import type { Ctx } from "./ctx";

/** Where a link stands as every list and page shows it. */
export type LinkStanding = LinkState & { marks: LinkMark[] };

type Asking = Pick<Ctx, "db" | "store" | "now">;
type Standing = { state: LinkStanding; totals: LinkTotals };

export async function readLinkStanding(ctx: Asking, link: PaymentLink): Promise<Standing> {
  const standing = (await readLinkStandings(ctx, [link])).get(link.id);
  invariant(standing, "every link asked for is there");
  return standing;
}

/** Of any number of links, in two queries; each link asked for is there. */
export async function readLinkStandings(ctx: Asking, links: readonly PaymentLink[]): Promise<Map<string, Standing>> {
  const ids = links.map(({ id }) => id);
  const [totals, facts] = await Promise.all([readLinkTotals(ctx.db, ctx.store.id, ids), readLinkFacts(ctx.db, ctx.store.id, ids)]);
  return new Map(links.map((link) => {
    const total = totals.get(link.id) ?? noTotals;
    const state = linkState(link, total, ctx.now());
    return [link.id, { totals: total, state: { ...state, marks: linkMarks(state.status, total, facts.get(link.id) ?? noFacts) } }];
  }));
}
