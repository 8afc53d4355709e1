/** Shopify's global `shopify.i18n.translate`, as far as we use it. */
export type Translate = (key: string, options?: Record<string, string | number>) => string;

/** A payment link as the app tells it. Amounts come twice: a plain decimal, and written out in the link's language. */
export type Link = {
  orderRef: string;
  linkId: string;
  status: "open" | "paid" | "expired" | "cancelled";
  balance: "none" | "partial" | "over" | "late";
  payUrl: string;
  qrUrl: string | null;
  currency: string;
  open: string;
  openText: string;
  createdAt: string | null;
  dueAt: string | null;
  paidAt: string | null;
  isLate: boolean;
  message: { status: string; to: string; at: string; problem: string | null } | null;
};

/** What an order has open, and whether it may be asked for. */
export type OrderView = {
  orderRef: string;
  number: string;
  openText: string;
  /** Null where the app may not know it; Shopify's own mail then goes to the order's address. */
  customerEmail: string | null;
  isPayable: boolean;
  reason: string | null;
};

type Fields = Record<string, unknown>;

export function fieldsOf(value: unknown): Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Fields) : {};
}

export function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

export function textOf(value: unknown): string | null {
  return typeof value === "string" && value !== "" ? value : null;
}

/** An address to open or to show; null for anything but https and, for a shop on this machine, http. */
export function addressOf(value: unknown): string | null {
  const text = textOf(value);
  return text !== null && /^https?:\/\//i.test(text) ? text : null;
}

/** Reads a link; null when it is none, so that a half-told link is never shown as paid. */
export function readLink(value: unknown): Link | null {
  const told = fieldsOf(value);
  const status = oneOf(["open", "paid", "expired", "cancelled"] as const, told["status"]);
  const [orderRef, linkId, payUrl] = [textOf(told["orderRef"]), textOf(told["linkId"]), addressOf(told["payUrl"])];
  if (status === null || orderRef === null || linkId === null || payUrl === null) return null;
  return {
    orderRef, linkId, payUrl, status,
    balance: oneOf(["none", "partial", "over", "late"] as const, told["balance"]) ?? "none",
    qrUrl: addressOf(told["qrUrl"]),
    currency: textOf(told["currency"]) ?? "",
    open: textOf(told["open"]) ?? "",
    openText: textOf(told["openText"]) ?? "",
    createdAt: textOf(told["createdAt"]),
    dueAt: textOf(told["dueAt"]),
    paidAt: textOf(told["paidAt"]),
    isLate: told["isLate"] === true,
    message: readMessage(told["message"]),
  };
}

/** What a shopper needs of a link. Who is not signed in is told no more than this. */
export type Payable = Pick<Link, "status" | "payUrl" | "openText" | "isLate" | "dueAt">;

export function readPayable(value: unknown): Payable | null {
  const told = fieldsOf(value);
  return readLink({ ...told, orderRef: told["orderRef"] ?? "-", linkId: told["linkId"] ?? "-" });
}

export function readLinks(value: unknown): Link[] {
  return listOf(value).flatMap((one) => readLink(one) ?? []);
}

export function readOrders(value: unknown): OrderView[] {
  return listOf(value).flatMap((one) => {
    const told = fieldsOf(one);
    const orderRef = textOf(told["orderRef"]);
    if (orderRef === null) return [];
    return [{
      orderRef,
      number: textOf(told["number"]) ?? "",
      openText: textOf(told["openText"]) ?? "",
      customerEmail: textOf(told["customerEmail"]),
      isPayable: told["isPayable"] === true,
      reason: textOf(told["reason"]),
    }];
  });
}

function readMessage(value: unknown): Link["message"] {
  const told = fieldsOf(value);
  const [status, to, at] = [textOf(told["status"]), textOf(told["to"]), textOf(told["at"])];
  return status === null || to === null || at === null ? null : { status, to, at, problem: textOf(told["problem"]) };
}

function oneOf<T extends string>(known: readonly T[], value: unknown): T | null {
  return known.find((one) => one === value) ?? null;
}

/** The end of a switch over a union: a forgotten case does not compile. */
export function assertUnreachable(value: never): never {
  throw new Error(`Not foreseen: ${String(value)}`);
}
