import { useBeforeUnload, useBlocker } from "@remix-run/react";
import { createContext, useCallback, useContext, useEffect, useRef } from "react";
import type { Bridge } from "../../core/embedding";
import { shellWords } from "../words/shell";
import { useWords } from "./language";

/** Asks whoever wants to leave a page with something unsaved on it. True: they may. Null: nobody but the browser can ask. */
export const LeavingContext = createContext<(() => Promise<boolean>) | null>(null);

type SaveBar = { leaveConfirmation?(): Promise<void> };

/** The admin's own question, where its script is there; a promise that never ends is its "stay". */
export async function askAdminToLeave({ globalName }: Bridge): Promise<boolean> {
  const admin = (window as unknown as Record<string, { saveBar?: SaveBar } | undefined>)[globalName];
  await admin?.saveBar?.leaveConfirmation?.();
  return true;
}

/** Keeps what was typed from being lost by leaving the page; `setDirty` says whether there is something to lose. */
export function useKeptTyping(): { setDirty(isDirty: boolean): void } {
  const { leave } = useWords(shellWords);
  const askAdmin = useContext(LeavingContext);
  const isDirty = useRef(false);
  const blocker = useBlocker(({ currentLocation, nextLocation }) => isDirty.current && currentLocation.pathname !== nextLocation.pathname);
  useEffect(() => {
    if (blocker.state !== "blocked") return;
    let isCurrent = true;
    void (askAdmin ? askAdmin() : Promise.resolve(window.confirm(leave))).then((mayLeave) => {
      if (!isCurrent) return;
      if (!mayLeave) return blocker.reset();
      isDirty.current = false;
      blocker.proceed();
    });
    return () => {
      isCurrent = false;
    };
  }, [blocker, askAdmin, leave]);
  useBeforeUnload(useCallback((event: BeforeUnloadEvent) => {
    if (isDirty.current) event.preventDefault();
  }, []));
  return { setDirty: (next) => void (isDirty.current = next) };
}
