import { interleave } from "./rounds.mjs";
import { openStage } from "./servers.mjs";

const rounds = 9;
const linksPerRound = 300;
const lanes = 8;

/** A link kept for good: token, seal, row and history in one transaction, against the same two bare INSERTs. */
export async function bench() {
  const stage = await openStage();
  const { rows } = await stage.sql.query("SELECT * FROM payment_link LIMIT 1");
  const insert = insertLike(stage.sql, rows[0], stage.newId);
  const measure = await interleave({
    name: "link creation: time, committed / the same INSERTs bare", unit: "ms", rounds,
    ours: () => many(stage.createLink),
    reference: () => many(insert),
  });
  await stage.close();
  return [measure];
}

async function many(act) {
  const beganAt = performance.now();
  let left = linksPerRound;
  await Promise.all(Array.from({ length: lanes }, async () => {
    while (left-- > 0) await act();
  }));
  return (performance.now() - beganAt) / linksPerRound;
}

function insertLike(sql, row, newId) {
  const columns = Object.keys(row);
  const text = `INSERT INTO payment_link (${columns.join(", ")}) VALUES (${columns.map((_, index) => `$${index + 1}`).join(", ")})`;
  return async () => {
    const id = newId("lnk");
    const fresh = { ...row, id, token_hash: id, lines: JSON.stringify(row.lines) };
    const client = await sql.connect();
    await client.query("BEGIN");
    await client.query({ name: "link", text, values: columns.map((column) => fresh[column]) });
    await client.query({ name: "line", text: "INSERT INTO link_event (id, store_id, link_id, kind, detail, at) VALUES ($1, $2, $3, 'created', '{}', now())", values: [newId("lev"), row.store_id, id] });
    await client.query("COMMIT");
    client.release();
  };
}
