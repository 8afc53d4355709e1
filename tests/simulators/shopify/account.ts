/** What the Customer Account API answers to a customer who is signed in: their orders, and the drafts they were shown. */
import { execute, GraphQLError, parse, validate, type GraphQLFieldResolver } from "graphql";
import { customerSchema } from "../../fixtures/shopify/schema";
import type { GraphqlBody } from "./execute";
import { connection, ownNamespace } from "./views";
import {
  customerIdOf, digestOf, outstandingMinor, receivedMinor, refundedMinor, statusOf, toDecimal, totalMinor,
  type SimDraft, type SimOrder, type World,
} from "./world";

type Page = { first?: number | null; after?: string | null; last?: number | null; reverse?: boolean | null };
type Value = Record<string, unknown>;

/** Runs one document as this customer; a field nobody thought of is a complaint of the world. */
export async function runAccount(world: World, customerId: string, { query, variables = {} }: { query: string; variables?: Value }): Promise<GraphqlBody> {
  const faults = check(query);
  if (faults.length > 0) return { errors: faults.map((message) => ({ message, extensions: { code: "invalidDocument" } })) };
  const rootValue = rootOf(world, customerId);
  const result = await execute({ schema: customerSchema, document: parse(query), variableValues: variables, rootValue, contextValue: world, fieldResolver: resolve });
  return { ...(result.data !== undefined && { data: result.data }), ...(result.errors && { errors: result.errors.map(({ message, path }) => ({ message, path })) }) };
}

function check(query: string): string[] {
  try {
    return validate(customerSchema, parse(query)).map(({ message }) => message);
  } catch (error) {
    if (error instanceof GraphQLError) return [error.message];
    throw error;
  }
}

const resolve: GraphQLFieldResolver<Value, World> = (source, args, world, info) => {
  const found = source[info.fieldName];
  if (found === undefined) {
    const coordinate = `${info.parentType.name}.${info.fieldName} of the customer's account`;
    world.complaints.push(`not simulated: ${coordinate}`);
    throw new GraphQLError(`The simulated shop does not know ${coordinate}`);
  }
  return typeof found === "function" ? (found as (args: unknown) => unknown)(args) : found;
};

function rootOf(world: World, customerId: string): Value {
  const isTheirs = ({ customer }: SimOrder | SimDraft) => customer !== null && customerIdOf(customer) === customerId;
  const orders = [...world.orders.values()].filter(isTheirs);
  const drafts = [...world.drafts.values()].filter((draft) => isTheirs(draft) && draft.isVisible);
  const orderOf = ({ id }: { id: string }) => orders.find(({ ref }) => id === `gid://shopify/Order/${ref}`);
  const draftOf = ({ id }: { id: string }) => drafts.find(({ ref }) => id === `gid://shopify/DraftOrder/${ref}`);
  const someone = [...orders, ...drafts].find(isTheirs)?.customer;
  const customer = (): Value => {
    if (!someone) throw new GraphQLError("You do not have permission to access this customer");
    const [firstName = "", ...rest] = someone.name.split(" ");
    return {
      id: customerId, displayName: someone.name, firstName, lastName: rest.join(" "), emailAddress: { emailAddress: someone.email },
      orders: (page: Page) => list(orders, page, (order) => accountOrder(world, order)),
      draftOrders: (page: Page) => list(drafts, page, (draft) => accountDraft(world, draft)),
    };
  };
  return {
    customer, shop: { id: "gid://shopify/Shop/1", name: world.name, myshopifyDomain: world.domain },
    order: (args: { id: string }) => (orderOf(args) ? accountOrder(world, orderOf(args) as SimOrder) : null),
    draftOrder: (args: { id: string }) => (draftOf(args) ? accountDraft(world, draftOf(args) as SimDraft) : null),
  };
}

/** By number, which is also by age; `reverse` gives the newest first. */
function list<T extends { ref: string }>(all: readonly T[], { first, after, reverse }: Page, view: (one: T) => Value) {
  if (first == null || first < 1) throw new GraphQLError("you must provide one of first or last");
  const last = 10 ** 15;
  const keyOf = ({ ref }: T) => String(reverse ? last - Number(ref) : Number(ref)).padStart(16, "0");
  const sorted = [...all].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
  const page = connection(sorted, { first, after: after ?? null }, keyOf, view);
  return { ...page, edges: page.nodes.map((node, index) => ({ node, cursor: Buffer.from(keyOf(sorted[index] as T)).toString("base64url") })) };
}

function accountOrder(world: World, order: SimOrder): Value {
  const money = (minor: number) => ({ amount: toDecimal(minor, order.currency), currencyCode: order.currency });
  const open = Math.max(outstandingMinor(order), 0);
  const at = order.createdAt.toISOString();
  return {
    id: `gid://shopify/Order/${order.ref}`, name: order.name, number: Number(order.name.replace(/\D/g, "")), createdAt: at, processedAt: at,
    updatedAt: order.updatedAt.toISOString(), cancelledAt: order.cancelledAt?.toISOString() ?? null, cancelReason: order.cancelledAt && "OTHER",
    confirmationNumber: `C${order.ref.slice(-6)}`, currencyCode: order.currency, edited: order.lines.some(({ quantity, currentQuantity }) => quantity !== currentQuantity),
    financialStatus: statusOf(order), fulfillmentStatus: "UNFULFILLED", customerLocale: order.locale, email: order.email, note: null, phone: null, poNumber: null, locationName: null,
    requiresShipping: true, statusPageUrl: `https://${world.domain}/account/orders/${order.ref}`,
    customer: order.customer && { id: customerIdOf(order.customer), displayName: order.customer.name },
    totalPrice: money(totalMinor(order)), totalRefunded: money(refundedMinor(order)),
    lineItems: (page: Page) => connection(
      order.lines.map((line, index) => ({ ...line, index })), { first: page.first ?? null, after: page.after ?? null }, ({ index }) => String(index).padStart(6, "0"),
      ({ name, quantity, unitMinor, index }) => ({ id: `gid://shopify/LineItem/${order.ref}${index}`, name, title: name, quantity, price: money(unitMinor), variantTitle: null, sku: null, vendor: null }),
    ),
    paymentInformation: {
      paymentCollectionUrl: open > 0 ? order.collectionUrl : null, paymentStatus: statusOf(order), totalOutstandingAmount: money(open),
      totalPaidAmount: money(receivedMinor(order) - refundedMinor(order)), paymentTerms: order.terms && accountTerms(order, money(open)),
    },
    metafield: ({ namespace, key }: { namespace: string; key: string }) => {
      const found = order.metafields.find((one) => one.namespace === ownNamespace(namespace) && one.key === key);
      return found ? { key, namespace: found.namespace, type: found.type, value: found.value, compareDigest: digestOf(found) } : null;
    },
  };
}

function accountTerms({ terms }: SimOrder, open: Value): Value {
  const next = terms?.schedules.find(({ completedAt }) => completedAt === null);
  return {
    id: terms?.id, overdue: terms?.isOverdue ?? false, nextDueAt: next?.dueAt.toISOString() ?? null, paymentTermsName: "Fixed",
    paymentSchedules: () => ({
      nodes: (terms?.schedules ?? []).map(({ id, dueAt, completedAt }) => ({
        id, dueAt: dueAt.toISOString(), completed: completedAt !== null, completedAt: completedAt?.toISOString() ?? null, amount: open, totalBalance: open,
      })),
    }),
  };
}

function accountDraft(world: World, draft: SimDraft): Value {
  const money = (minor: number) => ({ amount: toDecimal(minor, draft.currency), currencyCode: draft.currency });
  const order = draft.orderRef === null ? undefined : world.orders.get(draft.orderRef);
  const at = draft.createdAt.toISOString();
  return {
    id: `gid://shopify/DraftOrder/${draft.ref}`, name: draft.name, status: draft.status, createdAt: at, updatedAt: at, currencyCode: draft.currency, inReview: false,
    invoiceUrl: draft.invoiceUrl, email: draft.customer?.email ?? null, phone: null, totalPrice: money(draft.totalMinor),
    amountDueNow: money(draft.status === "COMPLETED" ? 0 : draft.totalMinor), amountDueLater: money(0), order: order ? accountOrder(world, order) : null,
    lineItems: () => ({
      nodes: [{ id: `gid://shopify/DraftOrderLineItem/${draft.ref}`, name: draft.name, title: draft.name, quantity: 1, variantTitle: null }],
      pageInfo: { hasNextPage: false, hasPreviousPage: false, startCursor: null, endCursor: null },
    }),
  };
}
