import { reply, type Call } from "./extension-stage";

export const shopify = "shopify://customer-account/api/2026-07/graphql.json";

const euros = (amount: string) => ({ amount, currencyCode: "EUR" });

export function orderNode(number: number, change: Record<string, unknown> = {}, cancelledAt: string | null = null) {
  return {
    id: `gid://shopify/Order/${number}`, name: `#${number}`, cancelledAt,
    paymentInformation: {
      paymentCollectionUrl: `https://shop.example.com/pay/${number}`, paymentStatus: "PENDING", totalOutstandingAmount: euros("50.0"), paymentTerms: null, ...change,
    },
  };
}

export function draftNode(number: number, change: Record<string, unknown> = {}) {
  return { id: `gid://shopify/DraftOrder/${number}`, name: `#D${number}`, status: "OPEN", invoiceUrl: `https://shop.example.com/invoice/${number}`, amountDueNow: euros("20.5"), amountDueLater: euros("0.0"), ...change };
}

const page = (nodes: unknown[], endCursor: string | null = null) => ({ nodes, pageInfo: { hasNextPage: endCursor !== null, endCursor } });

/** Shopify's customer account: pages of orders by the cursor before them, and drafts. */
export function account(pages: Record<string, { nodes: unknown[]; next?: string }>, drafts: unknown[] = []) {
  return (call: Call): Response => {
    const { query, variables } = call.body as { query: string; variables: { after: string | null } };
    if (query.includes("draftOrders")) return reply({ data: { customer: { draftOrders: page(drafts) } } });
    const told = pages[variables.after ?? ""];
    return reply({ data: { customer: { orders: page(told?.nodes ?? [], told?.next ?? null) } } });
  };
}
