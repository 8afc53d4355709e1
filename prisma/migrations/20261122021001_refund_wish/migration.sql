-- On whose order's page a refund of a payment for several orders was begun: written before the provider is asked, so that
-- its money comes off that order whoever sees it first. No money itself.
CREATE TABLE "refund_wish" (
    "payment_id" TEXT NOT NULL REFERENCES "payment"("id"),
    "refund_id" TEXT NOT NULL,
    "store_id" TEXT NOT NULL,
    "link_id" TEXT NOT NULL REFERENCES "payment_link"("id"),
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "refund_wish_pkey" PRIMARY KEY ("payment_id", "refund_id")
);
