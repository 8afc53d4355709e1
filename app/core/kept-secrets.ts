import type { Adapter, SettingsValues } from "./ports";

type Change = { typed: SettingsValues; saved: SettingsValues; settings: SettingsValues };

/**
 * Names of the secret fields left empty, hence kept, that the new settings would send to an address the saved ones did
 * not send them to. `settings`: what was typed, with the kept secrets filled in.
 */
export function secretsToRetype({ settings: fields, secretsGoTo }: Pick<Adapter<unknown>, "settings" | "secretsGoTo">, { typed, saved, settings }: Change): string[] {
  if (!secretsGoTo) return [];
  const before = secretsGoTo(saved);
  const after = secretsGoTo(settings);
  const isKept = (name: string) => (typed[name] ?? "").trim() === "" && (saved[name] ?? "") !== "";
  const isMoved = (name: string) => (after[name] ?? []).some((address) => !before[name]?.includes(address));
  return fields.filter(({ name, kind }) => kind === "secret" && isKept(name) && isMoved(name)).map(({ name }) => name);
}
