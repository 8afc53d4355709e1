import { chainRule, csvHead, csvLine } from "../core/till-export";
import { listClosings, listTillEntries } from "../db/till.server";
import type { Ctx } from "./ctx";

const pageSize = 2_000;
/** Ten a day for more than a century; a longer till is exported in parts, from the first number that is missing. */
const movesMax = 500_000;
const closingsMax = 50_000;

async function* pages(ctx: Ctx) {
  for (let after = 0, count = 0; count < movesMax; ) {
    const page = await listTillEntries(ctx.db, ctx.store.id, { after, limit: pageSize });
    yield page;
    if (page.length < pageSize) return;
    count += page.length;
    after = page.at(-1)?.number ?? after;
  }
}

/** Every move with its hashes, for a spreadsheet, piece by piece. */
export async function* exportTillCsv(ctx: Ctx): AsyncGenerator<string> {
  yield csvHead;
  for await (const page of pages(ctx)) yield page.map(csvLine).join("");
}

/** The whole till with its closings and the rule of its hashes, so that anyone can check it without us, piece by piece. */
export async function* exportTillJson(ctx: Ctx): AsyncGenerator<string> {
  const { store } = ctx;
  const closings = (await listClosings(ctx.db, store.id, { limit: closingsMax })).reverse();
  const head = { format: "reglo-till-1", rule: chainRule, store: { id: store.id, name: store.name, legalLines: store.legalLines, timeZone: store.timeZone }, exportedAt: ctx.now(), closings };
  yield `${JSON.stringify(head).slice(0, -1)},"moves":[`;
  let isFirst = true;
  for await (const page of pages(ctx)) {
    if (page.length > 0) yield (isFirst ? "" : ",") + page.map((entry) => JSON.stringify(entry)).join(",");
    isFirst &&= page.length === 0;
  }
  yield "]}\n";
}
