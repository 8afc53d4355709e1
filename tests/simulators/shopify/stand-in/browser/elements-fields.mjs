// The `s-*` form fields: a label, a control, a help text and an error, tied together for those who cannot see them.
import { define, isOn, make, slot, textOf } from "./elements-base.mjs";

const css = `:host{display:block;min-inline-size:min(22em,100%)}label,legend{display:block;font-weight:550;margin-bottom:4px;padding:0}.hidden{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
  input:not([type=checkbox],[type=radio]),textarea,select{font:inherit;width:100%;padding:7px 10px;border:1px solid #8a8a84;border-radius:8px;background:#fff;color:#303030}
  :focus-visible{outline:2px solid #005bd3;outline-offset:1px}.details{margin:4px 0 0;color:#5c5c57;font-size:.9em}.error{margin:4px 0 0;color:#8a0d12}.error:empty,.details:empty{display:none}
  [aria-invalid=true]{border-color:#8a0d12}.row{display:flex;gap:8px;align-items:flex-start}.row label{margin:0;font-weight:400}fieldset{border:0;margin:0;padding:0}`;

function buildField(kind) {
  return (host, root) => {
    const control = kind === "textarea" || kind === "select" ? make(kind, { id: "control" }) : make("input", { id: "control", type: kind });
    control.setAttribute("aria-describedby", "details error");
    root.append(make("label", { for: "control" }), control, make("p", { id: "details", class: "details" }), make("p", { id: "error", class: "error", role: "alert" }));
    // `input` leaves a shadow root by itself, `change` does not.
    control.addEventListener("change", () => host.dispatchEvent(new Event("change", { bubbles: true })));
    control.value = textOf(host, "value") || textOf(host, "defaultValue");
  };
}

function updateField(host, root) {
  const control = root.querySelector("#control");
  const label = root.querySelector("label");
  label.textContent = textOf(host, "label");
  label.className = textOf(host, "labelAccessibilityVisibility") === "exclusive" ? "hidden" : "";
  root.querySelector("#details").textContent = textOf(host, "details");
  root.querySelector("#error").textContent = textOf(host, "error");
  control.setAttribute("aria-invalid", String(textOf(host, "error") !== ""));
  control.disabled = isOn(host, "disabled");
  control.required = isOn(host, "required");
  if ("readOnly" in control) control.readOnly = isOn(host, "readonly");
  for (const name of ["placeholder", "autocomplete", "maxlength", "min", "max", "step", "rows"]) {
    const value = textOf(host, name);
    if (value !== "") control.setAttribute(name, value);
  }
}

/** `value` belongs to the control, so that what is typed is read and what is set is shown; before it is built, to the attribute. */
const value = {
  get() {
    return this.shadowRoot.querySelector("#control")?.value ?? textOf(this, "value");
  },
  set(next) {
    const control = this.shadowRoot.querySelector("#control");
    const text = next ?? "";
    if (!control) this.setAttribute("value", text);
    else if (control.value !== String(text)) control.value = text;
  },
};

const kinds = { "s-text-field": "text", "s-email-field": "email", "s-url-field": "url", "s-phone-field": "tel", "s-search-field": "search", "s-password-field": "password", "s-number-field": "number", "s-date-field": "date", "s-money-field": "text", "s-text-area": "textarea" };
for (const [tag, kind] of Object.entries(kinds)) define(tag, { css, build: buildField(kind), update: updateField, fields: { value } });

define("s-select", {
  css: `${css}::slotted(*){display:none}`,
  build(host, root) {
    buildField("select")(host, root);
    root.append(slot());
    const copy = () => {
      const wished = value.get.call(host) || textOf(host, "value");
      root.querySelector("#control").replaceChildren(...[...host.querySelectorAll("s-option")].map((option) => make("option", { value: textOf(option, "value"), disabled: isOn(option, "disabled") }, option.textContent ?? "")));
      value.set.call(host, wished);
    };
    new MutationObserver(copy).observe(host, { childList: true, subtree: true, characterData: true });
    copy();
  },
  update: updateField,
  fields: { value },
});
define("s-option", {});

const checked = {
  get() {
    return this.shadowRoot.querySelector("#control")?.checked ?? isOn(this, "checked");
  },
  set(next) {
    const control = this.shadowRoot.querySelector("#control");
    if (control) control.checked = next === true || next === "true";
    else this.toggleAttribute("checked", next === true || next === "true");
  },
};
for (const tag of ["s-checkbox", "s-switch"]) {
  define(tag, {
    // A box stands beside what it is about; without words it takes no room for them.
    css: `${css}:host{min-inline-size:0}.row{align-items:center}.row label:empty{display:none}#control{inline-size:18px;block-size:18px;margin:0;flex:none}`,
    build(host, root) {
      const control = make("input", { id: "control", type: "checkbox", "aria-describedby": "details error", ...(tag === "s-switch" && { role: "switch" }) });
      control.checked = isOn(host, "checked");
      control.addEventListener("change", () => host.dispatchEvent(new Event("change", { bubbles: true })));
      root.append(make("div", { class: "row" }, control, make("label", { for: "control" })), make("p", { id: "details", class: "details" }), make("p", { id: "error", class: "error", role: "alert" }));
    },
    update(host, root) {
      root.querySelector("label").textContent = textOf(host, "label");
      const name = textOf(host, "accessibilityLabel");
      if (name) root.querySelector("#control").setAttribute("aria-label", name);
      root.querySelector("#control").disabled = isOn(host, "disabled");
      root.querySelector("#details").textContent = textOf(host, "details");
      root.querySelector("#error").textContent = textOf(host, "error");
    },
    fields: { checked },
  });
}

/** One of several: radio buttons made from the `s-choice`s inside. */
define("s-choice-list", {
  css: `${css}::slotted(s-choice){display:none}`,
  build(host, root) {
    const set = make("fieldset", {}, make("legend"));
    root.append(set, make("p", { id: "error", class: "error", role: "alert" }), slot());
    const draw = () => {
      set.querySelectorAll(".row").forEach((row) => row.remove());
      const isMany = isOn(host, "multiple");
      const chosen = host.values ?? [];
      [...host.querySelectorAll("s-choice")].forEach((choice, index) => {
        const input = make("input", { type: isMany ? "checkbox" : "radio", name: "choice", id: `choice-${index}`, value: textOf(choice, "value") });
        input.checked = chosen.includes(textOf(choice, "value")) || (chosen.length === 0 && isOn(choice, "selected"));
        input.addEventListener("change", () => {
          host.values = [...set.querySelectorAll("input:checked")].map((one) => one.value);
          host.dispatchEvent(new Event("change", { bubbles: true }));
        });
        set.append(make("div", { class: "row" }, input, make("label", { for: `choice-${index}` }, choice.textContent ?? "")));
      });
    };
    new MutationObserver(draw).observe(host, { childList: true, subtree: true, characterData: true });
    draw();
  },
  update(host, root) {
    root.querySelector("legend").textContent = textOf(host, "label");
    root.querySelector("#error").textContent = textOf(host, "error");
  },
});
define("s-choice", {});
define("s-form", { css: ":host{display:block}" });
