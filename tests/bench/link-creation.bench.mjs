import { interleave } from "./rounds.mjs";
import { openStage } from "./servers.mjs";

const rounds = 9;
const linksPerRound = 300;
const lanes = 8;

/**
 * A link kept for good in one transaction: token, seal, row, history, and the number its transfers carry. Against the bare
 * INSERTs of link and history alone, and against a bare transaction of all the same rows.
 */
export async function bench() {
  const stage = await openStage();
  const { rows } = await stage.sql.query("SELECT * FROM payment_link LIMIT 1");
  const against = (name, options) => interleave({
    name: `link creation: time, committed / ${name}`, unit: "ms", rounds,
    ours: () => many(stage.createLink),
    reference: () => many(insertLike(stage.sql, rows[0], stage.newId, options)),
  });
  const measures = [
    await against("bare INSERTs of link and history", { hasReference: false }),
    await against("a bare transaction of all the same rows", { hasReference: true }),
  ];
  await stage.close();
  return measures;
}

async function many(act) {
  const beganAt = performance.now();
  let left = linksPerRound;
  await Promise.all(Array.from({ length: lanes }, async () => {
    while (left-- > 0) await act();
  }));
  return (performance.now() - beganAt) / linksPerRound;
}

const reference = `WITH drawn AS (
    INSERT INTO sequence (store_id, name, last) VALUES ($1, 'transfer-reference', 1)
    ON CONFLICT (store_id, name) DO UPDATE SET last = sequence.last + 1 RETURNING last)
  INSERT INTO transfer_reference (store_id, number, subject_id) SELECT $1, last, $2 FROM drawn`;

function insertLike(sql, row, newId, { hasReference }) {
  const columns = Object.keys(row);
  const text = `INSERT INTO payment_link (${columns.join(", ")}) VALUES (${columns.map((_, index) => `$${index + 1}`).join(", ")})`;
  return async () => {
    const id = newId("lnk");
    const fresh = { ...row, id, token_hash: id, lines: JSON.stringify(row.lines) };
    const client = await sql.connect();
    await client.query("BEGIN");
    await client.query({ name: "link", text, values: columns.map((column) => fresh[column]) });
    if (hasReference) await client.query({ name: "reference", text: reference, values: [row.store_id, id] });
    await client.query({ name: "line", text: "INSERT INTO link_event (id, store_id, link_id, kind, detail, at) VALUES ($1, $2, $3, 'created', '{}', now())", values: [newId("lev"), row.store_id, id] });
    await client.query("COMMIT");
    client.release();
  };
}
