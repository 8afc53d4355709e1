import { z } from "zod";
import type { FormValue } from "./form";

/** Stripe's answer to a request it refuses. */
export class StripeRefusal extends Error {
  readonly status: number;
  readonly error: { type: string; code?: string; param?: string; message: string };

  constructor(status: number, error: { type?: string; code?: string; param?: string; message: string }) {
    super(error.message);
    this.status = status;
    this.error = { type: "invalid_request_error", ...error };
  }
}

const integer = z.string().regex(/^-?\d+$/, "integer").transform(Number);
const boolean = z.enum(["true", "false"]).transform((value) => value === "true");
const webUrl = z.string().max(5_000).refine((value) => URL.canParse(value) && /^https?:$/.test(new URL(value).protocol), "url");
const metadata = z.record(z.string().max(40), z.string().max(500));
const expand = z.array(z.string()).optional();
const paging = { limit: integer.pipe(z.number().min(1).max(100)).optional(), starting_after: z.string().optional(), expand };

export const sessionCreate = z.strictObject({
  mode: z.literal("payment"),
  ui_mode: z.literal("hosted_page").default("hosted_page"),
  client_reference_id: z.string().min(1).max(200).optional(),
  customer_email: z.string().max(512).regex(/^[\x21-\x7e]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+$/, "email").optional(),
  expires_at: integer.optional(),
  locale: z.enum(["auto", "bg", "cs", "da", "de", "el", "en", "en-GB", "es", "et", "fi", "fr", "fr-CA", "hr", "hu", "it", "nl", "pl", "pt", "ro", "sv"]).optional(),
  metadata: metadata.default({}),
  adaptive_pricing: z.strictObject({ enabled: boolean }).optional(),
  payment_intent_data: z.strictObject({
    description: z.string().min(1).max(1_000).optional(),
    metadata: metadata.default({}),
    statement_descriptor_suffix: z.string().max(22).regex(/^[^<>\\'"*]*$/).optional(),
  }).optional(),
  line_items: z.array(z.strictObject({
    quantity: integer.pipe(z.number().min(1)),
    price_data: z.strictObject({
      currency: z.string().regex(/^[a-z]{3}$/, "currency"),
      unit_amount: integer.pipe(z.number().min(0)),
      product_data: z.strictObject({ name: z.string().min(1).max(250), description: z.string().min(1).optional() }),
    }),
  })).min(1).max(100),
  success_url: webUrl,
  cancel_url: webUrl.optional(),
  expand,
});

export const sessionList = z.strictObject({ ...paging, payment_intent: z.string().optional() });
export const chargeList = z.strictObject({ ...paging, payment_intent: z.string().optional() });
export const refundList = z.strictObject({ ...paging, payment_intent: z.string().optional(), charge: z.string().optional() });
export const disputeList = refundList;
export const plainList = z.strictObject(paging);
export const retrieve = z.strictObject({ expand });
export const nothing = z.strictObject({});

export const refundCreate = z.strictObject({
  payment_intent: z.string(),
  amount: integer.pipe(z.number().min(1)).optional(),
  reason: z.enum(["duplicate", "fraudulent", "requested_by_customer"]).optional(),
  metadata: metadata.default({}),
});

const enabledEvents = z.array(z.string().regex(/^(\*|[a-z_.]+)$/)).min(1);
export const endpointCreate = z.strictObject({
  url: webUrl,
  enabled_events: enabledEvents,
  api_version: z.string().optional(),
  description: z.string().optional(),
  metadata: metadata.default({}),
});
export const endpointUpdate = z.strictObject({ url: webUrl.optional(), enabled_events: enabledEvents.optional(), disabled: boolean.optional() });

/** Reads a request's parameters as strictly as Stripe does: unknown, missing and malformed ones are refused by name. */
export function readParams<S extends z.ZodType>(schema: S, form: { [key: string]: FormValue }): z.output<S> {
  const parsed = schema.safeParse(form);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const path = issue?.path.map(String) ?? [];
  if (issue?.code === "unrecognized_keys") {
    const param = nameOf([...path, issue.keys[0] ?? ""]);
    throw new StripeRefusal(400, { code: "parameter_unknown", param, message: `Received unknown parameter: ${param}` });
  }
  const param = nameOf(path);
  if (issue?.code === "invalid_type" && issue.message.includes("received undefined")) {
    throw new StripeRefusal(400, { code: "parameter_missing", param, message: `Missing required param: ${param}.` });
  }
  const code = issue?.message === "integer" ? "parameter_invalid_integer" : issue?.message === "email" ? "email_invalid" : issue?.message === "url" ? "url_invalid" : "parameter_invalid_value";
  throw new StripeRefusal(400, { code, param, message: `Invalid ${param}: ${issue?.message ?? "malformed"}` });
}

const nameOf = ([head = "", ...rest]: string[]) => head + rest.map((part) => `[${part}]`).join("");
