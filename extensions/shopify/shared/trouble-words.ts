import type { Trouble } from "./ask-app";
import { assertUnreachable, type Translate } from "./contract";

/** What went wrong and what to do, in the person's language. The app's own sentence knows more than ours. */
export function troubleWords(translate: Translate, trouble: Trouble): string {
  switch (trouble.kind) {
    case "unreachable": return translate("trouble.unreachable");
    case "signed-out": return translate("trouble.signedOut");
    case "forbidden": return trouble.message ?? translate("trouble.forbidden");
    case "unknown-order": return trouble.message ?? translate("trouble.unknownOrder");
    case "conflict": return trouble.message ?? translate("trouble.conflict");
    case "busy": return trouble.message ?? translate("trouble.busy");
    case "refused": return trouble.message ?? translate("trouble.refused");
    case "broken": return translate("trouble.broken");
    default: return assertUnreachable(trouble.kind);
  }
}

const knownReasons = ["nothing-due", "order-unknown"] as const;

/** Why an order cannot be asked for. A reason that came after this bundle is told in general words. */
export function reasonWords(translate: Translate, reason: string | null): string {
  const known = knownReasons.find((one) => one === reason);
  return translate(known === undefined ? "reason.other" : `reason.${known}`);
}
