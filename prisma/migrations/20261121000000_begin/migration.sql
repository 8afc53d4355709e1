-- CreateTable
CREATE TABLE "store" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "legal_lines" TEXT[],
    "website" TEXT,
    "contact_email" TEXT,
    "accent_color" TEXT NOT NULL DEFAULT '#1f4d3f',
    "locale" TEXT NOT NULL DEFAULT 'fr',
    "time_zone" TEXT NOT NULL DEFAULT 'Europe/Paris',
    "link_days" INTEGER NOT NULL DEFAULT 30,
    "logo_png" BYTEA,
    "logo_webp" BYTEA,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "store_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "member" (
    "id" TEXT NOT NULL,
    "store_id" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "password_hash" TEXT NOT NULL,
    "locale" TEXT NOT NULL DEFAULT 'fr',
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "member_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sign_in" (
    "token_hash" TEXT NOT NULL,
    "member_id" TEXT NOT NULL,
    "store_id" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "sign_in_pkey" PRIMARY KEY ("token_hash")
);

-- CreateTable
CREATE TABLE "connection" (
    "id" TEXT NOT NULL,
    "store_id" TEXT NOT NULL,
    "port" TEXT NOT NULL,
    "vendor" TEXT NOT NULL,
    "settings" TEXT NOT NULL,
    "hook_secret" TEXT,
    "is_enabled" BOOLEAN NOT NULL DEFAULT true,
    "health" JSONB,
    "last_hook_at" TIMESTAMPTZ(3),
    "last_sync_at" TIMESTAMPTZ(3),
    "synced_until" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "connection_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "record" (
    "connection_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "value" JSONB NOT NULL,

    CONSTRAINT "record_pkey" PRIMARY KEY ("connection_id","kind","key")
);

-- CreateTable
CREATE TABLE "order_snapshot" (
    "store_id" TEXT NOT NULL,
    "connection_id" TEXT NOT NULL,
    "ref" TEXT NOT NULL,
    "number" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "platform_status" TEXT NOT NULL,
    "currency" TEXT NOT NULL,
    "total_minor" BIGINT NOT NULL,
    "open_minor" BIGINT NOT NULL,
    "lines" JSONB NOT NULL,
    "customer_name" TEXT NOT NULL,
    "customer_email" TEXT NOT NULL,
    "customer_locale" TEXT,
    "admin_url" TEXT,
    "ordered_at" TIMESTAMPTZ(3) NOT NULL,
    "changed_at" TIMESTAMPTZ(3) NOT NULL,
    "read_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "order_snapshot_pkey" PRIMARY KEY ("connection_id","ref")
);

-- CreateTable
CREATE TABLE "payment_link" (
    "id" TEXT NOT NULL,
    "store_id" TEXT NOT NULL,
    "token_hash" TEXT NOT NULL,
    "token_sealed" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "connection_id" TEXT,
    "order_ref" TEXT,
    "order_number" TEXT,
    "description" TEXT NOT NULL,
    "lines" JSONB NOT NULL,
    "amount_minor" BIGINT,
    "sent_amount_minor" BIGINT,
    "follows_order" BOOLEAN NOT NULL DEFAULT false,
    "currency" TEXT NOT NULL,
    "customer_name" TEXT NOT NULL,
    "customer_email" TEXT NOT NULL,
    "customer_locale" TEXT,
    "locale" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3),
    "cancelled_at" TIMESTAMPTZ(3),

    CONSTRAINT "payment_link_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "link_event" (
    "id" TEXT NOT NULL,
    "store_id" TEXT NOT NULL,
    "link_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "detail" JSONB NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "link_event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "payment" (
    "id" TEXT NOT NULL,
    "store_id" TEXT NOT NULL,
    "connection_id" TEXT NOT NULL,
    "provider_ref" TEXT,
    "state" TEXT NOT NULL DEFAULT 'pending',
    "amount_minor" BIGINT NOT NULL,
    "currency" TEXT NOT NULL,
    "checkout_url" TEXT,
    "checkout_until" TIMESTAMPTZ(3),
    "progress" TEXT NOT NULL DEFAULT 'open',
    "method" TEXT,
    "method_detail" TEXT,
    "transaction_id" TEXT,
    "failure" TEXT,
    "dispute" JSONB,
    "asked_count" INTEGER NOT NULL DEFAULT 0,
    "asked_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "changed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "payment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "payment_target" (
    "payment_id" TEXT NOT NULL,
    "link_id" TEXT NOT NULL,
    "store_id" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "amount_minor" BIGINT NOT NULL,

    CONSTRAINT "payment_target_pkey" PRIMARY KEY ("payment_id","link_id")
);

-- CreateTable
CREATE TABLE "entry" (
    "id" TEXT NOT NULL,
    "store_id" TEXT NOT NULL,
    "payment_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "ref" TEXT NOT NULL,
    "amount_minor" BIGINT NOT NULL,
    "currency" TEXT NOT NULL,
    "occurred_at" TIMESTAMPTZ(3) NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "entry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "allocation" (
    "id" TEXT NOT NULL,
    "store_id" TEXT NOT NULL,
    "entry_id" TEXT NOT NULL,
    "payment_id" TEXT NOT NULL,
    "link_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "amount_minor" BIGINT NOT NULL,
    "position" INTEGER NOT NULL,

    CONSTRAINT "allocation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sequence" (
    "store_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "last" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "sequence_pkey" PRIMARY KEY ("store_id","name")
);

-- CreateTable
CREATE TABLE "receipt" (
    "id" TEXT NOT NULL,
    "store_id" TEXT NOT NULL,
    "entry_id" TEXT NOT NULL,
    "payment_id" TEXT NOT NULL,
    "number" TEXT NOT NULL,
    "facts" JSONB NOT NULL,
    "pdf" BYTEA NOT NULL,
    "pdf_sha256" TEXT NOT NULL,
    "issued_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "receipt_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "message" (
    "id" TEXT NOT NULL,
    "store_id" TEXT NOT NULL,
    "link_id" TEXT,
    "receipt_id" TEXT,
    "kind" TEXT NOT NULL,
    "channel" TEXT NOT NULL,
    "recipient" TEXT NOT NULL,
    "note" TEXT NOT NULL DEFAULT '',
    "subject" TEXT NOT NULL DEFAULT '',
    "status" TEXT NOT NULL DEFAULT 'queued',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "problem" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "sent_at" TIMESTAMPTZ(3),

    CONSTRAINT "message_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "inbox_event" (
    "id" TEXT NOT NULL,
    "store_id" TEXT NOT NULL,
    "connection_id" TEXT NOT NULL,
    "event_id" TEXT NOT NULL,
    "headers" JSONB NOT NULL,
    "body" BYTEA NOT NULL,
    "url" TEXT NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL,
    "handled_at" TIMESTAMPTZ(3),
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "problem" TEXT,

    CONSTRAINT "inbox_event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "effect" (
    "id" TEXT NOT NULL,
    "store_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'waiting',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "problem" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "done_at" TIMESTAMPTZ(3),

    CONSTRAINT "effect_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "task" (
    "id" TEXT NOT NULL,
    "store_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "link_id" TEXT,
    "payment_id" TEXT,
    "detail" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "resolved_at" TIMESTAMPTZ(3),

    CONSTRAINT "task_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "member_store_id_idx" ON "member"("store_id");

-- CreateIndex
CREATE UNIQUE INDEX "member_email_key" ON "member"("email");

-- CreateIndex
CREATE INDEX "sign_in_member_id_idx" ON "sign_in"("member_id");

-- CreateIndex
CREATE INDEX "connection_store_id_port_idx" ON "connection"("store_id", "port");

-- CreateIndex
CREATE INDEX "order_snapshot_store_id_state_ordered_at_ref_idx" ON "order_snapshot"("store_id", "state", "ordered_at" DESC, "ref");

-- CreateIndex
CREATE UNIQUE INDEX "payment_link_token_hash_key" ON "payment_link"("token_hash");

-- CreateIndex
CREATE INDEX "payment_link_store_id_created_at_id_idx" ON "payment_link"("store_id", "created_at" DESC, "id");

-- CreateIndex
CREATE INDEX "payment_link_connection_id_order_ref_idx" ON "payment_link"("connection_id", "order_ref");

-- CreateIndex
CREATE INDEX "link_event_link_id_at_idx" ON "link_event"("link_id", "at");

-- CreateIndex
CREATE INDEX "payment_store_id_state_created_at_idx" ON "payment"("store_id", "state", "created_at");

-- CreateIndex
CREATE UNIQUE INDEX "payment_connection_id_provider_ref_key" ON "payment"("connection_id", "provider_ref");

-- CreateIndex
CREATE INDEX "payment_target_link_id_idx" ON "payment_target"("link_id");

-- CreateIndex
CREATE INDEX "entry_store_id_recorded_at_idx" ON "entry"("store_id", "recorded_at");

-- CreateIndex
CREATE UNIQUE INDEX "entry_payment_id_kind_ref_key" ON "entry"("payment_id", "kind", "ref");

-- CreateIndex
CREATE INDEX "allocation_link_id_idx" ON "allocation"("link_id");

-- CreateIndex
CREATE INDEX "allocation_payment_id_idx" ON "allocation"("payment_id");

-- CreateIndex
CREATE INDEX "allocation_entry_id_idx" ON "allocation"("entry_id");

-- CreateIndex
CREATE UNIQUE INDEX "receipt_entry_id_key" ON "receipt"("entry_id");

-- CreateIndex
CREATE INDEX "receipt_payment_id_idx" ON "receipt"("payment_id");

-- CreateIndex
CREATE UNIQUE INDEX "receipt_store_id_number_key" ON "receipt"("store_id", "number");

-- CreateIndex
CREATE INDEX "message_link_id_idx" ON "message"("link_id");

-- CreateIndex
CREATE INDEX "message_store_id_status_idx" ON "message"("store_id", "status");

-- CreateIndex
CREATE INDEX "inbox_event_store_id_handled_at_idx" ON "inbox_event"("store_id", "handled_at");

-- CreateIndex
CREATE UNIQUE INDEX "inbox_event_connection_id_event_id_key" ON "inbox_event"("connection_id", "event_id");

-- CreateIndex
CREATE INDEX "effect_store_id_status_idx" ON "effect"("store_id", "status");

-- CreateIndex
CREATE UNIQUE INDEX "effect_kind_subject_key" ON "effect"("kind", "subject");

-- CreateIndex
CREATE INDEX "task_store_id_resolved_at_idx" ON "task"("store_id", "resolved_at");

-- CreateIndex
CREATE UNIQUE INDEX "task_kind_subject_key" ON "task"("kind", "subject");


-- Money rows are written once. A correction is another row.
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER entry_append_only BEFORE UPDATE OR DELETE ON "entry" FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER entry_no_truncate BEFORE TRUNCATE ON "entry" EXECUTE FUNCTION refuse_change();
CREATE TRIGGER allocation_append_only BEFORE UPDATE OR DELETE ON "allocation" FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER allocation_no_truncate BEFORE TRUNCATE ON "allocation" EXECUTE FUNCTION refuse_change();
CREATE TRIGGER receipt_append_only BEFORE UPDATE OR DELETE ON "receipt" FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER receipt_no_truncate BEFORE TRUNCATE ON "receipt" EXECUTE FUNCTION refuse_change();
CREATE TRIGGER link_event_append_only BEFORE UPDATE OR DELETE ON "link_event" FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- An entry's sign follows its kind, and its parts sum to it when the transaction ends.
ALTER TABLE "entry" ADD CONSTRAINT "entry_sign" CHECK (
  (kind IN ('capture', 'refund-reversal', 'dispute-reversal') AND amount_minor > 0)
  OR (kind IN ('refund', 'dispute') AND amount_minor < 0));
ALTER TABLE "allocation" ADD CONSTRAINT "allocation_kind" CHECK (kind IN ('due', 'surplus', 'foreign') AND amount_minor <> 0);
ALTER TABLE "payment_link" ADD CONSTRAINT "payment_link_amount" CHECK (amount_minor IS NULL OR amount_minor > 0);
ALTER TABLE "payment" ADD CONSTRAINT "payment_amount" CHECK (amount_minor > 0);

CREATE FUNCTION check_parts() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE wanted bigint; had numeric;
BEGIN
  SELECT amount_minor INTO wanted FROM "entry" WHERE id = NEW.entry_id;
  SELECT coalesce(sum(amount_minor), 0) INTO had FROM "allocation" WHERE entry_id = NEW.entry_id;
  IF wanted IS DISTINCT FROM had THEN
    RAISE EXCEPTION 'The parts of entry % sum to %, not %', NEW.entry_id, had, wanted USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER allocation_sums AFTER INSERT ON "allocation" DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION check_parts();

CREATE FUNCTION check_entry_has_parts() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM "allocation" WHERE entry_id = NEW.id) THEN
    RAISE EXCEPTION 'Entry % belongs to no link', NEW.id USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER entry_has_parts AFTER INSERT ON "entry" DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION check_entry_has_parts();

-- One table group points at another only inside a store.
ALTER TABLE "entry" ADD CONSTRAINT "entry_payment" FOREIGN KEY (payment_id) REFERENCES "payment"(id);
ALTER TABLE "allocation" ADD CONSTRAINT "allocation_entry" FOREIGN KEY (entry_id) REFERENCES "entry"(id);
ALTER TABLE "allocation" ADD CONSTRAINT "allocation_link" FOREIGN KEY (link_id) REFERENCES "payment_link"(id);
ALTER TABLE "receipt" ADD CONSTRAINT "receipt_entry" FOREIGN KEY (entry_id) REFERENCES "entry"(id);
ALTER TABLE "payment_target" ADD CONSTRAINT "payment_target_payment" FOREIGN KEY (payment_id) REFERENCES "payment"(id);
ALTER TABLE "payment_target" ADD CONSTRAINT "payment_target_link" FOREIGN KEY (link_id) REFERENCES "payment_link"(id);
ALTER TABLE "connection" ADD CONSTRAINT "connection_store" FOREIGN KEY (store_id) REFERENCES "store"(id);
