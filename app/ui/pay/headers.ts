/** Longest list of origins a policy names: one per provider and a few spare. */
const originsMax = 20;

/**
 * Headers of every pay page. The page holds no script and loads nothing; its form may go to us and, as Chromium
 * applies `form-action` to redirects after a POST too, to the providers' checkouts.
 * In: the nonce given to `renderPayPage`, and `checkoutOrigins` of the providers offered. Throws on an origin that is none.
 */
export function payPageHeaders(nonce: string, formActionOrigins: readonly string[]): Record<string, string> {
  if (!/^[A-Za-z0-9+/_-]{16,}={0,2}$/.test(nonce)) throw new Error("A nonce needs at least 16 characters of base64");
  const origins = [...new Set(formActionOrigins)].slice(0, originsMax).map(checkedOrigin);
  const policy = [
    "default-src 'none'",
    `style-src 'nonce-${nonce}'`,
    "img-src data:",
    `form-action ${["'self'", ...origins].join(" ")}`,
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join("; ");
  return {
    "Content-Type": "text/html; charset=utf-8",
    "Content-Security-Policy": policy,
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex, nofollow, noarchive",
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    Vary: "Accept-Language",
  };
}

/** One origin as the policy writes it; a value that is not exactly an http(s) origin could open the policy. */
function checkedOrigin(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || !/^https?:$/.test(url.protocol) || url.origin !== text.replace(/\/$/, "")) {
    throw new Error(`Not an origin: ${JSON.stringify(text)}`);
  }
  return url.origin;
}
