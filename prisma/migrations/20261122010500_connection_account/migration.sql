-- The shop's one name at its platform, so that a token from a shop's own screens finds its connection without opening
-- anybody's sealed settings. Not unique: whoever types another's shop gets a connection that no token of that shop opens.
ALTER TABLE "connection" ADD COLUMN "account" TEXT;
CREATE INDEX "connection_vendor_account_idx" ON "connection" ("vendor", "account");
