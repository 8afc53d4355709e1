// How an `s-*` element is made here: attributes in, a small accessible piece of HTML in a shadow root out.
/** Every attribute an element of ours looks at, in the lower case HTML gives them. */
const watched = [
  "accessibilitylabel", "alignitems", "alt", "aspectratio", "autocomplete", "background", "blocksize", "border", "borderradius", "checked", "collapsedsummary", "color",
  "columngap", "command", "commandfor", "content", "defaultvalue", "details", "direction", "disabled", "error", "gap", "gridcolumn", "gridtemplatecolumns", "heading", "href", "icon",
  "inlinesize", "justifycontent", "label", "labelaccessibilityvisibility", "listslot", "loading", "max", "maxlength", "min", "mininlinesize", "multiple", "name", "open", "padding", "placeholder", "readonly",
  "required", "rows", "rowgap", "size", "src", "step", "subheading", "summary", "target", "text", "tone", "type", "value", "variant",
];

let hostCall = async () => undefined;
/** The frame says here how to ask the page around it. */
export const onHostCall = (ask) => void (hostCall = ask);
export const askHost = (verb, input) => hostCall(verb, input);

export const textOf = (host, name) => host.getAttribute(name.toLowerCase()) ?? "";
/** `loading`, `loading="true"`; Preact writes the latter. */
export const isOn = (host, name) => host.hasAttribute(name) && host.getAttribute(name) !== "false";

const spaces = { none: "0", "small-500": "2px", "small-400": "2px", "small-300": "4px", "small-200": "6px", "small-100": "8px", small: "8px", base: "16px", large: "20px", "large-100": "24px", "large-200": "28px", "large-300": "32px", "large-400": "40px", "large-500": "48px" };
/** "small base" as CSS; an unknown word is a length already ("12px") or nothing. */
export const space = (words) => words.split(/\s+/).filter(Boolean).map((word) => spaces[word] ?? (/^\d/.test(word) ? word : "0")).join(" ");

/** An element of the page, from its name, attributes and children. */
export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) if (value !== false && value !== null && value !== "") element.setAttribute(name, value === true ? "" : value);
  element.append(...children);
  return element;
}

export const slot = (name) => make("slot", name ? { name } : {});

/**
 * Defines `tag`. `build(host, root)` runs once, `update(host, root)` then and at each change: what has the focus stays
 * in place. `css` is for the shadow root.
 */
export function define(tag, { css = "", build = (_host, root) => root.append(slot()), update = () => undefined, fields = {} }) {
  class Element extends HTMLElement {
    static observedAttributes = watched;

    constructor() {
      super();
      const root = this.attachShadow({ mode: "open" });
      root.append(make("style", {}, `:host{box-sizing:border-box}:host([hidden]){display:none!important}*{box-sizing:border-box}${css}`));
      this.isBuilt = false;
    }

    connectedCallback() {
      if (!this.isBuilt) build(this, this.shadowRoot);
      this.isBuilt = true;
      update(this, this.shadowRoot);
    }

    attributeChangedCallback() {
      if (this.isBuilt) update(this, this.shadowRoot);
    }
  }
  Object.defineProperties(Element.prototype, fields);
  customElements.define(tag, Element);
}

/** Makes a press run `command`/`commandFor`, or follow `href`, as Shopify's elements do. */
export function follow(host) {
  const wished = textOf(host, "commandFor");
  if (wished !== "") {
    const found = document.getElementById(wished);
    const command = textOf(host, "command") || "--auto";
    if (found?.tagName === "S-CLIPBOARD-ITEM") void askHost("copy", { text: textOf(found, "text") }).then(() => found.dispatchEvent(new Event("copy")), () => found.dispatchEvent(new Event("copyerror")));
    else if (found && (command === "--show" || command === "--auto" || command === "--toggle")) found.setAttribute("open", "");
    else found?.removeAttribute("open");
    return;
  }
  const href = textOf(host, "href");
  if (href !== "") void askHost("navigate", { url: href, isNew: textOf(host, "target") === "_blank" });
}
