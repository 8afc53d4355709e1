import { fieldsOf } from "../contract";
import { draftStateQuery, orderStateQuery } from "./documents";

/** What we use of the admin's global `shopify` where no screen is drawn. */
export type AdminQuery = {
  data: { selected: { id: string }[] };
  query: (query: string, options?: { variables?: Record<string, unknown> }) => Promise<{ data?: unknown }>;
};

/** Whether the order still waits for money. True when Shopify does not say: the action then tells why not. */
export async function isOrderPayable({ data, query }: AdminQuery): Promise<boolean> {
  const order = await ask(query, orderStateQuery, data.selected[0]?.id, "order");
  if (order === null) return true;
  if (order["cancelledAt"] != null) return false;
  return isMoreThanZero(fieldsOf(fieldsOf(order["totalOutstandingSet"])["presentmentMoney"])["amount"]);
}

/** Whether the draft is still one: a completed draft is an order, and asked for there. */
export async function isDraftPayable({ data, query }: AdminQuery): Promise<boolean> {
  const draft = await ask(query, draftStateQuery, data.selected[0]?.id, "draftOrder");
  return draft === null || draft["status"] !== "COMPLETED";
}

async function ask(query: AdminQuery["query"], document: string, id: string | undefined, root: string): Promise<Record<string, unknown> | null> {
  if (id === undefined) return null;
  try {
    const { data } = await query(document, { variables: { id } });
    const found = fieldsOf(data)[root];
    return found == null ? null : fieldsOf(found);
  } catch {
    return null;
  }
}

/** Of a plain decimal ("12.50", "0.0"), without making it a number. */
function isMoreThanZero(amount: unknown): boolean {
  return typeof amount !== "string" || (!amount.startsWith("-") && /[1-9]/.test(amount));
}
