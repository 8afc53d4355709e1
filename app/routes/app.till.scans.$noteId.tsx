import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData } from "@remix-run/react";
import { actInside, notFound, readUpload, showInside, statusOfRefused } from "../door.server";
import { hasCheque, keepScan, readScanOf } from "../flows/keep-scan.server";
import { readScan, scanLimits } from "../scan.server";
import { withNotice } from "../ui/merchant/notices";
import { counterPath } from "../ui/merchant/paths";
import { ScanScreen, type ScanAnswer } from "../ui/merchant/scan-form";

/** With `?file`, a cheque's scan, to the signed-in store alone; a PDF is given to keep, never to be opened on our pages. Without, the form that asks for one. */
export async function loader(args: LoaderFunctionArgs) {
  return showInside(args, async ({ ctx }) => {
    if (!(await hasCheque(ctx, args.params.noteId ?? ""))) return notFound();
    if (!new URL(args.request.url).searchParams.has("file")) return {};
    const scan = (await readScanOf(ctx, args.params.noteId ?? "")) ?? notFound();
    const isPicture = scan.mimeType === "image/webp";
    const name = isPicture ? "cheque.webp" : "cheque.pdf";
    throw new Response(new Uint8Array(scan.bytes), {
      headers: { "Content-Type": scan.mimeType, "Content-Disposition": `${isPicture ? "inline" : "attachment"}; filename="${name}"`, "Cache-Control": "private, no-store", "Content-Security-Policy": "default-src 'none'; sandbox" },
    });
  });
}

export async function action(args: ActionFunctionArgs) {
  const result = await actInside(args, async ({ ctx }): Promise<ScanAnswer | Response> => {
    if (!(await hasCheque(ctx, args.params.noteId ?? ""))) return notFound();
    const form = await readUpload(args.request);
    if (form === "too-heavy") return { ok: false, reason: form, linkId: "" };
    const [file, linkId] = [form.get("scan"), String(form.get("linkId") ?? "")];
    if (!(file instanceof File) || file.size === 0) return { ok: false, reason: "nothing-chosen", linkId };
    if (file.size > scanLimits.uploadBytesMax) return { ok: false, reason: "too-heavy", linkId };
    const read = await readScan(new Uint8Array(await file.arrayBuffer()));
    if (!read.ok) return { ok: false, reason: read.reason, linkId };
    if (!(await keepScan(ctx, args.params.noteId ?? "", read.scan))) return notFound();
    return redirect(/^lnk_\w+$/.test(linkId) ? withNotice(counterPath(linkId), "scan-saved") : "/app/till/cheques", 303);
  });
  return result instanceof Response ? result : data(result, { status: statusOfRefused(result.reason) });
}

export default function Scan() {
  const answer = useActionData<typeof action>() ?? null;
  return <ScanScreen answer={answer?.reason === "trouble" ? null : answer} />;
}
