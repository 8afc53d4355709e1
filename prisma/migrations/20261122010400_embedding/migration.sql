-- A shop that installed us from its own admin has one connection, found by the shop itself: webhooks and visits name no id of ours.
ALTER TABLE "connection" ADD COLUMN "shop_ref" TEXT, ADD COLUMN "uninstalled_at" TIMESTAMPTZ(3);
CREATE UNIQUE INDEX "connection_vendor_shop_ref_key" ON "connection" ("vendor", "shop_ref");

-- One of the shop's staff, as its admin vouches for them: a number, and the language they chose here. No name, no address.
CREATE TABLE "visitor" (
  "id" TEXT NOT NULL,
  "store_id" TEXT NOT NULL,
  "connection_id" TEXT NOT NULL,
  "user_ref" TEXT NOT NULL,
  "locale" TEXT NOT NULL,
  "created_at" TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT "visitor_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "visitor_connection_id_user_ref_key" ON "visitor" ("connection_id", "user_ref");
