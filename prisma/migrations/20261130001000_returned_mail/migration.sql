-- When the other side reported that a mail it had taken did not arrive.
ALTER TABLE "message" ADD COLUMN "reported_at" TIMESTAMPTZ(3);
