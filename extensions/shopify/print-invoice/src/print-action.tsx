import { useEffect, useState } from "preact/hooks";
import { askPrint, ordersPerCallMax } from "../../shared/admin/ask-admin";
import type { AdminSurface } from "../../shared/admin/surface";
import { TroubleBanner, Waiting } from "../../shared/admin/trouble-banner";
import type { Trouble } from "../../shared/ask-app";

/** The address dies after five minutes: a window that stays open gets a new one before. */
const renewAfterMs = 4 * 60_000;

/** An invoice with its payment QR code for each selected order, as one PDF that the admin previews and prints. */
export function PrintAction({ surface }: { surface: AdminSurface }) {
  const { translate } = surface.i18n;
  const count = surface.data.selected.length;
  const isTooMany = count > ordersPerCallMax;
  const { url, trouble, retry } = usePaper(surface, isTooMany);
  return (
    <s-admin-print-action {...(url !== null && { src: url })}>
      <s-stack gap="base">
        {isTooMany && <s-banner tone="warning">{translate("print.tooMany", { selected: count, max: ordersPerCallMax })}</s-banner>}
        {!isTooMany && url === null && trouble === null && <Waiting surface={surface} />}
        {trouble !== null && <TroubleBanner surface={surface} trouble={trouble} onRetry={retry} />}
        {url !== null && <s-paragraph>{translate("print.explains", { count })}</s-paragraph>}
      </s-stack>
    </s-admin-print-action>
  );
}

function usePaper(surface: AdminSurface, isTooMany: boolean): { url: string | null; trouble: Trouble | null; retry: () => void } {
  const [url, setUrl] = useState<string | null>(null);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const [turn, setTurn] = useState(0);
  const refs = surface.data.selected.map(({ id }) => id).join(" ");
  useEffect(() => {
    if (isTooMany || refs === "") return;
    let isCurrent = true;
    const renew = setTimeout(() => setTurn((before) => before + 1), renewAfterMs);
    void askPrint(surface, refs.split(" ")).then((answer) => {
      if (!isCurrent) return;
      setUrl(answer.ok ? answer.url : null);
      setTrouble(answer.ok ? null : answer);
    });
    return () => {
      isCurrent = false;
      clearTimeout(renew);
    };
  }, [surface, refs, isTooMany, turn]);
  const retry = () => {
    setTrouble(null);
    setTurn((before) => before + 1);
  };
  return { url, trouble, retry };
}
