import { createContext, useContext } from "react";

/** The number that lets this answer's own scripts run under its content policy; none in the browser, which hides it. */
export const NonceContext = createContext<string | undefined>(undefined);

/** Props for a script element: the server's nonce, without a warning when the browser shows none. */
export function useNonce(): { nonce?: string; suppressHydrationWarning: true } {
  const nonce = useContext(NonceContext);
  return { ...(nonce === undefined ? {} : { nonce }), suppressHydrationWarning: true };
}
