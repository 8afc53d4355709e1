-- The paying-in slip a cheque went to the bank with.
ALTER TABLE "hand_note" ADD COLUMN "slip_id" TEXT;
CREATE INDEX "hand_note_store_id_slip_id_idx" ON "hand_note"("store_id", "slip_id");
