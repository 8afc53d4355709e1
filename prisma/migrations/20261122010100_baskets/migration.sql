-- Several links behind one address, paid at once. The links, their money and their receipts stay what they are.
CREATE TABLE "basket" (
    "id" TEXT NOT NULL,
    "store_id" TEXT NOT NULL,
    "token_hash" TEXT NOT NULL,
    "token_sealed" TEXT NOT NULL,
    "links_key" TEXT NOT NULL,
    "locale" TEXT NOT NULL,
    "customer_name" TEXT NOT NULL,
    "customer_email" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3),
    "cancelled_at" TIMESTAMPTZ(3),

    CONSTRAINT "basket_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "basket_token_hash_key" ON "basket"("token_hash");
-- The same links asked for again are the same basket; a cancelled one makes room for another.
CREATE UNIQUE INDEX "basket_links" ON "basket"("store_id", "links_key") WHERE cancelled_at IS NULL;
ALTER TABLE "basket" ADD CONSTRAINT "basket_store" FOREIGN KEY (store_id) REFERENCES "store"(id);

CREATE TABLE "basket_link" (
    "basket_id" TEXT NOT NULL,
    "link_id" TEXT NOT NULL,
    "store_id" TEXT NOT NULL,
    "position" INTEGER NOT NULL,

    CONSTRAINT "basket_link_pkey" PRIMARY KEY ("basket_id", "link_id")
);
CREATE INDEX "basket_link_link_id_idx" ON "basket_link"("link_id");
ALTER TABLE "basket_link" ADD CONSTRAINT "basket_link_basket" FOREIGN KEY (basket_id) REFERENCES "basket"(id);
ALTER TABLE "basket_link" ADD CONSTRAINT "basket_link_link" FOREIGN KEY (link_id) REFERENCES "payment_link"(id);

-- Where the payer of an attempt came from, and goes back to; NULL is the one link's own page.
ALTER TABLE "payment" ADD COLUMN "basket_id" TEXT REFERENCES "basket"(id);
ALTER TABLE "message" ADD COLUMN "basket_id" TEXT REFERENCES "basket"(id);
CREATE INDEX "message_basket_id_idx" ON "message"("basket_id") WHERE basket_id IS NOT NULL;
