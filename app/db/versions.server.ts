import type { Db } from "./client.server";
import { rowsOf } from "./rows.server";

/*
 * PostgreSQL notes in every row which transaction wrote it (`xmin`): whoever sees the same number sees the same row.
 * So what was read may be remembered for as long as one cheap question, asked each time, answers with the same version,
 * whichever process wrote in between.
 */

/** A row's version, as text. */
export const rowVersionSql = (alias: string) => `${alias}.xmin::text`;

/** The version of a store and its connections together, in SQL; null without such a store. In: an expression for its id. */
export const storeVersionSql = (storeId: string) => `(
  SELECT ${rowVersionSql("vs")} || coalesce((SELECT string_agg(vc.id || ':' || ${rowVersionSql("vc")}, ' ' ORDER BY vc.id) FROM connection vc WHERE vc.store_id = vs.id), '')
  FROM store vs WHERE vs.id = ${storeId})`;

/** The version of a store and its connections now. Throws when there is no such store. */
export async function getStoreVersion(db: Db, storeId: string): Promise<string> {
  const [row] = await rowsOf<{ version: string | null }>(db, { name: "store-version", text: `SELECT ${storeVersionSql("$1")} AS version`, values: [storeId] });
  if (!row?.version) throw new Error(`No store ${storeId}`);
  return row.version;
}
