/** What can happen to a store's settings, as the journal tells it. */
export const settingsChangeKinds = [
  "connected", "connection-changed", "connection-on", "connection-off", "installed", "uninstalled", "shop-changed", "logo-changed", "logo-removed",
  "invited", "invitation-withdrawn", "joined", "member-removed", "password-changed", "password-reset", "codes-renewed", "codes-ended",
] as const;
export type SettingsChangeKind = (typeof settingsChangeKinds)[number];

/** Names of the fields that differ, sorted; their values are nobody's business here, secret or not. */
export function changedFields(before: Readonly<Record<string, unknown>>, after: Readonly<Record<string, unknown>>): string[] {
  const written = (value: unknown) => JSON.stringify(value ?? "");
  return Object.keys(after).filter((name) => written(before[name]) !== written(after[name])).sort();
}
