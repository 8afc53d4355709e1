-- How a link may be paid in parts, and what a store usually offers. NULL is "in one payment".
ALTER TABLE "payment_link" ADD COLUMN "plan" JSONB;
ALTER TABLE "store" ADD COLUMN "plan" JSONB;
