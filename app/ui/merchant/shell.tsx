import { useFetcher, useLocation, useNavigation } from "@remix-run/react";
import { Badge, Box, Frame, Loading, Navigation, TopBar } from "@shopify/polaris";
import { CashEuroIcon, ClipboardChecklistIcon, ExitIcon, LanguageIcon, LinkIcon, OrderIcon, SettingsIcon } from "@shopify/polaris-icons";
import { useState, type ReactNode } from "react";
import type { Bridge } from "../../core/embedding";
import { shellWords } from "../words/shell";
import { useTakesMoney } from "./collected";
import { EmbeddedFrame } from "./embedded-frame";
import { useWords } from "./language";
import { NoticeHost } from "./notices";

export type ShellProps = { bridge: Bridge | null; storeName: string; memberEmail: string; taskCount: number; isDemo: boolean; children: ReactNode };

/** A mark and the name, drawn here so that nothing is fetched for it. */
const brand =
  "data:image/svg+xml," +
  encodeURIComponent(
    `<svg xmlns="http://www.w3.org/2000/svg" width="104" height="28"><rect x="1" y="3" width="22" height="22" rx="6" fill="#3ddc97"/>` +
      `<path d="M7 14.5l3.6 3.6L17.5 11" fill="none" stroke="#10231b" stroke-width="2.6" stroke-linecap="round" stroke-linejoin="round"/>` +
      `<text x="32" y="20.5" font-family="Inter,-apple-system,Segoe UI,Roboto,sans-serif" font-size="18" font-weight="650" fill="#fff">Réglo</text></svg>`,
  );

/** The frame around every merchant's screen: navigation, account, progress, and what was just done. */
export function Shell({ bridge, ...props }: ShellProps) {
  if (bridge === null) return <OwnFrame {...props} />;
  return <EmbeddedFrame bridge={bridge} isDemo={props.isDemo} taskCount={props.taskCount}>{props.children}</EmbeddedFrame>;
}

function OwnFrame({ storeName, memberEmail, taskCount, isDemo, children }: Omit<ShellProps, "bridge">) {
  const words = useWords(shellWords);
  const navigation = useNavigation();
  const { pathname } = useLocation();
  // Opened on one page, it is closed on the next.
  const [menuOpenedAt, setMenuOpenedAt] = useState<string | null>(null);
  const isMenuOpen = menuOpenedAt === pathname;
  const toggle = () => setMenuOpenedAt(isMenuOpen ? null : pathname);
  return (
    <Frame
      logo={{ topBarSource: brand, width: 104, url: "/app/orders", accessibilityLabel: "Réglo" }}
      topBar={<TopBar showNavigationToggle onNavigationToggle={toggle} userMenu={<Account storeName={storeName} memberEmail={memberEmail} />} />}
      navigation={<Menu taskCount={taskCount} />}
      showMobileNavigation={isMenuOpen}
      onNavigationDismiss={toggle}
    >
      {navigation.state === "idle" ? null : <Loading />}
      {isDemo ? <p className="demo">{words.demo}</p> : null}
      <Box paddingBlockEnd="1600">{children}</Box>
      <NoticeHost />
    </Frame>
  );
}

function Menu({ taskCount }: { taskCount: number }) {
  const words = useWords(shellWords);
  const { pathname } = useLocation();
  const till = { url: "/app/till", label: words.till, icon: CashEuroIcon, matchPaths: ["/app/till"] };
  const badge = taskCount === 0 ? {} : { badge: <Badge tone="attention" toneAndProgressLabelOverride="">{String(taskCount)}</Badge> };
  return (
    <Navigation location={pathname} ariaLabelledBy="">
      <Navigation.Section
        items={[
          { url: "/app/orders", label: words.orders, icon: OrderIcon, matchPaths: ["/app/orders"] },
          { url: "/app/links", label: words.links, icon: LinkIcon, matchPaths: ["/app/links"] },
          ...(useTakesMoney() ? [till] : []),
          { url: "/app/tasks", label: words.tasks, icon: ClipboardChecklistIcon, ...badge },
        ]}
      />
      <Navigation.Section separator items={[{ url: "/app/settings", label: words.settings, icon: SettingsIcon, matchPaths: ["/app/settings"] }]} />
    </Navigation>
  );
}

function Account({ storeName, memberEmail }: { storeName: string; memberEmail: string }) {
  const words = useWords(shellWords);
  const fetcher = useFetcher();
  const [isOpen, setOpen] = useState(false);
  const post = (action: string, fields: Record<string, string>) => fetcher.submit(fields, { method: "post", action });
  return (
    <TopBar.UserMenu
      name={storeName}
      detail={memberEmail}
      initials={[...storeName][0]?.toUpperCase() ?? ""}
      open={isOpen}
      onToggle={() => setOpen((was) => !was)}
      actions={[
        { items: [{ content: words.otherLanguage, icon: LanguageIcon, onAction: () => post("/app/language", { locale: words.otherLocale }) }] },
        { items: [{ content: words.signOut, icon: ExitIcon, onAction: () => post("/sign-out", {}) }] },
      ]}
    />
  );
}
