-- Keys with which a shop's own templates sign the address of an order's code. Old ones stay: papers are already printed.
CREATE TABLE "code_key" (
  "id" TEXT NOT NULL,
  "store_id" TEXT NOT NULL,
  "connection_id" TEXT NOT NULL,
  "secret" TEXT NOT NULL,
  "created_at" TIMESTAMPTZ(3) NOT NULL,
  "retired_at" TIMESTAMPTZ(3),
  "revoked_at" TIMESTAMPTZ(3),
  CONSTRAINT "code_key_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "code_key_store_id_connection_id_idx" ON "code_key" ("store_id", "connection_id");
-- One key at a time is handed out, whoever presses at the same moment.
CREATE UNIQUE INDEX "code_key_current" ON "code_key" ("connection_id") WHERE "retired_at" IS NULL;
