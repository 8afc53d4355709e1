-- What is over is found without reading what is not.
CREATE INDEX "inbox_event_handled_at_idx" ON "inbox_event" ("handled_at") WHERE "handled_at" IS NOT NULL;
CREATE INDEX "sign_in_expires_at_idx" ON "sign_in" ("expires_at");
