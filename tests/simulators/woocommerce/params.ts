import type { World } from "./world";

type Rule = (value: unknown) => boolean;
type Rules = Readonly<Record<string, Rule>>;
export type Params = Record<string, unknown>;

const text: Rule = (value) => typeof value === "string";
const flag: Rule = (value) => value === true || value === false || ["true", "false", "1", "0", ""].includes(String(value));
const list: Rule = (value) => Array.isArray(value);
const any: Rule = () => true;
const whole = (min: number, max: number): Rule => (value) => /^-?\d+$/.test(String(value)) && Number(value) >= min && Number(value) <= max;
const date: Rule = (value) => /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)?$/.test(String(value));
const oneOf = (...values: string[]): Rule => (value) => values.includes(String(value));
const metas: Rule = (value) => Array.isArray(value) && value.every((meta) => typeof meta === "object" && meta !== null && typeof (meta as Params)["key"] === "string");
const lists: Rules = { page: whole(1, 1e6), per_page: whole(1, 100), offset: whole(0, 1e9), order: oneOf("asc", "desc"), _fields: text };

/** What each route knows, by WooCommerce's schema. A wrong value is refused with 400; an unknown name is not, there. */
function rulesOf(route: string, world: World): Rules {
  const status = oneOf(...world.statuses);
  const order: Rules = {
    status, currency: text, transaction_id: text, set_paid: (value) => typeof value === "boolean", payment_method: text, payment_method_title: text,
    customer_note: text, billing: any, shipping: any, line_items: list, fee_lines: list, shipping_lines: list, coupon_lines: list, meta_data: metas, customer_id: whole(0, 1e9),
  };
  const hook: Rules = { name: text, topic: text, delivery_url: text, secret: text, status: oneOf("active", "paused", "disabled") };
  const statuses: Rule = (value) => String(value).split(",").every((one) => one === "any" || one === "trash" || status(one));
  const known: Record<string, Rules> = {
    "GET orders": { ...lists, status: statuses, orderby: oneOf("date", "id", "include", "title", "slug", "modified"), modified_after: date, modified_before: date, dates_are_gmt: flag, search: text, exclude: any },
    "GET order": { _fields: text },
    "POST orders": order,
    "PUT order": order,
    "DELETE order": { force: flag },
    "POST orders/batch": { create: list, update: list, delete: list },
    "GET notes": { _fields: text, type: text },
    "POST notes": { note: text, customer_note: flag, added_by_user: flag },
    "GET refunds": lists,
    "POST refunds": { amount: text, reason: text, api_refund: flag, api_restock: flag, meta_data: metas, line_items: list },
    "GET webhooks": { ...lists, orderby: oneOf("date", "id", "title"), status: text, search: text },
    "POST webhooks": hook,
    "PUT webhook": hook,
    "DELETE webhook": { force: flag },
    "POST webhooks/batch": { create: list, update: list, delete: list },
    "GET system_status": { _fields: text },
  };
  return known[route] ?? {};
}

/** Names of wrong values, and of parameters the real shop would silently drop. */
export function checkParams(route: string, params: Params, world: World): { wrong: string[]; unknown: string[] } {
  const rules = rulesOf(route, world);
  const names = Object.keys(params).filter((name) => !name.startsWith("oauth_"));
  return {
    wrong: names.filter((name) => rules[name] !== undefined && !rules[name](params[name])),
    unknown: names.filter((name) => rules[name] === undefined),
  };
}
