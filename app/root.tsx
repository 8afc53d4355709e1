import { Links, Meta, Outlet, Scripts, ScrollRestoration, isRouteErrorResponse, useMatches, useRouteError } from "@remix-run/react";
import type { ReactNode } from "react";
import type { Bridge } from "./core/embedding";
import { doorWords } from "./core/door-words";
import { doorRefusalOf } from "./ui/door-refusal";
import { LastPage } from "./ui/last-page";
import { shellWords } from "./ui/words/shell";
import { useNonce } from "./ui/nonce";

/** A route whose page needs no script in the browser exports `handle: PageHandle` with `isStatic: true`. */
export type PageHandle = { isStatic?: boolean; locale?: string };

/** A page's language: its handle's, or the one its loader names as `locale`. */
function useLanguageTag(): string {
  const matches = useMatches();
  const tags = matches.map(({ handle, data }) => (handle as PageHandle | undefined)?.locale ?? (data as { locale?: unknown } | null | undefined)?.locale);
  return tags.findLast((tag): tag is string => typeof tag === "string") ?? "fr";
}

/** Inside a shop's admin, the admin's script. It must be the first of all, and neither deferred nor async, or it refuses to run. */
function useBridge(): Bridge | null {
  return useMatches().map(({ data }) => (data as { bridge?: Bridge | null } | null | undefined)?.bridge).find((bridge) => bridge != null) ?? null;
}

export function Layout({ children }: { children: ReactNode }) {
  const nonce = useNonce();
  const bridge = useBridge();
  const isStatic = useMatches().some(({ handle }) => (handle as PageHandle | undefined)?.isStatic);
  return (
    <html lang={useLanguageTag()}>
      <head>
        <meta charSet="utf-8" />
        {bridge === null ? null : <script src={bridge.scriptUrl} data-api-key={bridge.clientId} {...nonce} />}
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light" />
        <link rel="icon" href={icon} />
        <Meta />
        <Links />
      </head>
      <body>
        {children}
        {isStatic ? null : <ScrollRestoration {...nonce} />}
        {isStatic ? null : <Scripts {...nonce} />}
      </body>
    </html>
  );
}

const icon =
  "data:image/svg+xml," +
  encodeURIComponent(
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><rect width="24" height="24" rx="6" fill="#3ddc97"/>' +
      '<path d="M6.5 12.5l3.8 3.8L17.8 8.5" fill="none" stroke="#10231b" stroke-width="2.8" stroke-linecap="round" stroke-linejoin="round"/></svg>',
  );

/** Until a page gives its own. */
export const meta = () => [{ title: "Réglo" }];

export default function Root() {
  return <Outlet />;
}

/** The last one, for what no route caught. */
export function ErrorBoundary() {
  const error = useRouteError();
  const isMissing = isRouteErrorResponse(error) && error.status === 404;
  const refusal = doorRefusalOf(error);
  return <LastPage {...(isMissing ? shellWords.fr.notFound : refusal ? doorWords.fr[refusal] : shellWords.fr.broken)} />;
}
