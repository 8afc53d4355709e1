import { assertUnreachable } from "../core/assert";
import { pictureQr, pictureQrSvg } from "../core/qr";
import { findLink } from "../db/links.server";
import type { Ctx } from "./ctx";
import { linkAddress } from "./link-address.server";

export const qrFormats = ["svg", "png"] as const;
export type QrFormat = (typeof qrFormats)[number];

/** Wide enough to print on a page. */
const scale = 16;

/** A link's address as a QR code in a file; null when the store has no such link. */
export async function drawQrFile(
  ctx: Ctx,
  input: { linkId: string; format: QrFormat },
): Promise<{ bytes: Uint8Array; mimeType: string; fileName: string } | null> {
  const link = await findLink(ctx.db, ctx.store.id, input.linkId);
  if (!link) return null;
  const address = await linkAddress(ctx, link.id);
  const fileName = `qr-${(link.orderNumber ?? link.id).replace(/[^\w-]+/g, "")}.${input.format}`;
  switch (input.format) {
    case "svg": return { bytes: Buffer.from(await pictureQrSvg(address)), mimeType: "image/svg+xml", fileName };
    case "png": return { bytes: await pictureQr(address, { scale }), mimeType: "image/png", fileName };
    default: return assertUnreachable(input.format);
  }
}
