-- The shop's companion (a plugin that speaks signed HTTP with us): its address and secret, sealed, on its connection.
ALTER TABLE "connection" ADD COLUMN "companion" TEXT;

-- CreateTable
CREATE TABLE "companion_grant" (
    "code_hash" TEXT NOT NULL,
    "store_id" TEXT NOT NULL,
    "member_id" TEXT NOT NULL,
    "site" TEXT NOT NULL,
    "challenge" TEXT NOT NULL,
    "connection_id" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "companion_grant_pkey" PRIMARY KEY ("code_hash")
);

-- CreateTable
CREATE TABLE "companion_nonce" (
    "connection_id" TEXT NOT NULL,
    "nonce" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "companion_nonce_pkey" PRIMARY KEY ("connection_id","nonce")
);

-- CreateIndex
CREATE INDEX "companion_grant_expires_at_idx" ON "companion_grant"("expires_at");

-- CreateIndex
CREATE INDEX "companion_nonce_expires_at_idx" ON "companion_nonce"("expires_at");
