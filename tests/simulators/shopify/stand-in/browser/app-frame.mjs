// The admin around the embedded app: answers its script (app-bridge.js) and shows what it asks for.
import { addressOf, askToken, data, toast } from "./host.mjs";

const query = (selector) => document.querySelector(selector);

export function openApp() {
  const frame = query("#app-frame");
  if (!frame) return;
  const appOrigin = new URL(data.appUrl).origin;
  const say = (about, input = {}) => frame.contentWindow.postMessage({ bridge: about, ...input }, appOrigin);
  const able = verbs({ frame, say });
  window.addEventListener("message", async ({ source, origin, data: asked }) => {
    if (source !== frame.contentWindow || origin !== appOrigin || !asked?.bridge) return;
    const { bridge: verb, id, input } = asked;
    if (!able[verb]) return say("answer", { id, problem: `This stand-in has no "${verb}"` });
    say("answer", { id, value: await able[verb](input) });
  });
  query("[data-save]").addEventListener("click", () => say("save"));
  query("[data-discard]").addEventListener("click", () => say("discard"));
  window.addEventListener("beforeunload", (event) => { if (!query(".save-bar").hidden) event.preventDefault(); });
}

function verbs({ frame, say }) {
  return {
    token: askToken,
    toast: ({ message, isError }) => toast(message, isError),
    loading: ({ isOn }) => void (query(".loading").hidden = !isOn),
    height: () => undefined,
    title: ({ text, buttons }) => {
      query("[data-app-title]").textContent = text || "Réglo";
      if (text) document.title = `${text} · ${data.shop.name}`;
      query(".app-actions").replaceChildren(...buttons.map(({ text: words, isPrimary, index }) => {
        const button = Object.assign(document.createElement("button"), { type: "button", textContent: words, className: isPrimary ? "primary" : "" });
        button.addEventListener("click", () => say("title-button", { index }));
        return button;
      }));
    },
    nav: ({ links }) => showNav(links, say),
    path: ({ path }) => {
      // The admin's own address follows, so that a reload and a bookmark find the same page.
      history.replaceState(null, "", `/admin/apps/${data.appHandle}${path}`);
      markNav(path);
    },
    saveBar: ({ isOn }) => void (query(".save-bar").hidden = !isOn),
    shake: () => {
      query(".save-bar").classList.add("shake");
      setTimeout(() => query(".save-bar").classList.remove("shake"), 600);
    },
    confirm: ({ text }) => window.confirm(text),
    navigate: ({ url, isNew }) => {
      const address = addressOf(url);
      if (address === null) return toast(`Adresse inconnue ici : ${url}`, true);
      return isNew ? void window.open(address, "_blank", "noopener") : location.assign(address);
    },
    scopes: async () => (await fetch("/stand-in/scopes")).json(),
    "request-scopes": async ({ wished }) => {
      const isGranted = window.confirm(`${data.appName} demande : ${wished.join(", ")}. Autoriser ?`);
      const body = JSON.stringify({ granted: isGranted ? wished : [] });
      const detail = await (await fetch("/stand-in/scopes", { method: "POST", headers: { "content-type": "application/json" }, body })).json();
      return { result: isGranted && wished.every((one) => detail.granted.includes(one)) ? "granted-all" : "declined-all", detail };
    },
    frame: () => ({ width: frame.clientWidth }),
  };
}

function showNav(links, say) {
  const list = query("[data-app-nav]");
  list.hidden = links.length === 0;
  list.replaceChildren(...links.map(({ href, text }) => {
    const link = Object.assign(document.createElement("a"), { href: `/admin/apps/${data.appHandle}${href}`, textContent: text });
    link.dataset.path = href;
    link.addEventListener("click", (event) => {
      if (event.metaKey || event.ctrlKey || event.shiftKey) return;
      event.preventDefault();
      query(".burger[aria-expanded=true]")?.click();
      say("go", { href });
    });
    const entry = document.createElement("li");
    entry.append(link);
    return entry;
  }));
  markNav(location.pathname.replace(/^\/admin\/apps\/[\w-]+/, ""));
}

function markNav(path) {
  for (const link of document.querySelectorAll("[data-app-nav] a")) {
    const own = link.dataset.path.split("?")[0];
    if (path.split("?")[0].startsWith(own)) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
}
