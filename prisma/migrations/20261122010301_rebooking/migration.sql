-- Money that one link holds and does not need, given to another link of the same store and currency: rows of its own in
-- the ledger's parts, which still sum to their entry, and receipts of its own. Undone by a counter-row.
CREATE TABLE "rebooking" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "store_id" TEXT NOT NULL,
    "entry_id" TEXT NOT NULL REFERENCES "entry"("id"),
    "payment_id" TEXT NOT NULL REFERENCES "payment"("id"),
    "from_link_id" TEXT NOT NULL REFERENCES "payment_link"("id"),
    "to_link_id" TEXT NOT NULL REFERENCES "payment_link"("id"),
    "amount_minor" BIGINT NOT NULL CHECK (amount_minor > 0),
    "undoes" TEXT UNIQUE REFERENCES "rebooking"("id"),
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    CHECK (from_link_id <> to_link_id)
);
CREATE INDEX "rebooking_from_link_id_idx" ON "rebooking"("from_link_id");
CREATE INDEX "rebooking_to_link_id_idx" ON "rebooking"("to_link_id");
CREATE TRIGGER rebooking_append_only BEFORE UPDATE OR DELETE ON "rebooking" FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER rebooking_no_truncate BEFORE TRUNCATE ON "rebooking" EXECUTE FUNCTION refuse_change();

ALTER TABLE "allocation" ADD COLUMN "rebooking_id" TEXT REFERENCES "rebooking"("id");
ALTER TABLE "receipt" ADD COLUMN "rebooking_id" TEXT REFERENCES "rebooking"("id");
DROP INDEX "receipt_entry_id_link_id_key";
CREATE UNIQUE INDEX "receipt_entry_id_link_id_key" ON "receipt"("entry_id", "link_id") WHERE rebooking_id IS NULL;
CREATE UNIQUE INDEX "receipt_rebooking_id_link_id_key" ON "receipt"("rebooking_id", "link_id") WHERE rebooking_id IS NOT NULL;
