import type { AdminSurface } from "../../shared/admin/surface";

/** `email` is null until it is typed in: the order's own address stands there. */
export type SendFields = { email: string | null; note: string };

export const noteLengthMax = 1000;
const emailLengthMax = 254;

/** `knownEmail`: the order's own address; null where the app may not know it. */
export type SendFormProps = { surface: AdminSurface; knownEmail: string | null; fields: SendFields; isSending: boolean; onChange: (fields: SendFields) => void };

/** What was typed, without what is empty: an empty field leaves the choice to the order. */
export function typedOf({ email, note }: SendFields, knownEmail: string | null): { email?: string; note?: string } {
  const to = (email ?? knownEmail ?? "").trim();
  return { ...(to !== "" && { email: to }), ...(note.trim() !== "" && { note: note.trim() }) };
}

export function SendForm({ surface, knownEmail, fields, isSending, onChange }: SendFormProps) {
  const { translate } = surface.i18n;
  return (
    <s-stack gap="base">
      <s-email-field
        label={translate("send.email")}
        details={translate(knownEmail === null ? "send.emailUnknown" : "send.emailDetails")}
        value={fields.email ?? knownEmail ?? ""}
        maxLength={emailLengthMax}
        autocomplete="off"
        disabled={isSending}
        onInput={(event) => onChange({ ...fields, email: event.currentTarget.value })}
      />
      <s-text-area
        label={translate("send.note")}
        details={translate("send.noteDetails")}
        value={fields.note}
        rows={3}
        maxLength={noteLengthMax}
        disabled={isSending}
        onInput={(event) => onChange({ ...fields, note: event.currentTarget.value })}
      />
    </s-stack>
  );
}
