import {
  canMarkAsPaid, customerIdOf, digestOf, isCapturable, orderedMinor, outstandingMinor, statusOf, toDecimal, totalMinor, unsettledMinor,
  type SimDraft, type SimOrder, type Transaction, type World,
} from "./world";

type Page = { first?: number | null; after?: string | null };
const bag = (minor: number, currency: string, world: World) => {
  // The shop's own currency at a rate of its own, so that whoever reads the wrong one is found out.
  const rate = world.shopCurrency === currency ? 1 : 2;
  return {
    presentmentMoney: { amount: toDecimal(minor, currency), currencyCode: currency },
    shopMoney: { amount: toDecimal(minor * rate, world.shopCurrency), currencyCode: world.shopCurrency },
  };
};

/** A connection over a list, with cursors that hold a position's own key. */
export function connection<T>(all: readonly T[], { first, after }: Page, keyOf: (one: T) => string, view: (one: T) => unknown) {
  const start = after == null ? 0 : all.findIndex((one) => keyOf(one) > Buffer.from(after, "base64url").toString("utf8"));
  const nodes = start < 0 ? [] : all.slice(start, start + (first ?? 0));
  const cursorOf = (one: T | undefined) => (one === undefined ? null : Buffer.from(keyOf(one)).toString("base64url"));
  const last = nodes.at(-1);
  const hasNextPage = last !== undefined && all.indexOf(last) < all.length - 1;
  return { nodes: nodes.map(view), pageInfo: { hasNextPage, hasPreviousPage: start > 0, endCursor: cursorOf(last), startCursor: cursorOf(nodes[0]) } };
}

export function orderView(world: World, order: SimOrder): Record<string, unknown> {
  const money = (minor: number) => bag(minor, order.currency, world);
  const isCancelled = order.cancelledAt !== null;
  return {
    id: `gid://shopify/Order/${order.ref}`, legacyResourceId: order.ref, name: order.name,
    displayFinancialStatus: statusOf(order), cancelledAt: order.cancelledAt?.toISOString() ?? null,
    createdAt: order.createdAt.toISOString(), updatedAt: order.updatedAt.toISOString(),
    customerLocale: order.locale, canMarkAsPaid: canMarkAsPaid(order), taxesIncluded: order.taxesIncluded,
    currencyCode: world.shopCurrency, presentmentCurrencyCode: order.currency,
    totalPriceSet: money(orderedMinor(order)), currentTotalPriceSet: money(totalMinor(order)), totalOutstandingSet: money(outstandingMinor(order)),
    currentTotalDiscountsSet: money(isCancelled ? 0 : order.discountMinor), currentShippingPriceSet: money(isCancelled ? 0 : order.shippingMinor),
    currentTotalTaxSet: money(isCancelled ? 0 : order.taxMinor),
    email: order.email,
    billingAddress: order.billing,
    customer: order.customer && { id: customerIdOf(order.customer), legacyResourceId: customerIdOf(order.customer).replace(/\D/g, ""), displayName: order.customer.name, locale: order.customer.locale, defaultEmailAddress: { emailAddress: order.customer.email } },
    lineItems: (page: Page) => connection(
      order.lines.map((line, index) => ({ ...line, index })), page, ({ index }) => String(index).padStart(6, "0"),
      ({ name, quantity, currentQuantity, unitMinor }) => ({ name, quantity, currentQuantity, originalUnitPriceSet: money(unitMinor) }),
    ),
    transactions: ({ first }: Page) => order.transactions.slice(0, first ?? undefined).map((transaction) => transactionView(world, order, transaction)),
    refunds: ({ first }: Page) => order.refunds.slice(0, first ?? undefined).map((refund) => ({ id: refund.id, note: refund.note, totalRefundedSet: money(refund.amountMinor) })),
    metafield: ({ namespace, key }: { namespace: string; key: string }) => {
      const found = order.metafields.find((one) => one.namespace === ownNamespace(namespace) && one.key === key);
      return found ? { key, namespace: found.namespace, type: found.type, value: found.value, compareDigest: digestOf(found) } : null;
    },
    paymentCollectionDetails: { additionalPaymentCollectionUrl: order.collectionUrl },
    paymentTerms: order.terms && termsView(world, order),
  };
}

export function transactionView(world: World, order: SimOrder, transaction: Transaction): Record<string, unknown> {
  const capturable = isCapturable(world, order, transaction);
  return {
    id: transaction.id, kind: transaction.kind, status: transaction.status, gateway: transaction.gateway,
    manualPaymentGateway: transaction.isManual, manuallyCapturable: capturable,
    amountSet: bag(transaction.amountMinor, order.currency, world),
    totalUnsettledSet: capturable ? bag(unsettledMinor(order, transaction), order.currency, world) : null,
    parentTransaction: transaction.parentId === null ? null : { id: transaction.parentId },
  };
}

export function termsView(world: World, order: SimOrder): Record<string, unknown> {
  const { terms } = order;
  return {
    __typename: "PaymentTerms", id: terms?.id, overdue: terms?.isOverdue ?? false, order: () => orderView(world, order),
    paymentSchedules: (page: Page) => connection(terms?.schedules ?? [], page, ({ id }) => id, ({ id, dueAt, completedAt }) => ({
      id, dueAt: dueAt.toISOString(), completedAt: completedAt?.toISOString() ?? null,
      balanceDue: { amount: toDecimal(outstandingMinor(order), order.currency), currencyCode: order.currency },
    })),
  };
}

export function draftView(world: World, draft: SimDraft): Record<string, unknown> {
  const order = draft.orderRef === null ? undefined : world.orders.get(draft.orderRef);
  return {
    id: `gid://shopify/DraftOrder/${draft.ref}`, name: draft.name, status: draft.status, invoiceUrl: draft.invoiceUrl, presentmentCurrencyCode: draft.currency,
    totalPriceSet: bag(draft.totalMinor, draft.currency, world), order: order ? orderView(world, order) : null,
  };
}

/** "$app" stands for the app's own reserved namespace. */
export const ownNamespace = (namespace: string | null | undefined) => (namespace == null || namespace === "$app" ? "app--4711" : namespace);
