-- Where a shop is and to whom it sells: some laws make a till of software in which cash is noted by hand.
ALTER TABLE "store" ADD COLUMN "country" TEXT NOT NULL DEFAULT 'FR';
ALTER TABLE "store" ADD COLUMN "sells_to_consumers" BOOLEAN NOT NULL DEFAULT true;
-- Cash and cheques noted by hand: null follows the country's law, which for French shops that sell to consumers is off.
ALTER TABLE "store" ADD COLUMN "notes_cash" BOOLEAN;

-- What was taken for money and was none (a slip, a cheque the bank took back) goes out again by a row of its own.
ALTER TABLE "entry" DROP CONSTRAINT "entry_sign";
ALTER TABLE "entry" ADD CONSTRAINT "entry_sign" CHECK (
  (kind IN ('capture', 'refund-reversal', 'dispute-reversal') AND amount_minor > 0)
  OR (kind IN ('reversal', 'refund', 'dispute') AND amount_minor < 0));

-- The till's end: a mirror of its last rows, and the lock under which the next are written.
CREATE TABLE "till" (
  "store_id" TEXT NOT NULL PRIMARY KEY REFERENCES "store"("id"),
  "last_number" BIGINT NOT NULL DEFAULT 0,
  "last_hash" TEXT NOT NULL,
  "last_at" TIMESTAMPTZ(3),
  "first_day" TEXT,
  "closed_day" TEXT,
  "closed_until" TIMESTAMPTZ(3),
  "next_closing_at" TIMESTAMPTZ(3)
);
CREATE INDEX "till_next_closing_at_idx" ON "till"("next_closing_at");

CREATE TABLE "till_entry" (
  "store_id" TEXT NOT NULL REFERENCES "till"("store_id"),
  "number" BIGINT NOT NULL,
  "at" TIMESTAMPTZ(3) NOT NULL,
  "happened_at" TIMESTAMPTZ(3) NOT NULL,
  "kind" TEXT NOT NULL,
  "method" TEXT NOT NULL,
  "amount_minor" BIGINT NOT NULL,
  "currency" TEXT NOT NULL,
  "reference" TEXT NOT NULL,
  "entry_id" TEXT NOT NULL REFERENCES "entry"("id"),
  "previous_hash" TEXT NOT NULL,
  "hash" TEXT NOT NULL,
  PRIMARY KEY ("store_id", "number")
);
CREATE UNIQUE INDEX "till_entry_entry_id_key" ON "till_entry"("entry_id");
CREATE INDEX "till_entry_store_id_at_idx" ON "till_entry"("store_id", "at");

CREATE TABLE "till_closing" (
  "store_id" TEXT NOT NULL REFERENCES "till"("store_id"),
  "number" BIGINT NOT NULL,
  "kind" TEXT NOT NULL CHECK ("kind" IN ('day', 'month', 'year')),
  "name" TEXT NOT NULL,
  "time_zone" TEXT NOT NULL,
  "from" TIMESTAMPTZ(3) NOT NULL,
  "until" TIMESTAMPTZ(3) NOT NULL,
  "closed_at" TIMESTAMPTZ(3) NOT NULL,
  "last_move" BIGINT NOT NULL,
  "last_move_hash" TEXT NOT NULL,
  "totals" JSONB NOT NULL,
  "perpetual" JSONB NOT NULL,
  "previous_hash" TEXT NOT NULL,
  "hash" TEXT NOT NULL,
  "seal" TEXT NOT NULL,
  PRIMARY KEY ("store_id", "number")
);
CREATE UNIQUE INDEX "till_closing_store_id_kind_name_key" ON "till_closing"("store_id", "kind", "name");

CREATE TRIGGER till_entry_append_only BEFORE UPDATE OR DELETE ON "till_entry" FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER till_entry_no_truncate BEFORE TRUNCATE ON "till_entry" EXECUTE FUNCTION refuse_change();
CREATE TRIGGER till_closing_append_only BEFORE UPDATE OR DELETE ON "till_closing" FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER till_closing_no_truncate BEFORE TRUNCATE ON "till_closing" EXECUTE FUNCTION refuse_change();
