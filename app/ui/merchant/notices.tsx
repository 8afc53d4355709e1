import { useFetcher, useLocation, useSearchParams } from "@remix-run/react";
import { useCallback, useEffect } from "react";
import { accountWords } from "../words/account";
import { codesWords } from "../words/codes";
import { collectedWords } from "../words/collected";
import { linkPageWords } from "../words/link-page";
import { settingsWords } from "../words/settings";
import { shellWords } from "../words/shell";
import { useWords } from "./language";

/** What a redirect may say was just done, in its address, so that it survives a reload and needs no script to arrive. */
export const noticeNames = [
  "sent", "created", "resent", "retried", "asked-again", "cancelled", "reopened", "refunded", "noted", "note-reversed", "note-returned", "cheque-moved", "scan-saved", "evidence-added", "evidence-removed", "refund-asked", "rebooked", "rebooking-undone", "resolved", "unresolved",
  "shop-saved", "logo-saved", "logo-removed", "connection-saved", "connection-checked", "connection-enabled", "connection-disabled", "codes-renewed", "codes-ended",
  "password-changed", "member-removed", "invitation-withdrawn", "mailed-by-shop",
] as const;
export type NoticeName = (typeof noticeNames)[number];

/** An address with a notice; `taskId` when it is about a task, so that it can be undone. */
export function withNotice(path: string, notice: NoticeName, taskId?: string): string {
  return `${path}?${new URLSearchParams({ notice, ...(taskId !== undefined && { task: taskId }) })}`;
}

/** The notice in an address, or null when it has none we know. */
export function findNotice(params: URLSearchParams): NoticeName | null {
  return noticeNames.find((name) => name === params.get("notice")) ?? null;
}

export function useNoticeText(): (notice: NoticeName) => string {
  const { notices } = useWords(linkPageWords);
  const { shop, logo, connection } = useWords(settingsWords);
  const codes = useWords(codesWords);
  const { password, team } = useWords(accountWords);
  const { mailedByShop } = useWords(collectedWords);
  return (notice) => ({
    ...notices,
    "shop-saved": shop.saved, "logo-saved": logo.saved, "logo-removed": logo.removed, "connection-saved": connection.saved,
    "connection-checked": connection.checked, "connection-enabled": connection.enabled, "connection-disabled": connection.disabledNotice, "codes-renewed": codes.renewed, "codes-ended": codes.ended, "mailed-by-shop": mailedByShop,
    "password-changed": password.changed, "member-removed": team.removed, "invitation-withdrawn": team.withdrawn,
  })[notice];
}

/** Long enough to read, and to reach its undo; after it the page itself still offers the same. */
const shownMs = 10_000;

/** Shows the address's notice for a moment, announced, with its undo when it has one; then the address is clean again. */
export function NoticeHost() {
  const words = useWords(shellWords);
  const textOf = useNoticeText();
  const fetcher = useFetcher();
  const { pathname } = useLocation();
  const [params, setParams] = useSearchParams();
  const notice = findNotice(params);
  const undo = notice === null ? null : undoOf(notice, pathname, params.get("task"));
  const clear = useCallback(() => setParams(without, { replace: true, preventScrollReset: true }), [setParams]);
  useEffect(() => {
    if (notice === null) return;
    const timer = setTimeout(clear, shownMs);
    return () => clearTimeout(timer);
  }, [notice, clear]);
  const takeBack = ({ fields, action }: Undo) => {
    clear();
    fetcher.submit(fields, { method: "post", action });
  };
  // The place is always there: a status that appears together with its text is not announced (WCAG 2.2, 4.1.3).
  return (
    <div className="notice-place" role="status">
      {notice === null ? null : (
        <div className="notice">
          <span>{textOf(notice)}</span>
          {undo === null ? null : <button type="button" onClick={() => takeBack(undo)}>{words.undo}</button>}
          <button type="button" aria-label={words.close} onClick={clear}>×</button>
        </div>
      )}
    </div>
  );
}

type Undo = { action: string; fields: Record<string, string> };

/** What takes a notice's deed back. Nothing of it comes from the address but a task's id: an address can be anyone's. */
function undoOf(notice: NoticeName, pathname: string, taskId: string | null): Undo | null {
  if (notice === "cancelled" && pathname.startsWith("/app/links/")) return { action: pathname, fields: { intent: "reopen" } };
  if (notice === "resolved" && taskId !== null) return { action: "/app/tasks", fields: { intent: "unresolve", taskId } };
  return null;
}

function without(params: URLSearchParams): URLSearchParams {
  const kept = new URLSearchParams(params);
  kept.delete("notice");
  kept.delete("task");
  return kept;
}
