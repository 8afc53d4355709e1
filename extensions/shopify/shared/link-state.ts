import { assertUnreachable, type Link } from "./contract";

export type LinkTone = "success" | "warning" | "critical" | "info" | "neutral";

/** A link's state in one word, and how loud it is. */
export function stateOf(link: Link): { key: string; tone: LinkTone } {
  switch (link.status) {
    case "paid": return { key: "state.paid", tone: "success" };
    case "expired": return link.isLate ? { key: "state.late", tone: "critical" } : { key: "state.expired", tone: "warning" };
    case "cancelled": return { key: "state.cancelled", tone: "neutral" };
    case "open":
      if (link.isLate) return { key: "state.late", tone: "critical" };
      return link.balance === "partial" ? { key: "state.partial", tone: "warning" } : { key: "state.open", tone: "info" };
    default: return assertUnreachable(link.status);
  }
}
