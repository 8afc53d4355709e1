-- A note of money for several links is found from each of them, by its payment.
CREATE INDEX "hand_note_payment_id_idx" ON "hand_note"("payment_id");
