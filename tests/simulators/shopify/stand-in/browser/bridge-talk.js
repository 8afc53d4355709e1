// Stands in for Shopify's own App Bridge (https://shopify.dev/docs/api/app-bridge-library): tokens, fetch, toasts, the
// app's menu, the title bar and the save bar, over messages with the stand-in admin around the app's frame.
// Its four parts are served as one script, each in a block of its own: talk, reach, bars, elements.
const script = document.currentScript;
const admin = new URL(script.src).origin;
const params = new URLSearchParams(location.search);
const kept = (name) => {
  const given = params.get(name);
  try {
    if (given !== null) sessionStorage.setItem(`stand-in-${name}`, given);
    return given ?? sessionStorage.getItem(`stand-in-${name}`) ?? undefined;
  } catch {
    return given ?? undefined; // a private window keeps nothing for a frame of another site
  }
};
const config = { apiKey: script.dataset.apiKey ?? document.querySelector("meta[name=shopify-api-key]")?.content, shop: kept("shop"), host: kept("host"), locale: kept("locale") ?? "fr" };

const pending = new Map();
const heard = new Map();
let lastId = 0;
const ask = (verb, input = {}) => new Promise((resolve, reject) => {
  if (window.parent === window) return void reject(new Error("Not inside an admin"));
  const id = (lastId += 1);
  pending.set(id, { resolve, reject });
  window.parent.postMessage({ bridge: verb, id, input }, admin);
});
const tell = (verb, input) => void ask(verb, input).catch(() => undefined);
window.addEventListener("message", ({ source, origin, data }) => {
  if (source !== window.parent || origin !== admin || !data?.bridge) return;
  if (data.bridge !== "answer") return void heard.get(data.bridge)?.(data);
  const waiting = pending.get(data.id);
  pending.delete(data.id);
  if (data.problem === undefined) waiting?.resolve(data.value);
  else waiting?.reject(new Error(data.problem));
});

window.standIn = { admin, params, config, ask, tell, heard, idToken: () => ask("token") };
