import { z } from "zod";

/** A MoneyBag, of which only the currency the shopper pays in is asked. Decimal as text: "121.0". */
const amount = z.object({ presentmentMoney: z.object({ amount: z.string() }) }).transform((bag) => bag.presentmentMoney.amount);
const date = z.iso.datetime({ offset: true }).transform((text) => new Date(text));
const protectedText = z.string().nullish().transform((value) => value ?? "");
const numericId = z.union([z.string(), z.number()]).transform(String).pipe(z.string().regex(/^\d{1,20}$/));

const lineItem = z.object({ name: z.string().catch(""), quantity: z.int(), currentQuantity: z.int(), originalUnitPriceSet: amount });

const metafield = z.object({ value: z.string(), compareDigest: z.string() }).nullable();
export type Metafield = z.infer<typeof metafield>;

/** The fields of an order that we read. Level-2 protected ones may be missing: names, e-mail. */
const orderShape = {
  legacyResourceId: numericId,
  name: z.string(),
  displayFinancialStatus: z.string().nullable(),
  cancelledAt: date.nullable(),
  createdAt: date,
  updatedAt: date,
  customerLocale: z.string().nullish().transform((value) => value ?? null),
  canMarkAsPaid: z.boolean(),
  taxesIncluded: z.boolean(),
  presentmentCurrencyCode: z.string(),
  totalPriceSet: amount,
  currentTotalPriceSet: amount,
  totalOutstandingSet: amount,
  currentTotalDiscountsSet: amount,
  currentShippingPriceSet: amount,
  currentTotalTaxSet: amount,
  email: protectedText,
  billingAddress: z.object({ name: protectedText, company: protectedText }).nullish(),
  customer: z
    .object({ displayName: protectedText, locale: protectedText, defaultEmailAddress: z.object({ emailAddress: protectedText }).nullish() })
    .nullish(),
  mark: metafield,
  lineItems: z.object({ nodes: z.array(lineItem), pageInfo: z.object({ hasNextPage: z.boolean() }) }),
};
export const vendorOrder = z.object(orderShape);
export type VendorOrder = z.infer<typeof vendorOrder>;

export const orderReply = z.object({ order: vendorOrder.nullable() });
/** A listed order that makes no sense is its number alone: it must hold up none of the others. */
const spoiltOrder = z.object({ legacyResourceId: numericId }).transform(({ legacyResourceId }) => ({ spoiltRef: legacyResourceId }));
export const ordersReply = z.object({
  orders: z.object({ nodes: z.array(z.union([vendorOrder, spoiltOrder])), pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() }) }),
});

const transaction = z.object({
  id: z.string(),
  kind: z.string(),
  status: z.string(),
  gateway: z.string().nullable(),
  manualPaymentGateway: z.boolean(),
  manuallyCapturable: z.boolean(),
  amountSet: amount,
  totalUnsettledSet: amount.nullish().transform((value) => value ?? null),
  parentTransaction: z.object({ id: z.string() }).nullish().transform((value) => value ?? null),
});
export type VendorTransaction = z.infer<typeof transaction>;

export const booksReply = z.object({
  shop: z.object({ plan: z.object({ shopifyPlus: z.boolean() }) }),
  order: z
    .object({ ...orderShape, transactions: z.array(transaction), refunds: z.array(z.object({ note: z.string().nullish() })), notes: metafield })
    .nullable(),
});
export type VendorBooks = NonNullable<z.infer<typeof booksReply>["order"]>;

export const notesReply = z.object({ order: z.object({ notes: metafield }).nullable() });
export const termsOrderReply = z.object({ node: z.object({ order: z.object({ legacyResourceId: numericId }).nullish() }).nullable() });

/** `code` where the mutation has one, else Shopify's sentence alone. */
const userErrors = z.array(z.object({ code: z.string().nullish(), message: z.string().catch("") }));
export type UserErrors = z.infer<typeof userErrors>;
/** What is left of a mutation's reply: its user errors, none when it did its work. */
export const payload = z.object({ userErrors }).nullable().transform((value) => value?.userErrors ?? []);

export const metafieldsReply = z.object({ metafieldsSet: payload }).transform((reply) => reply.metafieldsSet);
export const orderInvoiceReply = z.object({ orderInvoiceSend: payload }).transform((reply) => reply.orderInvoiceSend);
export const draftInvoiceReply = z.object({ draftOrderInvoiceSend: payload }).transform((reply) => reply.draftOrderInvoiceSend);
export const reminderReply = z.object({ paymentReminderSend: payload }).transform((reply) => reply.paymentReminderSend);
export const hookCreateReply = z.object({ webhookSubscriptionCreate: payload }).transform((reply) => reply.webhookSubscriptionCreate);
export const hookUpdateReply = z.object({ webhookSubscriptionUpdate: payload }).transform((reply) => reply.webhookSubscriptionUpdate);
export const hookDeleteReply = z.object({ webhookSubscriptionDelete: payload }).transform((reply) => reply.webhookSubscriptionDelete);

export const connectionReply = z.object({
  shop: z.object({
    name: z.string(), myshopifyDomain: z.string(), currencyCode: z.string(), plan: z.object({ publicDisplayName: z.string(), shopifyPlus: z.boolean() }),
  }),
  currentAppInstallation: z.object({ accessScopes: z.array(z.object({ handle: z.string() })) }),
});

export const shopFactsReply = z.object({ shop: z.object({ name: z.string(), ianaTimezone: z.string(), url: z.string(), contactEmail: z.string() }) });

const hook = z.object({ id: z.string(), topic: z.string(), uri: z.string(), format: z.string(), includeFields: z.array(z.string()), filter: z.string().nullable() });
export type VendorHook = z.infer<typeof hook>;
export const hooksReply = z.object({
  webhookSubscriptions: z.object({ nodes: z.array(hook), pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() }) }),
});

export const orderCollectionReply = z.object({
  order: z
    .object({
      cancelledAt: z.string().nullable(),
      displayFinancialStatus: z.string().nullable(),
      presentmentCurrencyCode: z.string(),
      totalOutstandingSet: amount,
      paymentCollectionDetails: z.object({ additionalPaymentCollectionUrl: z.url().nullable() }),
    })
    .nullable(),
});
export const orderSchedulesReply = z.object({
  order: z
    .object({
      paymentTerms: z
        .object({ overdue: z.boolean(), paymentSchedules: z.object({ nodes: z.array(z.object({ id: z.string(), dueAt: date.nullable(), completedAt: date.nullable() })) }) })
        .nullable(),
    })
    .nullable(),
});
export const draftCollectionReply = z.object({
  draftOrder: z.object({ status: z.string(), invoiceUrl: z.url().nullable(), order: z.object({ legacyResourceId: numericId }).nullable() }).nullable(),
});

export const ownerReply = z.object({ order: z.object({ createdAt: date, customer: z.object({ legacyResourceId: numericId }).nullish() }).nullable() });
export const customerOrdersReply = z.object({ customer: z.object({ orders: z.object({ nodes: z.array(z.object({ legacyResourceId: numericId })) }) }).nullable() });
export const tagsReply = z.object({ tagsAdd: z.object({ userErrors: z.array(z.object({ message: z.string() })) }) }).transform(({ tagsAdd }) => tagsAdd.userErrors);
