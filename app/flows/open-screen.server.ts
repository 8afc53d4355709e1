import type { ScreenSession, ScreenSurface, ScreenTokens } from "../core/platform-screens";
import { listConnectionsOfAccount, type Connection } from "../db/connections.server";
import type { App, Ctx } from "./ctx";

/** Who asks from inside a shop's own screens, proved by the platform's signature; and how that platform names orders there. */
export type OpenedScreen = { ctx: Ctx; connection: Connection; session: ScreenSession } & Pick<ScreenTokens, "findOrderRef" | "screenRefOf">;
export type OpenScreenResult = { ok: true; screen: OpenedScreen } | { ok: false; retryHeaders: Readonly<Record<string, string>> };

/**
 * The door for a shop's own screens. The shop a token names says only which connections' secrets to hold it against:
 * what is believed is the one whose secret signed it, for its own app and its own shop, now. A missing token, a foreign
 * one and a wrong one get the same answer; a forgery writes nothing.
 */
export async function openScreen(app: App, input: { token: string; surface: ScreenSurface }): Promise<OpenScreenResult> {
  let retryHeaders: Readonly<Record<string, string>> = {};
  for (const { vendor, screens } of app.registry.platform) {
    if (!screens) continue;
    retryHeaders = { ...retryHeaders, ...screens.retryHeaders };
    const account = screens.claimedShop(input.token);
    if (account === null) continue;
    for (const connection of await listConnectionsOfAccount(app.db, { vendor, account })) {
      const read = screens.readToken(connection.settings, { ...input, now: app.now(), client: app.clientOf(vendor) });
      if (read.ok) return { ok: true, screen: { ctx: await app.openStore(connection.storeId), connection, session: read.session, findOrderRef: screens.findOrderRef, screenRefOf: screens.screenRefOf } };
      app.log("warn", "screen-refused", { connectionId: connection.id, surface: input.surface, reason: read.reason });
    }
  }
  return { ok: false, retryHeaders };
}
