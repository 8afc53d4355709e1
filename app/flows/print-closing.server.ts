import type { MerchantLocale } from "../core/locale";
import { closingPaper } from "../core/till-papers";
import { findClosing } from "../db/till.server";
import type { Ctx } from "./ctx";

/** A closing as a PDF, in the reader's language; null when the store has no such closing. */
export async function printClosing(ctx: Ctx, input: { number: number; locale: MerchantLocale }): Promise<{ fileName: string; pdf: Uint8Array } | null> {
  const closing = await findClosing(ctx.db, ctx.store.id, input.number);
  if (!closing) return null;
  const { name, legalLines, logoPng, accentColor } = ctx.store;
  const pdf = await ctx.paperPrinter.print(closingPaper(closing, { name, lines: legalLines }, input.locale), { logoPng, accentColor });
  return { fileName: `cloture-${closing.kind}-${closing.name}.pdf`, pdf };
}
