import { useNavigate } from "@remix-run/react";
import { Box } from "@shopify/polaris";
import { createElement, useCallback, useEffect, useSyncExternalStore, type ReactNode } from "react";
import type { Bridge } from "../../core/embedding";
import { shellWords } from "../words/shell";
import { useTakesMoney } from "./collected";
import { useWords } from "./language";
import { askAdminToLeave, LeavingContext } from "./leaving";
import { NoticeHost } from "./notices";
import { BridgeContext } from "./permissions";

/**
 * Inside a shop's admin the admin draws the frame: navigation and title are handed to its script as elements. Where
 * that script does not load they are ordinary links, and the page below works all the same.
 */
export function EmbeddedFrame({ bridge, isDemo, taskCount, children }: { bridge: Bridge; isDemo: boolean; taskCount: number; children: ReactNode }) {
  const words = useWords(shellWords);
  useAdminNavigation(bridge);
  const askAdmin = useCallback(() => askAdminToLeave(bridge), [bridge]);
  const tasks = taskCount === 0 ? words.tasks : `${words.tasks} (${taskCount})`;
  return (
    <>
      {createElement("ui-nav-menu", {}, [
        <a key="orders" href="/app/orders" rel="home">{words.orders}</a>,
        <a key="links" href="/app/links">{words.links}</a>,
        ...(useTakesMoney() ? [<a key="till" href="/app/till">{words.till}</a>] : []),
        <a key="tasks" href="/app/tasks">{tasks}</a>,
        <a key="settings" href="/app/settings">{words.settings}</a>,
      ])}
      <AdminTitle />
      {isDemo ? <p className="demo">{words.demo}</p> : null}
      <BridgeContext.Provider value={bridge}>
        <LeavingContext.Provider value={askAdmin}><Box paddingBlockEnd="1600">{children}</Box></LeavingContext.Provider>
      </BridgeContext.Provider>
      <NoticeHost />
    </>
  );
}

/** The admin's menu changes the page without a load, which would need a new token in the address. */
function useAdminNavigation({ navigateEvent }: Bridge): void {
  const navigate = useNavigate();
  useEffect(() => {
    const follow = (event: Event) => {
      const href = event.target instanceof Element ? event.target.getAttribute("href") : null;
      if (href?.startsWith("/")) navigate(href);
    };
    const click = (event: MouseEvent) => {
      const link = event.target instanceof Element ? event.target.closest("ui-nav-menu a") : null;
      if (link === null || event.defaultPrevented || event.metaKey || event.ctrlKey || event.button !== 0) return;
      event.preventDefault();
      navigate(link.getAttribute("href") ?? "/app");
    };
    document.addEventListener(navigateEvent, follow);
    document.addEventListener("click", click);
    return () => {
      document.removeEventListener(navigateEvent, follow);
      document.removeEventListener("click", click);
    };
  }, [navigate, navigateEvent]);
}

const titleNow = () => document.title.replace(/ · Réglo$/, "");

function onTitle(changed: () => void): () => void {
  const observer = new MutationObserver(changed);
  observer.observe(document.head, { childList: true, characterData: true, subtree: true });
  return () => observer.disconnect();
}

/** The admin's title bar says what the document's title says. */
function AdminTitle() {
  return createElement("ui-title-bar", { title: useSyncExternalStore(onTitle, titleNow, () => "Réglo") });
}
