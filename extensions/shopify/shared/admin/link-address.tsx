import { useState } from "preact/hooks";
import type { AdminSurface } from "./surface";

/**
 * The link's address and a button that copies it. The admin has no component for that (2026-07), and its sandbox may
 * hold no clipboard: then the field, which can be selected, stays the way, and the words say so.
 */
export function LinkAddress({ surface, address }: { surface: AdminSurface; address: string }) {
  const { translate } = surface.i18n;
  const [told, setTold] = useState("");
  const copy = async () => setTold(translate((await copyText(address)) ? "link.copied" : "link.copyByHand"));
  return (
    <s-stack gap="small">
      <s-text-field label={translate("link.address")} value={address} readOnly />
      <s-stack direction="inline" gap="small" alignItems="center">
        <s-button onClick={() => void copy()} accessibilityLabel={translate("link.copyLabel")}>{translate("link.copy")}</s-button>
        <s-link href={address} target="_blank" accessibilityLabel={translate("link.openLabel")}>{translate("link.open")}</s-link>
      </s-stack>
      {told !== "" && <s-text tone="info">{told}</s-text>}
    </s-stack>
  );
}

async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
