import { randomBytes } from "node:crypto";
import { PassThrough } from "node:stream";
import { createReadableStreamFromReadable, type ActionFunctionArgs, type AppLoadContext, type EntryContext, type LoaderFunctionArgs } from "@remix-run/node";
import { RemixServer, isRouteErrorResponse } from "@remix-run/react";
import { renderToPipeableStream } from "react-dom/server";
import type { Frame } from "./core/embedding";
import { findFrame } from "./flows/enter-embedded.server";
import { loggablePath, logError } from "./server/log.server";
import { NonceContext } from "./ui/nonce";

const renderTimeoutMs = 10_000;
const nonceBytes = 16;

/** Renders whole pages, never the first half of one: an error then is an error page, with its status. */
export default function handleRequest(request: Request, status: number, headers: Headers, context: EntryContext, { app }: AppLoadContext): Promise<Response> {
  const nonce = randomBytes(nonceBytes).toString("base64");
  return new Promise((resolve, reject) => {
    let answered = status;
    const page = (
      <NonceContext.Provider value={nonce}>
        <RemixServer context={context} url={request.url} abortDelay={renderTimeoutMs} nonce={nonce} />
      </NonceContext.Provider>
    );
    const { pipe, abort } = renderToPipeableStream(page, {
      nonce,
      onAllReady: () => {
        const body = new PassThrough();
        headers.set("Content-Type", "text/html; charset=utf-8");
        if (!headers.has("Cache-Control")) headers.set("Cache-Control", "no-store");
        if (!headers.has("Content-Security-Policy")) headers.set("Content-Security-Policy", contentPolicy(nonce, findFrame(app, request)));
        resolve(new Response(createReadableStreamFromReadable(body), { status: answered, headers }));
        pipe(body);
        clearTimeout(timer);
      },
      onShellError: (error) => {
        clearTimeout(timer);
        reject(error);
      },
      onError: (error) => {
        answered = 500;
        logError(`render ${loggablePath(new URL(request.url).pathname)}`, error);
      },
    });
    const timer = setTimeout(abort, renderTimeoutMs);
  });
}

/** What a loader or an action threw; a caller who went away, or asked for what is not there, is no error. */
export function handleError(error: unknown, { request }: LoaderFunctionArgs | ActionFunctionArgs): void {
  const isAnswer = isRouteErrorResponse(error) && error.status < 500;
  if (!isAnswer && !request.signal.aborted) logError(`${request.method} ${loggablePath(new URL(request.url).pathname)}`, error);
}

/**
 * For pages that set none: nothing from elsewhere, no script without this answer's nonce; styles inline, as Polaris
 * needs. A page inside a shop's admin may be framed by that shop, and runs the admin's own script.
 */
function contentPolicy(nonce: string, frame: Frame | null): string {
  const also = (sources: readonly string[] | undefined) => (sources ?? []).map((source) => ` ${source}`).join("");
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}'${also(frame?.sources.script)}`,
    "style-src 'self' 'unsafe-inline'",
    `img-src 'self' data: blob:${also(frame?.sources.image)}`,
    `connect-src 'self'${also(frame?.sources.connect)}${import.meta.env.DEV ? " ws:" : ""}`, // the bundler's reloads while developing
    "form-action 'self'",
    "base-uri 'none'",
    "object-src 'none'",
    `frame-ancestors ${frame === null ? "'none'" : frame.ancestors.join(" ")}`,
  ].join("; ");
}
