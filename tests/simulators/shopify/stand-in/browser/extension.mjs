// Inside the sandboxed frame of one extension: the global `shopify`, a fetch that finds the app and the shop, and then
// the built bundle. Everything the frame may not do itself is asked of the page around it, over one channel.
import "./elements.mjs";
import { onHostCall } from "./elements-base.mjs";

const pending = new Map();
let lastCall = 0;
/** @type {MessagePort} */
let port;

const call = (verb, input = {}) =>
  new Promise((resolve, reject) => {
    const id = (lastCall += 1);
    pending.set(id, { resolve, reject });
    port.postMessage({ id, verb, input });
  });

window.addEventListener("message", (event) => {
  if (event.source !== window.parent || !event.data?.begin) return;
  [port] = event.ports;
  port.addEventListener("message", ({ data: { id, value, problem } }) => {
    const waiting = pending.get(id);
    pending.delete(id);
    if (problem === undefined) waiting?.resolve(value);
    else waiting?.reject(new Error(problem));
  });
  port.start();
  begin(event.data.begin).catch((error) => call("failed", { message: String(error?.stack ?? error) }));
}, { once: true });

async function begin(given) {
  document.documentElement.lang = given.locale;
  document.documentElement.dataset.surface = given.surface;
  onHostCall((verb, input) => call(verb, input));
  globalThis.shopify = given.surface === "admin" ? adminApi(given) : accountApi(given);
  reachOut(given);
  // A key pressed in here is not heard outside, where the window closes.
  document.addEventListener("keydown", ({ key }) => { if (key === "Escape") void call("escape"); });
  new ResizeObserver(() => call("height", { pixels: Math.ceil(document.body.getBoundingClientRect().height) })).observe(document.body);
  const { default: extension } = await import(given.bundle);
  const answer = await extension(globalThis.shopify);
  await call("started", { answer: answer === undefined ? null : answer });
}

/** What both surfaces know. */
function standardApi(given) {
  const sent = (name) => (...input) => call(name, { input });
  return {
    extension: { target: given.target, apiVersion: "2026-07", version: undefined, scriptUrl: given.bundle, rendered: new Watched(true), capabilities: new Watched(["network_access", "api_access"]) },
    i18n: words(given),
    storage: storage(given.handle),
    navigation: { navigate: (url) => void call("navigate", { url: String(url) }), currentEntry: { key: "0", url: given.page, getState: () => null }, addEventListener() {}, removeEventListener() {} },
    toast: { show: (message, options) => { void call("toast", { message, options }); return { hide() {} }; } },
    intents: { invoke: sent("unknown") },
  };
}

function adminApi(given) {
  return {
    ...standardApi(given),
    data: { selected: given.selected },
    auth: { idToken: () => call("token") },
    query: (query, { variables = {} } = {}) => call("graphql", { query, variables }),
    close: () => void call("close"),
    loading: (isOn) => void call("loading", { isOn }),
    picker: () => call("unknown"),
    resourcePicker: () => call("unknown"),
  };
}

function accountApi(given) {
  const language = new Watched({ isoCode: given.locale });
  const customer = given.customerId === null || given.customerId === undefined ? undefined : { id: given.customerId, email: undefined };
  return {
    ...standardApi(given),
    sessionToken: { get: () => call("token") },
    authenticatedAccount: { customer: new Watched(customer && { id: customer.id }), purchasingCompany: new Watched(undefined) },
    authenticationState: new Watched(customer ? "fully_authenticated" : "pre_authenticated"),
    requireLogin: () => call("navigate", { url: "/account" }),
    buyerIdentity: { customer: new Watched(customer), email: new Watched(undefined), phone: new Watched(undefined), purchasingCompany: new Watched(undefined) },
    localization: { language, extensionLanguage: language, country: new Watched({ isoCode: "BE" }), currency: new Watched({ isoCode: given.total?.currencyCode ?? "EUR" }), timezone: new Watched("Europe/Brussels"), market: new Watched(undefined) },
    shop: { id: "gid://shopify/Shop/1", ...given.shop, storefrontUrl: undefined },
    settings: new Watched({}),
    order: new Watched(given.order),
    orderConfirmation: new Watched(given.order && { order: { id: given.order.id.replace("/Order/", "/OrderIdentity/") }, number: given.order.confirmationNumber, isFirstOrder: false }),
    orderId: given.order?.id,
    selectedPaymentOptions: new Watched(given.paidBy ? [{ handle: "stand-in", type: given.paidBy }] : []),
    checkoutToken: new Watched(undefined),
    cost: { totalAmount: new Watched(given.total), subtotalAmount: new Watched(given.total), totalShippingAmount: new Watched(undefined), totalTaxAmount: new Watched(undefined) },
    setSignals() {},
  };
}

/** A value that can be read and watched. Nothing here changes while a page stands: the page is asked for again instead. */
class Watched {
  constructor(value) {
    this.value = value;
    this.current = value;
  }

  peek() {
    return this.value;
  }

  subscribe(callback) {
    callback(this.value);
    return () => undefined;
  }

  destroy() {}
}

/** Shopify's translate: {{name}} is filled in; with `count` it takes the plural of the language. */
function words({ words: known, locale }) {
  return {
    locale,
    translate(key, options = {}) {
      const plural = "count" in options ? new Intl.PluralRules(locale).select(Number(options.count)) : "other";
      const text = known[key] ?? known[`${key}.${plural}`] ?? known[`${key}.other`];
      if (text === undefined) throw new Error(`No words for "${key}"`);
      return text.replaceAll(/\{\{\s*(\w+)\s*\}\}/g, (_whole, name) => String(options[name] ?? ""));
    },
    formatNumber: (number, options) => new Intl.NumberFormat(locale, options).format(number),
    formatCurrency: (number, options) => new Intl.NumberFormat(locale, { style: "currency", currency: "EUR", ...options }).format(number),
    formatDate: (date, options) => new Intl.DateTimeFormat(locale, options).format(date),
  };
}

function storage(handle) {
  const kept = new Map();
  return { get: async (key) => kept.get(`${handle}.${key}`) ?? null, set: async (key, value) => void kept.set(`${handle}.${key}`, value), delete: async (key) => kept.delete(`${handle}.${key}`), read: async (key) => kept.get(key) ?? null, write: async (key, value) => void kept.set(key, value), clear: async () => kept.clear() };
}

/**
 * A relative address leads to the app; the admin adds the person's token there by itself. `shopify:` addresses are the
 * shop's APIs. The address the bundles were built with is the app's declared one; here it answers somewhere else.
 */
function reachOut({ surface, appUrl, declaredAppUrl }) {
  const plainFetch = globalThis.fetch.bind(globalThis);
  globalThis.fetch = async (input, init = {}) => {
    const asked = input instanceof Request ? input.url : String(input);
    if (/^shopify:(\/\/)?(admin|customer-account)\/api\//.test(asked)) return Response.json(await call("graphql", JSON.parse(String(init.body))));
    const declared = declaredAppUrl.replace(/\/$/, "");
    const url = asked.startsWith(`${declared}/`) ? appUrl + asked.slice(declared.length) : new URL(asked, appUrl).href;
    const headers = new Headers(init.headers ?? (input instanceof Request ? input.headers : {}));
    if (surface === "admin" && new URL(url).origin === new URL(appUrl).origin && !headers.has("authorization")) headers.set("Authorization", `Bearer ${await call("token")}`);
    return plainFetch(url, { ...init, headers });
  };
}
