import { askSend, type SendAsk } from "../../shared/admin/ask-admin";
import { LinkAddress } from "../../shared/admin/link-address";
import type { AdminSurface } from "../../shared/admin/surface";
import { TroubleBanner } from "../../shared/admin/trouble-banner";
import { usePress } from "../../shared/use-press";
import type { Link } from "../../shared/contract";
import { stateOf } from "../../shared/link-state";
import { problemWords } from "./problem-words";

export type LinkStatusProps = { surface: AdminSurface; link: Link; canSend: boolean; onRefresh: () => void };

export function LinkStatus({ surface, link, canSend, onRefresh }: LinkStatusProps) {
  const { translate } = surface.i18n;
  const { isBusy: isSending, told: sent, press: send } = usePress((ask: SendAsk, requestId) => askSend(surface, ask, requestId));
  const shown = sent?.ok ? sent.link : link;
  const isOpen = shown.status === "open";
  return (
    <s-stack gap="base">
      <Facts surface={surface} link={shown} />
      {isOpen && <Ways surface={surface} link={shown} />}
      {sent?.ok && <s-banner tone="success">{shown.message ? translate("send.sentTo", { to: shown.message.to }) : translate("send.sent")}</s-banner>}
      {sent?.ok === false && <TroubleBanner surface={surface} trouble={sent} />}
      <s-stack direction="inline" gap="small">
        {canSend && (
          <s-button loading={isSending} disabled={isSending} onClick={() => send({ orderRef: link.orderRef })} accessibilityLabel={translate("block.resendLabel")}>
            {translate(isOpen ? "block.resend" : "block.sendNew")}
          </s-button>
        )}
        <s-button variant="tertiary" disabled={isSending} onClick={onRefresh}>{translate("block.refresh")}</s-button>
      </s-stack>
    </s-stack>
  );
}

function Facts({ surface, link }: { surface: AdminSurface; link: Link }) {
  const { translate, formatDate } = surface.i18n;
  const { key, tone } = stateOf(link);
  const day = (at: string) => formatDate(new Date(at), { dateStyle: "medium" });
  return (
    <s-stack gap="small">
      <s-stack direction="inline" gap="small" alignItems="center">
        <s-badge tone={tone}>{translate(key)}</s-badge>
        {link.status !== "paid" && <s-text type="strong">{translate("block.open", { amount: link.openText })}</s-text>}
      </s-stack>
      {link.paidAt !== null && link.status === "paid" && <s-paragraph>{translate("block.paidOn", { date: day(link.paidAt) })}</s-paragraph>}
      {link.dueAt !== null && link.status === "open" && <s-paragraph>{translate("block.dueOn", { date: day(link.dueAt) })}</s-paragraph>}
      {link.message && <s-paragraph color="subdued">{translate("block.sentTo", { to: link.message.to, date: day(link.message.at) })}</s-paragraph>}
      {link.message?.problem && <s-banner tone="warning">{translate("block.notDelivered", { problem: problemWords(translate, link.message.problem) })}</s-banner>}
    </s-stack>
  );
}

/** The QR code is our picture: the admin has no component that draws one (2026-07), the shoppers' pages have. */
function Ways({ surface, link }: { surface: AdminSurface; link: Link }) {
  const label = surface.i18n.translate("block.qrLabel");
  return (
    <s-grid gridTemplateColumns={link.qrUrl === null ? "1fr" : "128px 1fr"} gap="base">
      {link.qrUrl !== null && (
        <s-box inlineSize="128px" blockSize="128px">
          <s-image src={link.qrUrl} alt={label} aspectRatio="1/1" inlineSize="fill" />
        </s-box>
      )}
      <LinkAddress surface={surface} address={link.payUrl} />
    </s-grid>
  );
}
