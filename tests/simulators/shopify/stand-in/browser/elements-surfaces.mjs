// The `s-*` elements that are a whole surface: an action's window, a block on a page, a print, a page, a section.
import { askHost, define, isOn, make, slot, textOf } from "./elements-base.mjs";

const heading = (css = "") => `h1,h2{margin:0;font-weight:650}h1:empty,h2:empty{display:none}${css}`;
const buttons = () => make("div", { class: "buttons" }, slot("secondary-actions"), slot("primary-action"));

for (const tag of ["s-admin-action", "s-customer-account-action"]) {
  define(tag, {
    css: `:host{display:block}.body{padding:16px 20px;display:grid;gap:12px}.buttons{display:flex;gap:8px;justify-content:flex-end;flex-wrap:wrap;padding:12px 20px;border-top:1px solid #e4e4e0}@media(max-width:480px){.buttons{flex-direction:column-reverse}::slotted(s-button){display:grid}}`,
    build: (_host, root) => root.append(make("div", { class: "body" }, slot()), buttons()),
    update(host, root) {
      void askHost("title", { text: textOf(host, "heading") });
      root.querySelector(".body").setAttribute("aria-busy", String(isOn(host, "loading")));
    },
  });
}

define("s-admin-block", {
  css: heading(":host{display:block}details>summary{display:none}.buttons{display:flex;gap:8px;flex-wrap:wrap;margin-top:12px}.short{margin:0;color:#5c5c57}"),
  build: (_host, root) => root.append(make("div", { class: "body" }, slot()), buttons()),
  update: (host) => void askHost("title", { text: textOf(host, "heading") || textOf(host, "title") }),
});

/** The document is fetched and shown by the admin, outside of the extension. */
define("s-admin-print-action", {
  css: ":host{display:block;padding:16px 20px}",
  update: (host) => void askHost("print", { src: textOf(host, "src") }),
});

define("s-page", {
  css: heading(":host{display:block;max-width:60rem;margin:0 auto}header{display:flex;gap:12px;align-items:center;flex-wrap:wrap;margin-bottom:16px}header div{margin-inline-start:auto;display:flex;gap:8px;flex-wrap:wrap}h1{font-size:1.5rem}.sub{margin:0;color:#5c5c57;flex-basis:100%}.sub:empty{display:none}.body{display:grid;gap:16px}"),
  build: (_host, root) => root.append(make("header", {}, slot("breadcrumb-actions"), make("h1"), make("div", {}, slot("secondary-actions"), slot("primary-action")), make("p", { class: "sub" })), make("div", { class: "body" }, slot(), slot("aside"))),
  update(host, root) {
    root.querySelector("h1").textContent = textOf(host, "heading");
    root.querySelector(".sub").textContent = textOf(host, "subheading");
  },
});

define("s-section", {
  css: heading(":host{display:block;border:1px solid #dcdcd8;border-radius:12px;padding:16px 20px;background:#fff}:host-context([data-surface=admin]){border:0;padding:0}.body{display:grid;gap:12px}h2{font-size:1.1rem;margin-bottom:12px}.buttons{display:flex;gap:8px;flex-wrap:wrap;margin-top:12px}"),
  build: (_host, root) => root.append(make("section", {}, make("h2"), make("div", { class: "body" }, slot()), buttons())),
  update(host, root) {
    root.querySelector("h2").textContent = textOf(host, "heading");
    const name = textOf(host, "accessibilityLabel");
    if (name) root.querySelector("section").setAttribute("aria-label", name);
  },
});

for (const tag of ["s-modal", "s-sheet"]) {
  define(tag, {
    css: heading(":host{display:none}:host([open]){display:block}div[role=dialog]{border:1px solid #b9b9b3;border-radius:12px;padding:16px 20px;background:#fff;display:grid;gap:12px}.buttons{display:flex;gap:8px;justify-content:flex-end}"),
    build: (_host, root) => root.append(make("div", { role: "dialog", tabindex: "-1" }, make("h2"), slot(), buttons())),
    update(host, root) {
      root.querySelector("h2").textContent = textOf(host, "heading");
      root.querySelector("[role=dialog]").setAttribute("aria-label", textOf(host, "heading"));
      if (isOn(host, "open")) root.querySelector("[role=dialog]").focus();
    },
  });
}
