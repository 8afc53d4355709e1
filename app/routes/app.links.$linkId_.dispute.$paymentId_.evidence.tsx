import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useParams } from "@remix-run/react";
import { scanEndings } from "../core/scan";
import { actInside, notFound, readUpload, showInside, statusOfRefused } from "../door.server";
import { hasOpenDispute, keepEvidence, readEvidence, removeEvidence } from "../flows/keep-evidence.server";
import { readScan, scanLimits } from "../scan.server";
import { EvidenceScreen, type EvidenceAnswer } from "../ui/merchant/evidence-form";
import { withNotice } from "../ui/merchant/notices";
import { linkPath } from "../ui/merchant/paths";
import { merchantTitle } from "../ui/merchant/titles";
import { disputeWords } from "../ui/words/dispute";

export const meta: MetaFunction = ({ matches }) => merchantTitle(matches, disputeWords, (words) => words.files.add);

const placeOf = ({ params }: LoaderFunctionArgs) => ({ linkId: params.linkId ?? "", paymentId: params.paymentId ?? "" });

/** With `?file`, what was added to the evidence, to the signed-in store alone, always to keep, never opened on our pages. Without, the form. */
export async function loader(args: LoaderFunctionArgs) {
  return showInside(args, async ({ ctx }) => {
    const { linkId, paymentId } = placeOf(args);
    if (!(await hasOpenDispute(ctx, { linkId, paymentId }))) return notFound();
    const id = new URL(args.request.url).searchParams.get("file");
    if (id === null) return {};
    const scan = (await readEvidence(ctx, { id, paymentId })) ?? notFound();
    throw new Response(new Uint8Array(scan.bytes), {
      headers: { "Content-Type": scan.mimeType, "Content-Disposition": `attachment; filename="delivery.${scanEndings[scan.mimeType]}"`, "Cache-Control": "private, no-store", "Content-Security-Policy": "default-src 'none'; sandbox" },
    });
  });
}

export async function action(args: ActionFunctionArgs) {
  const result = await actInside(args, async ({ ctx }): Promise<EvidenceAnswer | Response> => {
    const { linkId, paymentId } = placeOf(args);
    if (!(await hasOpenDispute(ctx, { linkId, paymentId }))) return notFound();
    const form = await readUpload(args.request);
    if (form === "too-heavy") return { ok: false, reason: form };
    const remove = form.get("remove");
    if (typeof remove === "string") {
      await removeEvidence(ctx, { id: remove, paymentId });
      return redirect(withNotice(linkPath(linkId), "evidence-removed"), 303);
    }
    const file = form.get("evidence");
    if (!(file instanceof File) || file.size === 0) return { ok: false, reason: "nothing-chosen" };
    if (file.size > scanLimits.uploadBytesMax) return { ok: false, reason: "too-heavy" };
    const read = await readScan(new Uint8Array(await file.arrayBuffer()), "jpeg");
    if (!read.ok) return read;
    const kept = await keepEvidence(ctx, { paymentId, scan: read.scan });
    return kept.ok ? redirect(withNotice(linkPath(linkId), "evidence-added"), 303) : kept;
  });
  return result instanceof Response ? result : data(result, { status: statusOfRefused(result.reason) });
}

export default function Evidence() {
  const answer = useActionData<typeof action>() ?? null;
  const { linkId = "" } = useParams();
  return <EvidenceScreen linkId={linkId} answer={answer?.reason === "trouble" ? null : answer} />;
}
