import type { HookSubject, HookVerdict, RawHook } from "../../app/core/ports";
import type { PaypalApi } from "./api.server";
import { vendorError } from "./errors.server";
import { eventSchema, type PaypalEvent } from "./schemas";

const bodyBytesMax = 200_000;
/** A forged hook costs us a call to PayPal: so many at once, and no more. */
const verificationsMax = 10;

/** The headers PayPal signs with, by the name its verification wants them under, and what they look like. */
const headerShapes: Readonly<Record<string, { header: string; shape: RegExp }>> = {
  auth_algo: { header: "paypal-auth-algo", shape: /^[A-Za-z0-9]{1,100}$/ },
  cert_url: { header: "paypal-cert-url", shape: /^https:\/\/[\x21-\x7e]{1,490}$/ },
  transmission_id: { header: "paypal-transmission-id", shape: /^[\w-]{1,50}$/ },
  transmission_sig: { header: "paypal-transmission-sig", shape: /^[A-Za-z0-9+/=]{1,500}$/ },
  transmission_time: { header: "paypal-transmission-time", shape: /^\d{4}-\d{2}-\d{2}T[\d:.]+(?:Z|[+-]\d{2}:?\d{2})$/ },
};

const hosts = ["api.paypal.com", "api-m.paypal.com", "api.sandbox.paypal.com", "api-m.sandbox.paypal.com"];

/**
 * Believes a hook when PayPal itself does: the certificate's address in it is a stranger's and never fetched, the whole
 * hook is shown to PayPal with the id of our webhook. What could not have come from PayPal is refused without a call.
 * Throws VendorError when PayPal cannot be asked: PayPal sends the hook again.
 */
export function makeVerifier(api: PaypalApi, webhookId: string | null): (hook: RawHook) => Promise<HookVerdict> {
  let underWay = 0;
  return async (hook) => {
    if (webhookId === null) return refused(401, "no-webhook-id");
    const headers = readHeaders(hook.headers);
    if (headers === null) return refused(401, "signature-missing");
    if (hook.body.length > bodyBytesMax) return refused(400, "body-too-large");
    const read = readEvent(hook.body);
    if (read === null) return refused(400, "not-an-event");
    if (underWay >= verificationsMax) throw vendorError({ fr: "Trop de notifications PayPal à la fois.", en: "Too many PayPal hooks at once." }, true);
    underWay += 1;
    try {
      const { verification_status: status } = await api.verifyHook(questionOf({ ...headers, webhook_id: webhookId }, read.text));
      return status === "SUCCESS" ? { outcome: "accepted", eventId: read.event.id } : refused(401, "signature-wrong");
    } finally {
      underWay -= 1;
    }
  };
}

const refused = (status: 400 | 401, why: string): HookVerdict => ({ outcome: "refused", status, why });

function readHeaders(headers: RawHook["headers"]): Record<string, string> | null {
  const read: Record<string, string> = {};
  for (const [name, { header, shape }] of Object.entries(headerShapes)) {
    const value = headers[header] ?? "";
    if (!shape.test(value)) return null;
    read[name] = value;
  }
  const certUrl = read["cert_url"] ?? "";
  return URL.canParse(certUrl) && hosts.includes(new URL(certUrl).host) ? read : null;
}

/** The event stands in the question byte for byte: the signature is over its text, which no parser gives back the same. */
function questionOf(fields: Record<string, string>, eventText: string): string {
  return `${JSON.stringify(fields).slice(0, -1)},"webhook_event":${eventText}}`;
}

/** Null unless the text is one whole JSON value of an event's shape: only then it may stand inside the question. */
function readEvent(body: Uint8Array): { event: PaypalEvent; text: string } | null {
  try {
    const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(body);
    const event = eventSchema.safeParse(JSON.parse(text));
    return event.success ? { event: event.data, text } : null;
  } catch {
    return null;
  }
}

const isOurs = (id: string | null | undefined): id is string => id?.startsWith("pay_") === true;

/**
 * Which payment a stored event speaks of. Orders and captures carry our payment id; a refund points at its capture, a
 * dispute at the transactions it is about, and those are asked for. Nothing for other people's payments.
 */
export async function read(hook: RawHook, findCapture: PaypalApi["findCapture"]): Promise<HookSubject[]> {
  const resource = readEvent(hook.body)?.event.resource;
  if (!resource) return [];
  const direct = [resource.custom_id, ...(resource.purchase_units ?? []).map((unit) => unit.custom_id), ...(resource.disputed_transactions ?? []).map(({ custom }) => custom)].find(isOurs);
  if (direct) return [{ kind: "payment", paymentId: direct, providerRef: resource.supplementary_data?.related_ids?.order_id ?? null }];
  const linked = resource.links?.map(({ href }) => /\/v2\/payments\/captures\/([A-Z0-9]{5,40})$/.exec(href)?.[1]).find((id) => id !== undefined);
  const disputed = resource.disputed_transactions?.map((transaction) => transaction.seller_transaction_id).find((id) => /^[A-Z0-9]{5,40}$/.test(id ?? ""));
  const captureId = linked ?? disputed;
  const capture = captureId ? await findCapture(captureId) : null;
  if (!isOurs(capture?.custom_id)) return [];
  return [{ kind: "payment", paymentId: capture.custom_id, providerRef: capture.supplementary_data?.related_ids?.order_id ?? null }];
}
