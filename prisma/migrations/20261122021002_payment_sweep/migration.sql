-- The sweep pages through the payments nobody asked about for the longest time, whatever their store.
CREATE INDEX "payment_unasked_idx" ON "payment" ((coalesce(asked_at, created_at)), "id") WHERE state <> 'failed';
