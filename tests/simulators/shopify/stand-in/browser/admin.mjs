// The admin's pages: menus, selection, the window of an action, the app's frame.
import { openApp } from "./app-frame.mjs";
import { data, offerOf, openBlocks, openExtension, openMenus, toast } from "./host.mjs";

const selectedNow = () => {
  const boxes = [...document.querySelectorAll("[data-select]")];
  return boxes.length === 0 ? (data.selected ?? []) : boxes.filter(({ checked }) => checked).map(({ dataset }) => ({ id: dataset.select }));
};

/** The window of an action; Escape closes it, and what the action changed is then shown. */
function openAction(offer, { isPrint = false } = {}) {
  const dialog = document.createElement("dialog");
  const title = Object.assign(document.createElement("h2"), { id: "action-title", textContent: offer.name });
  const close = Object.assign(document.createElement("button"), { type: "button", className: "plain", textContent: "Fermer" });
  const head = document.createElement("header");
  head.append(title, close);
  dialog.className = isPrint ? "action print" : "action";
  dialog.setAttribute("aria-labelledby", "action-title");
  const place = document.createElement("div");
  dialog.append(head, place);
  document.body.append(dialog);
  const print = isPrint ? printing(dialog) : () => undefined;
  dialog.addEventListener("close", () => {
    dialog.remove();
    if (data.offers.some(({ target }) => target.includes(".block."))) location.reload();
  });
  close.addEventListener("click", () => dialog.close());
  dialog.showModal();
  openExtension({
    place, offer, selected: selectedNow(),
    verbs: { close: () => dialog.close(), escape: () => dialog.close(), title: ({ text }) => { if (text) title.textContent = text; }, print: ({ src }) => print(src) },
  });
}

/** The document an extension names is fetched here, as the admin does: short-lived address, CORS, PDF or HTML. */
function printing(dialog) {
  const preview = Object.assign(document.createElement("div"), { className: "preview" });
  const state = document.createElement("p");
  const button = Object.assign(document.createElement("button"), { type: "button", className: "primary", textContent: "Imprimer", disabled: true });
  const foot = document.createElement("footer");
  foot.append(button);
  let shown = null;
  button.addEventListener("click", () => shown?.contentWindow.print());
  state.setAttribute("role", "status");
  preview.append(state);
  dialog.append(preview, foot);
  let last = null;
  return async (src) => {
    if (src === last) return;
    last = src;
    button.disabled = true;
    preview.replaceChildren(state);
    state.textContent = src === "" ? "L’aperçu attend le document." : "Chargement de l’aperçu…";
    if (src === "") return;
    try {
      const response = await fetch(new URL(src, data.appUrl));
      if (!response.ok) throw new Error(`Réponse ${response.status}`);
      const address = URL.createObjectURL(await response.blob());
      const frame = Object.assign(document.createElement("iframe"), { src: address, title: "Aperçu du document" });
      const open = Object.assign(document.createElement("a"), { href: address, target: "_blank", textContent: "Ouvrir le document" });
      preview.replaceChildren(frame, open);
      shown = frame;
      button.disabled = false;
    } catch (error) {
      state.textContent = `Le document n’a pas pu être chargé (${error.message}).`;
    }
  };
}

function openActions() {
  const buttons = [...document.querySelectorAll("[data-open]")];
  for (const button of buttons) {
    const offer = offerOf(button.dataset.open, button.dataset.handle);
    button.addEventListener("click", () => openAction(offer, { isPrint: "print" in button.dataset }));
    if (offer.shouldRender !== null && document.querySelector("[data-select]") === null) void offerWhenItMay(button, offer);
    else button.hidden = false;
  }
  document.addEventListener("open-extension", ({ detail: handle }) => {
    const button = buttons.find(({ dataset }) => dataset.handle === handle);
    if (button) button.click();
    else toast("Cette action n’est pas proposée ici", true);
  });
}

/** The extension says itself whether it is offered here, in a frame nobody sees. */
async function offerWhenItMay(button, offer) {
  const place = Object.assign(document.createElement("div"), { hidden: true });
  document.body.append(place);
  const answer = await openExtension({ place, offer, bundle: offer.shouldRender }).started;
  place.remove();
  button.hidden = answer?.display === false;
}

function openSelection() {
  const all = document.querySelector("[data-all]");
  const bar = document.querySelector(".bulk");
  if (!all) return;
  const boxes = [...document.querySelectorAll("[data-select]")];
  const show = () => {
    const count = boxes.filter(({ checked }) => checked).length;
    bar.hidden = count === 0;
    document.querySelector("[data-count]").textContent = `${count} sélectionnée${count > 1 ? "s" : ""}`;
    all.checked = count === boxes.length && count > 0;
    all.indeterminate = count > 0 && count < boxes.length;
  };
  all.addEventListener("change", () => {
    for (const box of boxes) box.checked = all.checked;
    show();
  });
  for (const box of boxes) box.addEventListener("change", show);
  show();
}

openMenus();
openSelection();
openActions();
openBlocks();
openApp();
