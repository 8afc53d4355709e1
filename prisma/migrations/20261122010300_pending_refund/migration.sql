-- Refunds a provider accepted that are no money yet, and those that never became it: state, not ledger.
CREATE TABLE "pending_refund" (
    "payment_id" TEXT NOT NULL REFERENCES "payment"("id"),
    "ref" TEXT NOT NULL,
    "store_id" TEXT NOT NULL,
    "amount_minor" BIGINT NOT NULL CHECK (amount_minor > 0),
    "state" TEXT NOT NULL CHECK (state IN ('pending', 'failed')),
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "changed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "pending_refund_pkey" PRIMARY KEY ("payment_id", "ref")
);
