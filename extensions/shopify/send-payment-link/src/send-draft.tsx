import { useEffect, useState } from "preact/hooks";
import { askDraft, sendDraft, type DraftAnswer, type DraftAsk, type DraftView, type QueryingSurface } from "../../shared/admin/ask-drafts";
import { LinkAddress } from "../../shared/admin/link-address";
import { selectedRef } from "../../shared/admin/surface";
import { TroubleBanner, Waiting } from "../../shared/admin/trouble-banner";
import { usePress } from "../../shared/use-press";
import { SendForm, typedOf, type SendFields } from "./send-form";

/** A draft is paid on Shopify's own page, which makes the order of it: so Shopify is asked, in both editions. */
export function SendDraft({ surface, onClose }: { surface: QueryingSurface; onClose: () => void }) {
  const { translate } = surface.i18n;
  const { answer, ask } = useDraft(surface, selectedRef(surface));
  const [fields, setFields] = useState<SendFields>({ email: null, note: "" });
  const { isBusy, told, press } = usePress((wish: DraftAsk) => sendDraft(surface, wish));
  const draft = answer?.ok ? answer.draft : null;
  const canSend = draft?.isOpen === true && told?.ok !== true;
  return (
    <s-admin-action heading={translate("send.heading")} loading={answer === null}>
      <s-stack gap="base">
        {answer === null && <Waiting surface={surface} />}
        {answer?.ok === false && <TroubleBanner surface={surface} trouble={answer} onRetry={ask} />}
        {draft && !draft.isOpen && <s-banner tone="info">{translate("draft.completed")}</s-banner>}
        {draft && canSend && <s-heading>{translate("draft.asks", { number: draft.name, amount: draft.amountText })}</s-heading>}
        {canSend && <SendForm surface={surface} knownEmail={null} fields={fields} isSending={isBusy} onChange={setFields} />}
        {told?.ok === false && <TroubleBanner surface={surface} trouble={told} />}
        {draft && told?.ok && <SentDraft surface={surface} draft={draft} to={told.to} invoiceUrl={told.invoiceUrl} />}
      </s-stack>
      {canSend && (
        <s-button slot="primary-action" variant="primary" loading={isBusy} disabled={isBusy} onClick={() => draft && press({ id: draft.id, ...typedOf(fields, null) })}>
          {translate("send.button")}
        </s-button>
      )}
      <s-button slot="secondary-actions" disabled={isBusy} onClick={onClose}>{translate("close")}</s-button>
    </s-admin-action>
  );
}

type SentDraftProps = { surface: QueryingSurface; draft: DraftView; to: string | null; invoiceUrl: string | null };

function SentDraft({ surface, draft, to, invoiceUrl }: SentDraftProps) {
  const { translate } = surface.i18n;
  const address = invoiceUrl ?? draft.invoiceUrl;
  return (
    <s-stack gap="base">
      <s-banner tone="success">{to === null ? translate("draft.sent") : translate("send.sentTo", { to })}</s-banner>
      {address !== null && <LinkAddress surface={surface} address={address} />}
    </s-stack>
  );
}

function useDraft(surface: QueryingSurface, id: string): { answer: DraftAnswer | null; ask: () => void } {
  const [answer, setAnswer] = useState<DraftAnswer | null>(null);
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    let isCurrent = true;
    setAnswer(null);
    void askDraft(surface, id).then((told) => {
      if (isCurrent) setAnswer(told);
    });
    return () => {
      isCurrent = false;
    };
  }, [surface, id, turn]);
  return { answer, ask: () => setTurn((before) => before + 1) };
}
