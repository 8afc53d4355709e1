-- Orders of people whom the law made us forget: read again, they come without a name and an address.
CREATE TABLE "forgotten_order" (
  "store_id" TEXT NOT NULL,
  "connection_id" TEXT NOT NULL,
  "ref" TEXT NOT NULL,
  CONSTRAINT "forgotten_order_pkey" PRIMARY KEY ("connection_id", "ref")
);
