-- The law's two exceptions to append-only, each opened for one store and one transaction by a setting nothing else sets:
-- a shop that left takes its rows with it, and a person's address may be taken out of a history's detail (GDPR, article 17).
CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    IF current_setting('reglo.forget_store', true) = OLD.store_id THEN RETURN OLD; END IF;
  ELSIF TG_OP = 'UPDATE' AND TG_TABLE_NAME = 'link_event' THEN
    IF current_setting('reglo.forget_person_in', true) = OLD.store_id
      AND (NEW.id, NEW.store_id, NEW.link_id, NEW.kind, NEW.at) = (OLD.id, OLD.store_id, OLD.link_id, OLD.kind, OLD.at) THEN RETURN NEW; END IF;
  END IF;
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;
