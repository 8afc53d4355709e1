import { fieldsOf, listOf, textOf } from "../contract";
import { draftsDocument, orderDocument, ordersDocument } from "./documents";
import { readDraftDue, readOrderDue, type Due } from "./due";

/** Shopify signs the customer's requests to this address by itself. */
const address = "shopify://customer-account/api/2026-07/graphql.json";
const timeoutMs = 15_000;
/** 250 orders at a time: who has more asks for the next ones. */
export const pagesAtOnceMax = 5;

export type Dues = { dues: Due[]; next: string | null };

/** Orders that wait for money, from `after` on. Throws when Shopify does not answer. */
export function readOrdersDue(after: string | null): Promise<Dues> {
  return readPages(ordersDocument, "orders", readOrderDue, after);
}

export function readDraftsDue(after: string | null): Promise<Dues> {
  return readPages(draftsDocument, "draftOrders", readDraftDue, after);
}

/** What is open on one order; null when nothing is. Throws when Shopify does not answer. */
export async function readOneOrderDue(id: string): Promise<Due | null> {
  return readOrderDue((await post(orderDocument, { id }))["order"]);
}

async function readPages(document: string, connection: string, read: (node: unknown) => Due | null, after: string | null): Promise<Dues> {
  const dues: Due[] = [];
  let next = after;
  for (let page = 0; page < pagesAtOnceMax; page++) {
    const customer = fieldsOf((await post(document, { after: next }))["customer"]);
    const told = fieldsOf(customer[connection]);
    const pageInfo = fieldsOf(told["pageInfo"]);
    dues.push(...listOf(told["nodes"]).flatMap((node) => read(node) ?? []));
    next = pageInfo["hasNextPage"] === true ? textOf(pageInfo["endCursor"]) : null;
    if (next === null) break;
  }
  return { dues, next };
}

async function post(query: string, variables: Record<string, unknown>): Promise<Record<string, unknown>> {
  const cancel = new AbortController();
  const timer = setTimeout(() => cancel.abort(), timeoutMs);
  try {
    const response = await fetch(address, {
      method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ query, variables }), signal: cancel.signal,
    });
    const { data, errors } = fieldsOf(await response.json());
    // With an error beside it, a null is not "nothing to pay".
    if (!response.ok || data == null || listOf(errors).length > 0) throw new Error(`Shopify did not tell: ${response.status}`);
    return fieldsOf(data);
  } finally {
    clearTimeout(timer);
  }
}
