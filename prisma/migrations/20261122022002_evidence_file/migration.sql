-- What a person adds to a dispute's evidence: a carrier's slip, a signature, a photo. Sealed, as cheques' scans are.
CREATE TABLE "evidence_file" (
  "id" TEXT NOT NULL,
  "store_id" TEXT NOT NULL,
  "payment_id" TEXT NOT NULL,
  "mime_type" TEXT NOT NULL,
  "sealed" TEXT NOT NULL,
  "added_at" TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT "evidence_file_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "evidence_file_payment_id_idx" ON "evidence_file" ("payment_id");
