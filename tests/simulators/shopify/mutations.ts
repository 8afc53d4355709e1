import { createHash } from "node:crypto";
import { GraphQLError } from "graphql";
import { collectMutations } from "./collect";
import { idempotencyKey, type Root } from "./root";
import { hookMutations } from "./subscriptions";
import { touch } from "./touch";
import { ownNamespace, orderView, transactionView } from "./views";
import {
  canMarkAsPaid, digestOf, findOrder, isCapturable, outstandingMinor, toMinor, unsettledMinor,
  type Metafield, type SimOrder, type Transaction, type World,
} from "./world";

type MoneyInput = { amount: string; currencyCode: string };
type ManualPayment = { id: string; amount?: MoneyInput | null; paymentMethodName?: string | null; processedAt?: string | null };
type Capture = { input: { id: string; parentTransactionId: string; amount: string; currency?: string | null } };
type RefundTransaction = { orderId: string; parentId?: string | null; kind: string; gateway: string; amount: string };
type RefundCreate = { input: { orderId: string; note?: string | null; currency?: string | null; transactions?: RefundTransaction[] | null } };
type MetafieldInput = { ownerId: string; namespace?: string | null; key: string; type?: string | null; value: string; compareDigest?: string | null };

const wrong = (payload: string, code: string | null, message: string) => ({ [payload]: null, userErrors: [{ code, field: null, message }] });
const future = (world: World, text: string | null | undefined) => text != null && Date.parse(text) > world.now().getTime() + 1_000;

/** Records a payment nobody took here. Not idempotent, as the real one is not. */
function manualPayment(world: World, { id, amount, paymentMethodName, processedAt }: ManualPayment) {
  const order = findOrder(world, id);
  if (order === null) return wrong("order", "ORDER_NOT_FOUND", "Order is not found.");
  if (order.isBusy) return wrong("order", "ORDER_IS_TEMPORARILY_UNAVAILABLE", "Order is temporarily unavailable.");
  if (future(world, processedAt)) return wrong("order", "PROCESSED_AT_INVALID", "Processed at is invalid.");
  if (paymentMethodName === "") return wrong("order", "GATEWAY_NOT_FOUND", "Payment gateway is not found.");
  if (!canMarkAsPaid(order)) return wrong("order", null, "Order cannot be marked as paid.");
  const balance = outstandingMinor(order);
  if (amount && amount.currencyCode !== order.currency) return wrong("order", "CURRENCY_MISMATCH", "The currency doesn't match the presentment currency of the order.");
  const minor = amount ? toMinor(amount.amount, order.currency) : balance;
  if (minor <= 0) return wrong("order", "AMOUNT_NOT_POSITIVE", "Amount must be positive.");
  if (minor > balance) return wrong("order", "AMOUNT_EXCEEDS_BALANCE", "Amount exceeds the remaining balance.");
  const pending = order.transactions.find((transaction) => isCapturable(world, order, transaction));
  add(world, order, { kind: "SALE", status: "SUCCESS", gateway: paymentMethodName ?? "manual", isManual: true, amountMinor: minor, parentId: pending?.id ?? null });
  return { order: orderView(world, order), userErrors: [] };
}

function capture(world: World, { input }: Capture) {
  const order = findOrder(world, input.id);
  const parent = order?.transactions.find(({ id }) => id === input.parentTransactionId);
  if (!order || !parent) return wrong("transaction", null, "Transaction is not found.");
  if (!isCapturable(world, order, parent)) return wrong("transaction", null, "Transaction cannot be captured.");
  if (input.currency == null ? order.currency !== world.shopCurrency : input.currency !== order.currency) return wrong("transaction", null, "Currency must be the presentment currency.");
  const amountMinor = toMinor(input.amount, order.currency);
  if (amountMinor <= 0 || amountMinor > unsettledMinor(order, parent)) return wrong("transaction", null, "Amount exceeds the capturable amount.");
  const made = add(world, order, { kind: "CAPTURE", status: "SUCCESS", gateway: parent.gateway, isManual: parent.isManual, amountMinor, parentId: parent.id });
  return { transaction: transactionView(world, order, made), userErrors: [] };
}

function add(world: World, order: SimOrder, given: Omit<Transaction, "id">): Transaction {
  const transaction: Transaction = { id: `gid://shopify/OrderTransaction/${world.nextId()}`, ...given };
  order.transactions.push(transaction);
  touch(world, order, ["ORDER_TRANSACTIONS_CREATE", ...(outstandingMinor(order) === 0 && given.kind !== "REFUND" ? ["ORDERS_PAID"] : [])]);
  return transaction;
}

/** Against a manual payment it is book-keeping; against any other the gateway sends money. */
const refundCreate: Root = (world, { input }: RefundCreate, info) => {
  const key = idempotencyKey(info);
  if (key === null) throw new GraphQLError("The @idempotent directive with a key is required for this mutation.", { extensions: { code: "BAD_REQUEST" } });
  const fingerprint = createHash("sha256").update(JSON.stringify(input)).digest("hex");
  const known = world.refundKeys.get(key);
  if (known && known.input !== fingerprint) return wrong("refund", null, "The same idempotency key was used with different parameters.");
  if (known) return { refund: { id: known.refundId }, userErrors: [] };
  const order = findOrder(world, input.orderId);
  if (order === null) return wrong("refund", null, "Order does not exist");
  if (order.currency !== world.shopCurrency && input.currency !== order.currency) return wrong("refund", null, "Currency must be provided.");
  const parts = (input.transactions ?? []).map((given) => ({ given, parent: order.transactions.find(({ id }) => id === given.parentId), minor: toMinor(given.amount, order.currency) }));
  for (const { given, parent, minor } of parts) {
    if (!parent || given.kind !== "REFUND" || parent.gateway !== given.gateway || parent.status !== "SUCCESS") return wrong("refund", null, "Transaction is not refundable.");
    const before = order.transactions.filter(({ kind, parentId }) => kind === "REFUND" && parentId === parent.id).reduce((sum, { amountMinor }) => sum + amountMinor, 0);
    if (minor <= 0 || before + minor > parent.amountMinor) return wrong("refund", null, "Refund amount exceeds the amount that can be refunded.");
  }
  const refundId = `gid://shopify/Refund/${world.nextId()}`;
  order.refunds.push({ id: refundId, note: input.note ?? "", amountMinor: parts.reduce((sum, { minor }) => sum + minor, 0) });
  world.refundKeys.set(key, { input: fingerprint, refundId });
  for (const { parent, minor } of parts) {
    if (!parent) continue;
    add(world, order, { kind: "REFUND", status: "SUCCESS", gateway: parent.gateway, isManual: parent.isManual, amountMinor: minor, parentId: parent.id });
    if (!parent.isManual) world.movedMinor += minor;
  }
  touch(world, order, ["REFUNDS_CREATE"]);
  return { refund: { id: refundId }, userErrors: [] };
};

/** Adds to what is there, each tag once, as Shopify does: upper and lower case are one. */
function tagsAdd(world: World, { id, tags }: { id: string; tags: string[] }) {
  const order = findOrder(world, id);
  if (order === null) return { userErrors: [{ field: ["id"], message: "Owner does not exist" }] };
  for (const tag of tags) if (!order.tags.some((one) => one.toLowerCase() === tag.toLowerCase())) order.tags.push(tag);
  touch(world, order, []);
  return { userErrors: [] };
}

const metafieldsMax = 25;
const lengthMax: Record<string, number> = { json: 131_072, multi_line_text_field: 65_535 };

/** All or none; `compareDigest` present (null: must not exist) makes it compare-and-set. */
function metafieldsSet(world: World, { metafields }: { metafields: MetafieldInput[] }) {
  const bad = (code: string, message: string) => ({ metafields: null, userErrors: [{ code, field: null, message, elementIndex: null }] });
  if (metafields.length > metafieldsMax) return bad("LESS_THAN_OR_EQUAL_TO", "Exceeded the maximum metafields input limit of 25.");
  const plan: { order: SimOrder; old: Metafield | undefined; next: Metafield }[] = [];
  for (const given of metafields) {
    const order = findOrder(world, given.ownerId);
    const namespace = ownNamespace(given.namespace);
    if (order === null) return bad("INVALID", "Owner does not exist.");
    if (!given.type || lengthMax[given.type] === undefined) return bad("INVALID_TYPE", "Type is not one the simulated shop knows.");
    if (Buffer.byteLength(given.value) > (lengthMax[given.type] ?? 0)) return bad("TOO_LONG", "Value is too long.");
    if (given.value === "") return bad("BLANK", "Value can't be blank.");
    if (given.type === "json" && !isJson(given.value)) return bad("INVALID_VALUE", "Value is invalid JSON.");
    const old = order.metafields.find((one) => one.namespace === namespace && one.key === given.key);
    const isStale = "compareDigest" in given && (given.compareDigest ?? null) !== (old === undefined ? null : digestOf(old));
    if (isStale) return bad("STALE_OBJECT", "The resource has been updated since it was loaded.");
    plan.push({ order, old, next: { namespace, key: given.key, type: given.type, value: given.value, version: (old?.version ?? 0) + 1 } });
  }
  for (const { order, old, next } of plan) {
    order.metafields = [...order.metafields.filter((one) => one !== old), next];
    touch(world, order, []);
  }
  return { metafields: plan.map(({ next }) => ({ key: next.key, compareDigest: digestOf(next) })), userErrors: [] };
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

export const mutations: Record<string, Root> = {
  orderCreateManualPayment: manualPayment,
  orderCapture: capture,
  refundCreate,
  metafieldsSet,
  tagsAdd,
  ...hookMutations,
  ...collectMutations,
};
