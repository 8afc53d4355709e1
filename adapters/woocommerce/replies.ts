import { z } from "zod";

/** Money and numbers come as strings; plugins that rewrite orders sometimes make them numbers again. */
const text = z.union([z.string(), z.number()]).transform(String);
const textOr = (fallback: string) => text.nullish().transform((value) => value ?? fallback);
const gmt = z.string().nullish().transform((value) => value ?? null);
/** PHP writes an empty map as []. */
const person = z
  .object({ first_name: textOr(""), last_name: textOr(""), company: textOr(""), email: textOr(""), country: textOr("") })
  .or(z.array(z.never()).transform(() => ({ first_name: "", last_name: "", company: "", email: "", country: "" })));

const refundLine = z.object({ id: z.number(), total: text });

/** The fields of a wc/v3 order that we read; `_fields` asks for these and no more. */
export const vendorOrder = z.object({
  id: z.int().positive(),
  number: text,
  status: z.string().min(1),
  currency: z.string(),
  total: text,
  date_created_gmt: gmt,
  date_modified_gmt: gmt,
  date_paid_gmt: gmt,
  transaction_id: textOr(""),
  payment_method: textOr(""),
  needs_payment: z.boolean().nullish().transform((value) => value ?? null),
  billing: person,
  lang: z.string().nullish().catch(null),
  meta_data: z.array(z.object({ key: z.string(), value: z.unknown() })).catch([]),
  line_items: z.array(z.object({
    name: textOr(""), quantity: z.coerce.number(), subtotal: text, subtotal_tax: text, total: text, total_tax: text,
  })),
  shipping_lines: z.array(z.object({ method_title: textOr(""), total: text, total_tax: text })),
  fee_lines: z.array(z.object({ name: textOr(""), total: text, total_tax: text })),
  coupon_lines: z.array(z.object({ code: textOr("") })),
  refunds: z.array(refundLine),
});
export type VendorOrder = z.infer<typeof vendorOrder>;

/** For `_fields`: plugins add megabytes of meta to other fields, and lists are long. */
export const orderFields = Object.keys(vendorOrder.shape).join(",");

/** What paging needs of every order, and what no plugin takes away. */
const datedOrder = z.object({ id: z.int().positive(), date_created_gmt: gmt, date_modified_gmt: gmt });
/** A page of orders, each read on its own: one spoilt by a plugin (`order: null`) leaves the others whole. */
export const vendorOrders = z.array(datedOrder.loose().transform((raw) => {
  const read = vendorOrder.safeParse(raw);
  return { id: raw.id, changedGmt: raw.date_modified_gmt ?? raw.date_created_gmt, order: read.success ? read.data : null };
}));
export type ListedOrder = z.infer<typeof vendorOrders>[number];
export const vendorNotes = z.array(z.object({ note: z.string() }));
export const vendorRefunds = z.array(z.object({
  id: z.number(),
  amount: text,
  meta_data: z.array(z.object({ key: z.string(), value: z.unknown() })).catch([]),
}));

export const vendorHooks = z.array(z.object({
  id: z.int().positive(), name: textOr(""), status: z.string(), topic: z.string(), delivery_url: z.string(),
}));
export const created = z.object({ id: z.int().positive() });
export const anyReply = z.unknown();

/** The public index at /wp-json/. */
export const siteIndex = z.object({ name: textOr(""), home: textOr(""), namespaces: z.array(z.string()) });

export const systemStatus = z.object({
  environment: z.object({ version: textOr(""), wp_version: textOr("") }),
  settings: z.object({ currency: textOr(""), HPOS_enabled: z.boolean().nullish().transform((value) => value ?? null) }),
});

/** Bodies of webhooks: an order, a bare id when it went to the trash, or an error where an order should be. */
export const hookBody = z.object({ id: z.int().positive(), date_modified_gmt: z.string().nullish() });
