import { createHmac, timingSafeEqual } from "node:crypto";
import { z } from "zod";
import { currencyOf } from "../../app/core/currency";
import { cleanText } from "../../app/core/order";
import type { SeenPayment } from "../../app/core/payment";
import type { Adapter, AdapterDeps, CheckoutInput, CloseResult, CurrencyLimits, HookVerdict, OpenedCheckout, Provider, RawHook, RefundResult } from "../../app/core/ports";
import { callQuillpay, refusal, type Call } from "./api.server";

const hookToleranceMs = 300_000;
const textLengthMax = 200;
const currencies: readonly CurrencyLimits[] = ["EUR", "JPY", "KWD", "ISK", "HUF"].map((code) => ({ currency: currencyOf(code), amountMinorMin: 50, amountMinorMax: 9_999_999 }));

/** A provider nobody has: what a fifth one costs, kept to be put into a copy of the tree by `fifth-provider.test.ts`. */
export const quillpay: Adapter<Provider> = {
  vendor: "quillpay",
  name: "Quillpay",
  settings: [{ name: "apiKey", kind: "secret", label: { fr: "Clé", en: "Key" }, isRequired: true }],
  readSettings: ({ apiKey = "" }) => (/^qk_\w{8,}$/.test(apiKey) ? { ok: true } : { ok: false, problems: [{ field: "apiKey", message: { fr: "Une clé commence par qk_.", en: "A key begins with qk_." } }] }),
  connect: ({ apiKey = "" }, deps) => connect(deps, callQuillpay(apiKey, deps)),
};

const checkoutSchema = z.object({
  id: z.string(), payment: z.string(), url: z.url(), currency: z.string().transform(currencyOf), state: z.enum(["open", "paid", "closed"]), until: z.iso.datetime(),
  moves: z.array(z.object({ id: z.string(), asked: z.string().nullable(), kind: z.enum(["capture", "refund"]), amount: z.number().int().positive(), at: z.iso.datetime() })),
});
type Checkout = z.output<typeof checkoutSchema>;
const refundSchema = z.object({ id: z.string() });

function connect(deps: AdapterDeps, call: Call): Provider {
  return {
    displayName: "Quillpay",
    can: { refund: true, refundPart: true, receiveHooks: true },
    currencies,
    methods: ["quillpay"],
    checkoutOrigins: ["https://pay.quillpay.example"],
    async check() {
      const { status } = await call("GET", "/account");
      const problems = status === 200 ? [] : [{ fr: "Cette clé n’est pas connue.", en: "This key is not known." }];
      return { isWorking: problems.length === 0, checkedAt: deps.now(), facts: [], problems };
    },
    openCheckout: (input) => openCheckout(call, input),
    async readPayment({ providerRef }) {
      const { status, body } = await call("GET", `/checkouts/${providerRef}`);
      return status === 404 ? null : seenOf(checkoutSchema.parse(body));
    },
    async closeCheckout({ providerRef }): Promise<CloseResult> {
      const { status, body } = await call("POST", `/checkouts/${providerRef}/close`);
      if (status === 200) return "closed";
      return status === 409 && z.object({ why: z.string() }).parse(body).why === "paid" ? "money-seen" : "already-closed";
    },
    refund: (input) => refund(call, input),
    async ensureHooks({ url }) {
      const { body } = await call("POST", "/hooks", { url });
      return { secret: z.object({ secret: z.string() }).parse(body).secret, problems: [] };
    },
    verifyHook: async (hook) => verify(hook, deps.hookSecret ?? "", deps.now()),
    readHook: async (hook) => {
      const event = eventOf(hook.body);
      return event ? [{ kind: "payment", providerRef: event.checkout, paymentId: event.payment }] : [];
    },
  };
}

async function openCheckout(call: Call, input: CheckoutInput): Promise<OpenedCheckout> {
  const { amountMinor, currency } = input;
  const limits = currencies.find((known) => known.currency === currency);
  if (!limits || amountMinor < limits.amountMinorMin || amountMinor > limits.amountMinorMax) throw refusal(`${amountMinor} ${currency}`);
  const text = cleanText(input.description, textLengthMax);
  const { status, body } = await call("POST", "/checkouts", { payment: input.paymentId, amount: amountMinor, currency, text, done: input.doneUrl, back: input.backUrl });
  if (status !== 200) throw refusal(`HTTP ${status}`);
  const { id, url, until } = checkoutSchema.parse(body);
  return { providerRef: id, checkoutUrl: url, expiresAt: new Date(until) };
}

function seenOf({ id, currency, state, moves }: Checkout): SeenPayment {
  const isPaid = state === "paid";
  return {
    providerRef: id, currency, openDispute: null, methodDetail: null,
    progress: isPaid ? "succeeded" : state === "closed" ? "expired" : "open",
    facts: moves.map((move) => ({ kind: move.kind, ref: move.id, amountMinor: move.amount, occurredAt: new Date(move.at), ...(move.asked !== null && { refundId: move.asked }) })),
    method: isPaid ? "quillpay" : null,
    transactionId: isPaid ? (moves[0]?.id ?? null) : null,
    failure: state === "closed" ? "checkout-expired" : null,
  };
}

async function refund(call: Call, input: Parameters<Provider["refund"]>[0]): Promise<RefundResult> {
  const { status, body } = await call("POST", `/checkouts/${input.providerRef}/refunds`, { refund: input.refundId, amount: input.amountMinor, currency: input.currency });
  if (status === 200) return { ok: true, refundRef: refundSchema.parse(body).id, isPending: false };
  const { why } = z.object({ why: z.string() }).parse(body);
  return { ok: false, reason: why === "too-much" ? "too-much" : why === "not-paid" ? "not-refundable" : "refused", detail: why };
}

function verify({ headers, body }: RawHook, secret: string, now: Date): HookVerdict {
  const header = /^t=(\d{1,12}),v1=([0-9a-f]{64})$/.exec(headers["quillpay-signature"] ?? "");
  if (secret === "" || !header) return { outcome: "refused", status: 401, why: "signature-missing" };
  const [, at = "", signature = ""] = header;
  const mac = createHmac("sha256", secret).update(`${at}.`).update(body).digest();
  if (!timingSafeEqual(mac, Buffer.from(signature, "hex"))) return { outcome: "refused", status: 401, why: "signature-wrong" };
  if (Math.abs(now.getTime() - Number(at) * 1_000) > hookToleranceMs) return { outcome: "refused", status: 400, why: "too-old" };
  const event = eventOf(body);
  return event ? { outcome: "accepted", eventId: event.id } : { outcome: "refused", status: 400, why: "not-an-event" };
}

const eventSchema = z.object({ id: z.string(), checkout: z.string(), payment: z.string() });

function eventOf(body: Uint8Array): z.output<typeof eventSchema> | null {
  try {
    return eventSchema.parse(JSON.parse(new TextDecoder().decode(body)));
  } catch {
    return null;
  }
}
