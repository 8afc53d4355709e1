-- Who changed which setting, and when: names of settings, never what they hold. Written once; it goes with its store, or
-- when it is old, each in a transaction that says so.
CREATE TABLE "settings_change" (
  "id" TEXT NOT NULL,
  "store_id" TEXT NOT NULL,
  "member_id" TEXT,
  "kind" TEXT NOT NULL,
  "subject" TEXT,
  "fields" TEXT[] NOT NULL,
  "at" TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT "settings_change_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "settings_change_store_id_at_idx" ON "settings_change" ("store_id", "at" DESC);
CREATE INDEX "settings_change_at_idx" ON "settings_change" ("at");
CREATE FUNCTION refuse_settings_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' AND (current_setting('reglo.forget_store', true) = OLD.store_id OR current_setting('reglo.clear_away', true) = 'settings_change') THEN RETURN OLD; END IF;
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER settings_change_append_only BEFORE UPDATE OR DELETE ON "settings_change" FOR EACH ROW EXECUTE FUNCTION refuse_settings_change();
CREATE TRIGGER settings_change_no_truncate BEFORE TRUNCATE ON "settings_change" EXECUTE FUNCTION refuse_change();
