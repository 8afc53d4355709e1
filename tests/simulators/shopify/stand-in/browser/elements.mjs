// Simple renderings of the `s-*` elements that extensions use: https://shopify.dev/docs/api/polaris. Not Shopify's looks
// to the pixel, but the same roles, labels, slots and events.
import { askHost, define, follow, isOn, make, slot, space, textOf } from "./elements-base.mjs";
import "./elements-fields.mjs";
import "./elements-surfaces.mjs";

const tones = `
  :host([tone="success"]){--ink:#0b4f2d;--wash:#cdf5dd}:host([tone="warning"]),:host([tone="caution"]){--ink:#5c3a00;--wash:#ffe7b8}
  :host([tone="critical"]){--ink:#8a0d12;--wash:#ffdedd}:host([tone="info"]){--ink:#00345c;--wash:#d9ebff}`;

define("s-stack", {
  css: ":host{display:flex;flex-direction:column}",
  update(host) {
    const isInline = textOf(host, "direction") === "inline";
    Object.assign(host.style, { flexDirection: isInline ? "row" : "column", flexWrap: isInline ? "wrap" : "nowrap", gap: space(textOf(host, "gap")), alignItems: textOf(host, "alignItems"), justifyContent: textOf(host, "justifyContent"), padding: space(textOf(host, "padding")) });
  },
});
define("s-box", {
  css: ":host{display:block}",
  update(host) {
    const border = textOf(host, "border");
    Object.assign(host.style, {
      padding: space(textOf(host, "padding")), background: textOf(host, "background") === "subdued" ? "#f5f5f4" : "", border: border && border !== "none" ? "1px solid #dcdcd8" : "",
      borderRadius: textOf(host, "borderRadius") ? "8px" : "", inlineSize: length(textOf(host, "inlineSize")), blockSize: length(textOf(host, "blockSize")), minInlineSize: length(textOf(host, "minInlineSize")),
    });
  },
});
const length = (word) => (word === "fill" ? "100%" : /^\d/.test(word) ? word : "");

define("s-grid", {
  css: ":host{display:grid}",
  update: (host) => void Object.assign(host.style, { gridTemplateColumns: textOf(host, "gridTemplateColumns"), gap: space(textOf(host, "gap")), alignItems: textOf(host, "alignItems"), justifyContent: textOf(host, "justifyContent") }),
});
define("s-grid-item", { css: ":host{display:block}", update: (host) => void (host.style.gridColumn = textOf(host, "gridColumn")) });
define("s-query-container", { css: ":host{display:block;container-type:inline-size}" });
define("s-scroll-box", { css: ":host{display:block;overflow:auto}" });
define("s-heading", { css: "h2{font:600 1.05rem/1.4 inherit;font-size:1.05rem;font-weight:650;margin:0}", build: (_host, root) => root.append(make("h2", {}, slot())) });
define("s-paragraph", { css: "p{margin:0}:host{display:block}:host([color=subdued]){color:#5c5c57}:host([tone=critical]){color:#8a0d12}", build: (_host, root) => root.append(make("p", {}, slot())) });
define("s-text", {
  css: ":host([type=strong]){font-weight:650}:host([color=subdued]){color:#5c5c57}:host([tone=critical]){color:#8a0d12}:host([tone=success]){color:#0b4f2d}:host([tone=warning]),:host([tone=caution]){color:#5c3a00}:host([type=redundant]){text-decoration:line-through}",
});
define("s-abbreviation", {});
define("s-time", {});
define("s-divider", { css: ":host{display:block}hr{border:0;border-top:1px solid #dcdcd8;margin:0}", build: (_host, root) => root.append(make("hr")) });
define("s-badge", { css: `:host{display:inline-flex;--ink:#3b3b38;--wash:#e8e8e4}${tones}span{padding:1px 8px;border-radius:8px;font-size:.85em;font-weight:550;color:var(--ink);background:var(--wash)}`, build: (_host, root) => root.append(make("span", {}, slot())) });
define("s-chip", { css: ":host{display:inline-flex}span{padding:2px 10px;border-radius:8px;background:#e8e8e4}", build: (_host, root) => root.append(make("span", {}, slot())) });
define("s-icon", { css: ":host{display:none}" });
define("s-tooltip", { css: ":host{display:none}" });
define("s-clipboard-item", { css: ":host{display:none}" });
define("s-spinner", {
  css: ":host{display:inline-flex}span{width:20px;height:20px;border-radius:50%;border:3px solid #d5d5d0;border-top-color:#303030;animation:turn 1s linear infinite}@keyframes turn{to{transform:rotate(1turn)}}@media(prefers-reduced-motion){span{animation:none}}",
  build: (_host, root) => root.append(make("span", { role: "img" })),
  update: (host, root) => root.querySelector("span").setAttribute("aria-label", textOf(host, "accessibilityLabel") || "Chargement"),
});
define("s-skeleton-paragraph", { css: ":host{display:block}span{display:block;height:1em;border-radius:4px;background:#e8e8e4;width:70%}", build: (_host, root) => root.append(make("span")) });
define("s-progress", { css: ":host{display:block}progress{width:100%}", build: (_host, root) => root.append(make("progress")), update(host, root) {
  const bar = root.querySelector("progress");
  bar.max = Number(textOf(host, "max") || 1);
  bar.value = Number(textOf(host, "value") || 0);
  bar.setAttribute("aria-label", textOf(host, "accessibilityLabel"));
} });

define("s-banner", {
  css: `:host{display:block;--ink:#303030;--wash:#ececea}${tones}section{padding:12px 14px;border-radius:8px;background:var(--wash);color:var(--ink);display:grid;gap:8px;justify-items:start}h3{margin:0;font-size:1em;font-weight:650}h3:empty{display:none}`,
  build: (_host, root) => root.append(make("section", {}, make("h3"), slot(), slot("primary-action"), slot("secondary-actions"))),
  update(host, root) {
    root.querySelector("h3").textContent = textOf(host, "heading");
    // Good news is read when there is a pause, trouble at once.
    root.querySelector("section").setAttribute("role", textOf(host, "tone") === "critical" ? "alert" : "status");
  },
});

const button = `button{font:inherit;font-weight:550;cursor:pointer;border-radius:8px;padding:7px 12px;min-height:34px;border:1px solid #b9b9b3;background:#fff;color:#303030}
  button:hover{background:#f5f5f3}:host([variant=primary]) button{background:#303030;border-color:#303030;color:#fff}:host([variant=primary]) button:hover{background:#1a1a1a}
  :host([variant=tertiary]) button{border-color:transparent;background:none}:host([tone=critical]) button{color:#8a0d12}:host([tone=critical][variant=primary]) button{background:#8a0d12;border-color:#8a0d12;color:#fff}
  button:disabled{opacity:.55;cursor:default}button:focus-visible,a:focus-visible{outline:2px solid #005bd3;outline-offset:2px}`;
for (const tag of ["s-button", "s-clickable", "s-press-button"]) {
  define(tag, {
    css: `:host{display:inline-flex}${button}${tag === "s-clickable" ? "button{border:0;background:none;padding:0;text-align:start}" : ""}`,
    build(host, root) {
      root.append(make("button", { type: "button" }, slot()));
      host.addEventListener("click", () => {
        if (host.getAttribute("type") === "submit") host.closest("form, s-form")?.dispatchEvent(new Event("submit", { bubbles: true, cancelable: true }));
        follow(host);
      });
    },
    update(host, root) {
      const inner = root.querySelector("button");
      inner.disabled = isOn(host, "disabled") || isOn(host, "loading");
      inner.setAttribute("aria-busy", String(isOn(host, "loading")));
      const label = textOf(host, "accessibilityLabel");
      if (label) inner.setAttribute("aria-label", label);
      // An address to follow makes it a link to those who hear the page.
      if (textOf(host, "href")) inner.setAttribute("role", "link");
    },
  });
}
define("s-button-group", { css: ":host{display:flex;gap:8px;flex-wrap:wrap;justify-content:flex-end}", build: (_host, root) => root.append(slot("secondary-actions"), slot(), slot("primary-action")) });
define("s-link", {
  css: "a{color:#005bd3;text-decoration:underline;cursor:pointer}a:focus-visible{outline:2px solid #005bd3}",
  build(host, root) {
    root.append(make("a", {}, slot()));
    root.querySelector("a").addEventListener("click", (event) => {
      event.preventDefault();
      follow(host);
    });
  },
  update(host, root) {
    const inner = root.querySelector("a");
    inner.setAttribute("href", textOf(host, "href") || "#");
    const label = textOf(host, "accessibilityLabel");
    if (label) inner.setAttribute("aria-label", label);
  },
});

for (const tag of ["s-image", "s-thumbnail", "s-product-thumbnail"]) {
  define(tag, {
    css: ":host{display:inline-block;max-width:100%}img{display:block;max-width:100%}:host([inlinesize=fill]) img{width:100%}:host(s-thumbnail) img,:host(s-product-thumbnail) img{width:40px;height:40px;object-fit:cover;border-radius:6px}",
    build: (_host, root) => root.append(make("img")),
    update: (host, root) => void Object.assign(root.querySelector("img"), { src: textOf(host, "src"), alt: textOf(host, "alt") }),
  });
}
define("s-qr-code", {
  css: ":host{display:inline-block}img{display:block;width:160px;height:160px}:host([size=fill]) img{width:100%;height:auto}",
  build: (_host, root) => root.append(make("img")),
  update: (host, root) => void Object.assign(root.querySelector("img"), { src: `/stand-in/qr.svg?text=${encodeURIComponent(textOf(host, "content"))}`, alt: textOf(host, "accessibilityLabel") || "Code QR" }),
});

define("s-unordered-list", { css: "ul{margin:0;padding-inline-start:1.2em}", build: (_host, root) => root.append(make("ul", { role: "list" }, slot())) });
define("s-ordered-list", { css: "ol{margin:0;padding-inline-start:1.2em}", build: (_host, root) => root.append(make("ol", { role: "list" }, slot())) });
define("s-list-item", { css: ":host{display:list-item}", update: (host) => host.setAttribute("role", "listitem") });
define("s-details", { css: "details{display:block}", build: (_host, root) => root.append(make("details", {}, make("summary", {}, slot("summary")), slot())), update: (host, root) => void (root.querySelector("details").open = isOn(host, "open")) });
define("s-summary", { css: ":host{cursor:pointer;font-weight:550}", update: (host) => void (host.slot = "summary") });

const roles = { "s-table": ["table", "display:table;width:100%;border-collapse:collapse"], "s-table-header-row": ["row", "display:table-row"], "s-table-header": ["columnheader", "display:table-cell;font-weight:600;padding:6px 8px;text-align:start"], "s-table-body": ["rowgroup", "display:table-row-group"], "s-table-row": ["row", "display:table-row"], "s-table-cell": ["cell", "display:table-cell;padding:8px;border-top:1px solid #e4e4e0;vertical-align:middle"] };
for (const [tag, [role, style]] of Object.entries(roles)) define(tag, { css: `:host{${style}}`, update: (host) => host.setAttribute("role", role) });

define("s-announcement", { css: ":host{display:block;padding:12px 14px;background:#d9ebff;border-radius:8px}" });
define("s-menu", { css: ":host{display:none;flex-direction:column;gap:4px}:host([open]){display:flex}" });
define("s-popover", { css: ":host{display:none}:host([open]){display:block;padding:12px;border:1px solid #dcdcd8;border-radius:8px}" });

export { askHost };
