-- The number by which a transfer finds its link or its basket, drawn once from the store's own sequence: page, mail and
-- paper all state it. A link for many payers has none: each of its transfers draws its own.
CREATE TABLE "transfer_reference" (
  "store_id" TEXT NOT NULL,
  "number" BIGINT NOT NULL,
  "subject_id" TEXT NOT NULL,
  CONSTRAINT "transfer_reference_pkey" PRIMARY KEY ("store_id", "number")
);
CREATE UNIQUE INDEX "transfer_reference_subject_id_key" ON "transfer_reference" ("subject_id");

-- A shopper who was already given a reference keeps it: the latest of each link alone, or of each basket.
INSERT INTO "transfer_reference" ("store_id", "number", "subject_id")
SELECT DISTINCT ON (subject_id) store_id, number, subject_id FROM (
  SELECT p.store_id, (r.value->>'number')::bigint AS number, p.created_at,
    coalesce(p.basket_id, (SELECT min(t.link_id) FROM payment_target t JOIN payment_link l ON l.id = t.link_id AND l.kind <> 'reusable'
      WHERE t.payment_id = p.id AND (SELECT count(*) FROM payment_target o WHERE o.payment_id = p.id) = 1)) AS subject_id
  FROM record r JOIN payment p ON p.id = r.key WHERE r.kind = 'transfer'
) given WHERE subject_id IS NOT NULL ORDER BY subject_id, created_at DESC
ON CONFLICT DO NOTHING;

-- All others draw one now, in the order they were made.
CREATE TEMPORARY TABLE "drawn" ON COMMIT DROP AS
SELECT s.store_id, s.id AS subject_id, coalesce(q.last, 0) + row_number() OVER (PARTITION BY s.store_id ORDER BY s.created_at, s.id) AS number
FROM (
  SELECT store_id, id, created_at FROM payment_link WHERE kind <> 'reusable'
  UNION ALL SELECT store_id, id, created_at FROM basket
) s LEFT JOIN sequence q ON q.store_id = s.store_id AND q.name = 'transfer-reference'
WHERE NOT EXISTS (SELECT 1 FROM transfer_reference r WHERE r.subject_id = s.id);
INSERT INTO "transfer_reference" ("store_id", "number", "subject_id") SELECT store_id, number, subject_id FROM drawn;
INSERT INTO "sequence" ("store_id", "name", "last") SELECT store_id, 'transfer-reference', max(number) FROM drawn GROUP BY store_id
ON CONFLICT ("store_id", "name") DO UPDATE SET "last" = greatest("sequence"."last", excluded."last");
DROP TABLE IF EXISTS "drawn";
