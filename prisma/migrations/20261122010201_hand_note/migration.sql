-- What a person states about money that passed no machine: claimed under the id its form was drawn with, so that a
-- double click states it once. Steps, corrections and returns are rows about the first one.
CREATE TABLE "hand_note" (
  "id" TEXT NOT NULL PRIMARY KEY,
  "store_id" TEXT NOT NULL,
  "link_id" TEXT NOT NULL REFERENCES "payment_link"("id"),
  "payment_id" TEXT NOT NULL REFERENCES "payment"("id"),
  "kind" TEXT NOT NULL CHECK ("kind" IN ('received', 'returned', 'reversed', 'banked', 'withdrawn', 'cleared', 'bounced')),
  "method" TEXT NOT NULL CHECK ("method" IN ('cash', 'cheque', 'bank-transfer')),
  "amount_minor" BIGINT NOT NULL CHECK ("amount_minor" > 0),
  "currency" TEXT NOT NULL,
  "happened_at" TIMESTAMPTZ(3) NOT NULL,
  "about_id" TEXT REFERENCES "hand_note"("id"),
  "place" TEXT,
  "reason" TEXT NOT NULL DEFAULT '',
  "cheque" JSONB,
  "member_id" TEXT NOT NULL,
  "status" TEXT NOT NULL DEFAULT 'claimed' CHECK ("status" IN ('claimed', 'done', 'refused')),
  "problem" JSONB,
  "created_at" TIMESTAMPTZ(3) NOT NULL
);
CREATE UNIQUE INDEX "hand_note_about_id_place_key" ON "hand_note"("about_id", "place");
CREATE INDEX "hand_note_link_id_created_at_idx" ON "hand_note"("link_id", "created_at");
CREATE INDEX "hand_note_store_id_method_created_at_idx" ON "hand_note"("store_id", "method", "created_at");

-- A cheque as it was seen: re-encoded where it is a picture, sealed with the installation's key.
CREATE TABLE "cheque_scan" (
  "note_id" TEXT NOT NULL PRIMARY KEY REFERENCES "hand_note"("id"),
  "store_id" TEXT NOT NULL,
  "mime_type" TEXT NOT NULL,
  "sealed" TEXT NOT NULL,
  "added_at" TIMESTAMPTZ(3) NOT NULL
);

-- A receipt both parties signed: a document of its own that names the receipt and the hash of its bytes. Append-only.
CREATE TABLE "signed_receipt" (
  "id" TEXT NOT NULL PRIMARY KEY,
  "store_id" TEXT NOT NULL,
  "receipt_id" TEXT NOT NULL REFERENCES "receipt"("id"),
  "number" TEXT NOT NULL,
  "facts" JSONB NOT NULL,
  "pdf" BYTEA NOT NULL,
  "pdf_sha256" TEXT NOT NULL,
  "signed_at" TIMESTAMPTZ(3) NOT NULL
);
CREATE UNIQUE INDEX "signed_receipt_receipt_id_key" ON "signed_receipt"("receipt_id");
CREATE UNIQUE INDEX "signed_receipt_store_id_number_key" ON "signed_receipt"("store_id", "number");
CREATE TRIGGER signed_receipt_append_only BEFORE UPDATE OR DELETE ON "signed_receipt" FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER signed_receipt_no_truncate BEFORE TRUNCATE ON "signed_receipt" EXECUTE FUNCTION refuse_change();
