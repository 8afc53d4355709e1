-- Several people for a shop. Whoever is removed stays in the table: what they did still says who did it. Their address is free again.
ALTER TABLE "member" ADD COLUMN "removed_at" TIMESTAMPTZ(3);
DROP INDEX "member_email_key";
CREATE UNIQUE INDEX "member_email_here" ON "member" ("email") WHERE "removed_at" IS NULL;

ALTER TABLE "link_event" ADD COLUMN "member_id" TEXT;

-- Tokens are kept as hashes: who reads the database opens no account.
CREATE TABLE "password_reset" (
  "token_hash" TEXT NOT NULL,
  "member_id" TEXT NOT NULL,
  "store_id" TEXT NOT NULL,
  "created_at" TIMESTAMPTZ(3) NOT NULL,
  "expires_at" TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT "password_reset_pkey" PRIMARY KEY ("token_hash")
);
CREATE INDEX "password_reset_member_id_idx" ON "password_reset" ("member_id");
CREATE INDEX "password_reset_expires_at_idx" ON "password_reset" ("expires_at");

CREATE TABLE "invitation" (
  "id" TEXT NOT NULL,
  "store_id" TEXT NOT NULL,
  "email" TEXT NOT NULL,
  "token_hash" TEXT NOT NULL,
  "invited_by" TEXT NOT NULL,
  "created_at" TIMESTAMPTZ(3) NOT NULL,
  "expires_at" TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT "invitation_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "invitation_token_hash_key" ON "invitation" ("token_hash");
CREATE UNIQUE INDEX "invitation_store_id_email_key" ON "invitation" ("store_id", "email");
CREATE INDEX "invitation_expires_at_idx" ON "invitation" ("expires_at");
