import type { Composed, ShopperMessage } from "./message";
import type { Health } from "./ports";
import type { ReturnedMessage } from "./returned";

export type SendResult =
  | { ok: true; detail: string }
  | { ok: false; reason: "recipient-refused" | "settings-refused" | "content-refused"; detail: string };

/** Carries words to a shopper. `compose` is what the preview shows and what `send` sends: one piece of code. */
export type Messenger = {
  channel: "email" | "sms" | "whatsapp";
  check(): Promise<Health>;
  compose(message: ShopperMessage): Promise<Composed>;
  /** `messageId` is stable over retries: a duplicate after a crash carries the same one. Throws VendorError to be retried. */
  send(input: { to: string; messageId: string; composed: Composed }): Promise<SendResult>;
  /**
   * What came back since it was last asked, one call of `take` each, oldest first; what `take` throws at is read again.
   * Absent where this connection has nowhere to look. `isMore`: ask again at once. Throws VendorError.
   */
  readReturned?(take: (returned: ReturnedMessage) => Promise<void>): Promise<{ isMore: boolean }>;
};
