// The page around the extensions: opens each in a frame of its own and does for it what it may not do itself.
export const data = JSON.parse(document.getElementById("page-data").textContent);

const post = async (path, body = {}) => {
  const response = await fetch(path, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });
  return response.json();
};
const door = data.surface === "account" ? "account" : "admin";
export const askToken = async () => (await post(`/stand-in/token/${door}`)).token;

export function toast(message, isError = false) {
  const line = Object.assign(document.createElement("p"), { className: isError ? "toast error" : "toast", textContent: message });
  document.querySelector(".toasts").append(line);
  setTimeout(() => line.remove(), 6_000);
}

/** Where an address of Shopify's own kinds leads on these pages; null for one that leads nowhere here. */
export function addressOf(url) {
  const inAdmin = /^shopify:(?:\/\/)?admin\/?(.*)$/.exec(url);
  if (inAdmin) return `/admin/${inAdmin[1]}`;
  const inAccount = /^shopify:(?:\/\/)?customer-account\/?(.*)$/.exec(url);
  if (inAccount) return `/account/${inAccount[1]}`;
  const inApp = /^app:(?:\/\/)?\/?(.*)$/.exec(url);
  if (inApp) return `/admin/apps/${data.appHandle}/${inApp[1]}`;
  return /^(https?:\/\/|\/)/.test(url) ? url : null;
}

function navigate({ url, isNew }) {
  const extension = /^extension:(?:\/\/)?\/?([\w-]+)/.exec(url)?.[1];
  if (extension !== undefined) return document.dispatchEvent(new CustomEvent("open-extension", { detail: extension }));
  const address = addressOf(url);
  if (address === null) return toast(`Adresse inconnue ici : ${url}`, true);
  if (isNew) window.open(address, "_blank", "noopener");
  else location.assign(address);
}

async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    toast("Copié");
  } catch (error) {
    toast("La copie n’est pas permise dans ce navigateur", true);
    throw error;
  }
}

export const offerOf = (target, handle) => data.offers.find((offer) => offer.target === target && offer.handle === handle);

/**
 * Runs a bundle in a sandboxed frame inside `place`. `verbs` adds to what it may ask; `selected` is what it is about.
 * Answers with the frame, and a promise of what the bundle's default export said.
 */
export function openExtension({ place, offer, bundle = offer.address, selected = data.selected ?? [], verbs = {} }) {
  const frame = document.createElement("iframe");
  frame.className = "extension";
  frame.title = offer.name;
  // No same-origin: a bundle reaches neither this page nor its cookies, as Shopify's worker does not.
  frame.setAttribute("sandbox", "allow-scripts");
  frame.src = "/stand-in/frame";
  let tell;
  const started = new Promise((resolve) => (tell = resolve));
  const able = {
    token: askToken,
    graphql: (input) => post(`/stand-in/graphql/${door}`, input),
    navigate, copy: ({ text }) => copy(text),
    toast: ({ message, options }) => toast(message, options?.isError === true),
    height: ({ pixels }) => {
      // One that has nothing to say leaves no hole in the page; of no height at all, a browser would stop drawing it for good.
      frame.style.height = `${pixels === 0 ? 1 : Math.max(pixels, 24)}px`;
      frame.parentElement?.classList.toggle("silent", pixels === 0);
    },
    started: ({ answer }) => tell(answer),
    failed: ({ message }) => {
      console.error(message);
      toast(`L’extension « ${offer.name} » n’a pas pu démarrer`, true);
      tell(null);
    },
    escape: () => undefined, title: () => undefined, close: () => undefined, loading: () => undefined, print: () => undefined,
    ...verbs,
  };
  frame.addEventListener("load", () => {
    const { port1, port2 } = new MessageChannel();
    port1.addEventListener("message", async ({ data: { id, verb, input } }) => {
      try {
        if (!able[verb]) throw new Error(`This stand-in has no "${verb}"`);
        port1.postMessage({ id, value: await able[verb](input) });
      } catch (error) {
        port1.postMessage({ id, problem: String(error?.message ?? error) });
      }
    });
    port1.start();
    const { appUrl, declaredAppUrl, shop, locale, order, total, customerId, paidBy } = data;
    const begin = { surface: door, target: offer.target, handle: offer.handle, words: offer.words, bundle: new URL(bundle, location.href).href, selected, appUrl, declaredAppUrl, shop, locale, order, total, customerId, paidBy, page: location.href };
    frame.contentWindow.postMessage({ begin }, "*", [port2]);
  }, { once: true });
  place.append(frame);
  return { frame, started };
}

/** Blocks and full pages: each where the page left room for it. */
export function openBlocks() {
  for (const place of document.querySelectorAll("[data-block]")) {
    const offer = offerOf(place.dataset.block, place.dataset.handle);
    const heading = place.querySelector("h2");
    openExtension({ place, offer, verbs: { title: ({ text }) => { if (heading && text) heading.textContent = text; } } });
  }
}

/** "Menu" on a narrow window, and every menu of actions: a press opens, Escape and a press elsewhere close, arrows walk. */
export function openMenus() {
  for (const trigger of document.querySelectorAll("[aria-haspopup=menu], .burger")) {
    const menu = document.getElementById(trigger.getAttribute("aria-controls"));
    const isMenu = trigger.matches("[aria-haspopup]");
    const show = (isOpen) => {
      trigger.setAttribute("aria-expanded", String(isOpen));
      if (isMenu) menu.hidden = !isOpen;
      else menu.classList.toggle("open", isOpen);
      if (isOpen && isMenu) menu.querySelector("button:not([hidden])")?.focus();
    };
    trigger.addEventListener("click", () => show(trigger.getAttribute("aria-expanded") !== "true"));
    if (!isMenu) continue;
    document.addEventListener("click", (event) => { if (!trigger.contains(event.target)) show(false); });
    menu.addEventListener("keydown", (event) => {
      const entries = [...menu.querySelectorAll("button:not([hidden])")];
      const at = entries.indexOf(document.activeElement);
      if (event.key === "Escape") { show(false); trigger.focus(); }
      if (event.key === "ArrowDown") entries[(at + 1) % entries.length]?.focus();
      if (event.key === "ArrowUp") entries[(at - 1 + entries.length) % entries.length]?.focus();
      if (event.key.startsWith("Arrow")) event.preventDefault();
    });
  }
}
