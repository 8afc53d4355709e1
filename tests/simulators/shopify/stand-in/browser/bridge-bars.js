// The save bar: over a form that asks for it, or over an element of its own.
const { ask, tell, heard } = window.standIn;
const leaveWords = "Quitter sans enregistrer les modifications ?";
const saveBars = makeSaveBars();
window.standIn.saveBars = saveBars;

function makeSaveBars() {
  let current = null;
  const show = (bar) => { current = bar; tell("saveBar", { isOn: true }); };
  const hide = (bar) => { if (bar === current || bar == null) { current = null; tell("saveBar", { isOn: false }); } };
  const press = (isSave) => {
    if (current instanceof HTMLFormElement) return isSave ? current.requestSubmit() : (current.reset(), hide(current));
    const buttons = [...(current?.querySelectorAll("button") ?? [])];
    (buttons.find((button) => (button.getAttribute("variant") === "primary") === isSave) ?? null)?.click();
  };
  heard.set("save", () => press(true));
  heard.set("discard", () => press(false));
  // <form data-save-bar>: what is typed shows the bar, sending and resetting hide it.
  const formOf = (event) => event.target.closest?.("form[data-save-bar]");
  for (const name of ["input", "change"]) document.addEventListener(name, (event) => { const form = formOf(event); if (form) show(form); }, true);
  for (const name of ["submit", "reset"]) document.addEventListener(name, (event) => { const form = formOf(event); if (form) hide(form); }, true);
  return {
    show, hide, toggle: (bar) => (bar === current ? hide(bar) : show(bar)),
    async leave() {
      if (current === null) return;
      tell("shake");
      if (!(await ask("confirm", { text: leaveWords }))) await new Promise(() => undefined);
      hide(current);
    },
  };
}

customElements.define("ui-save-bar", class extends HTMLElement {
  connectedCallback() { this.style.display = "none"; }
  disconnectedCallback() { saveBars.hide(this); }
  get showing() { return this.isShown === true; }
  show() { this.isShown = true; saveBars.show(this); this.dispatchEvent(new Event("show")); return Promise.resolve(); }
  hide() { this.isShown = false; saveBars.hide(this); this.dispatchEvent(new Event("hide")); return Promise.resolve(); }
  toggle() { return this.isShown ? this.hide() : this.show(); }
});
