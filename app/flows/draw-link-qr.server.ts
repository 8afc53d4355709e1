import { isSameText, pictureMark } from "../core/companion-signature";
import { pictureQr } from "../core/qr";
import { findConnectionById } from "../db/connections.server";
import { findLink } from "../db/links.server";
import type { App } from "./ctx";
import { linkAddress } from "./link-address.server";

/** Sharp when a mail shows it at half its size. */
const scale = 8;

/** The QR code of a link's address as PNG, for pictures in mails and pages of the shop. Null for a wrong mark or an unknown link. */
export async function drawLinkQr(app: App, input: { connectionId: string; linkId: string; mark: string }): Promise<Uint8Array | null> {
  const connection = await findConnectionById(app.db, input.connectionId);
  if (!connection) return null;
  const mark = connection.companion ? pictureMark(connection.companion.secret, input.linkId) : app.mark("picture", input.linkId).slice(0, 32);
  if (!isSameText(input.mark, mark)) return null;
  const link = await findLink(app.db, connection.storeId, input.linkId);
  if (!link || link.platformId !== connection.id) return null;
  const ctx = await app.openStore(connection.storeId);
  return pictureQr(await linkAddress(ctx, link.id), { scale });
}
