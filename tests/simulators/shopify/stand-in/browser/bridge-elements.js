// The global `shopify`, the app's menu and its title bar.
const { admin, config, ask, tell, heard, idToken, saveBars } = window.standIn;
let lastToast = 0;

window.shopify = {
  config, idToken, origin: admin, ready: Promise.resolve(), environment: { embedded: window.parent !== window, mobile: false, pos: false },
  toast: { show: (message, options = {}) => { tell("toast", { message, isError: options.isError === true }); return String((lastToast += 1)); }, hide() {} },
  loading: (isOn) => tell("loading", { isOn: isOn !== false }),
  saveBar: { show: async (id) => saveBars.show(document.getElementById(id)), hide: async (id) => saveBars.hide(document.getElementById(id)), toggle: async (id) => saveBars.toggle(document.getElementById(id)), leaveConfirmation: () => saveBars.leave() },
  modal: { show: async (id) => document.getElementById(id)?.show?.(), hide: async (id) => document.getElementById(id)?.hide?.(), toggle: async () => undefined },
  user: async () => ({ id: "42", name: "Équipe" }), webVitals: { onReport() {} }, reviews: { request: async () => ({ success: false, code: "cooldown-period" }) },
  scopes: { query: () => ask("scopes"), request: (wished) => ask("request-scopes", { wished }), revoke: async () => undefined },
  resourcePicker: async () => undefined, picker: async () => undefined,
};

// The app's menu: links in an element nobody sees; the first one that says rel="home" is the app itself.
const navigation = (tag, linkTag) => customElements.define(tag, class extends HTMLElement {
  connectedCallback() {
    this.style.display = "none";
    this.watch = new MutationObserver(() => this.send());
    this.watch.observe(this, { childList: true, subtree: true, attributes: true, characterData: true });
    this.send();
    heard.set("go", ({ href }) => {
      const link = [...this.querySelectorAll(linkTag)].find((one) => one.getAttribute("href") === href);
      link?.dispatchEvent(new CustomEvent("shopify:navigate", { bubbles: true, cancelable: true }));
    });
  }
  disconnectedCallback() { this.watch?.disconnect(); }
  send() {
    const links = [...this.querySelectorAll(linkTag)].filter((link) => link.getAttribute("rel") !== "home");
    tell("nav", { links: links.map((link) => ({ href: link.getAttribute("href") ?? "", text: link.textContent.trim() })) });
  }
});
navigation("ui-nav-menu", "a");
navigation("s-app-nav", "s-link, a");

customElements.define("ui-title-bar", class extends HTMLElement {
  connectedCallback() {
    this.style.display = "none";
    this.watch = new MutationObserver(() => this.send());
    this.watch.observe(this, { childList: true, subtree: true, attributes: true, characterData: true });
    this.send();
    heard.set("title-button", ({ index }) => this.querySelectorAll("button")[index]?.click());
  }
  disconnectedCallback() {
    this.watch?.disconnect();
    tell("title", { text: "", buttons: [] });
  }
  send() {
    const buttons = [...this.querySelectorAll("button")].map((button, index) => ({ text: button.textContent.trim(), isPrimary: button.getAttribute("variant") === "primary", index }));
    tell("title", { text: this.getAttribute("title") ?? "", buttons });
  }
});
