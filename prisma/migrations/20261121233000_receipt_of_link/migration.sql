-- A payment may be for several links: each has its own receipt of its own part. Until now an entry had one, for its first link.
ALTER TABLE "receipt" ADD COLUMN "link_id" TEXT;
ALTER TABLE "receipt" DISABLE TRIGGER receipt_append_only;
UPDATE "receipt" r SET link_id = (SELECT a.link_id FROM "allocation" a WHERE a.entry_id = r.entry_id ORDER BY a.position LIMIT 1);
ALTER TABLE "receipt" ENABLE TRIGGER receipt_append_only;
ALTER TABLE "receipt" ALTER COLUMN "link_id" SET NOT NULL;
DROP INDEX "receipt_entry_id_key";
CREATE UNIQUE INDEX "receipt_entry_id_link_id_key" ON "receipt"("entry_id", "link_id");
CREATE INDEX "receipt_link_id_idx" ON "receipt"("link_id");
ALTER TABLE "receipt" ADD CONSTRAINT "receipt_link" FOREIGN KEY (link_id) REFERENCES "payment_link"(id);
