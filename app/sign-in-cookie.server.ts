import { signInDays } from "./db/members.server";

/** The `__Host-` prefix binds the cookie to this host and to https (RFC 6265bis, 4.1.3.2); on loopback http it would be refused. */
const nameFor = (appUrl: string) => (isHttps(appUrl) ? "__Host-reglo" : "reglo");
const isHttps = (appUrl: string) => appUrl.startsWith("https:");
const tokenShape = /^[A-Za-z0-9_-]{43}$/;

/** The sign-in token a request carries; null when it carries none that could be ours. */
export function findSignInToken(request: Request, appUrl: string): string | null {
  const wanted = `${nameFor(appUrl)}=`;
  const pair = (request.headers.get("cookie") ?? "").split(/;\s*/).find((part) => part.startsWith(wanted));
  const token = pair?.slice(wanted.length) ?? "";
  return tokenShape.test(token) ? token : null;
}

/** `Set-Cookie` that signs a browser in, out of reach of scripts and of other sites' posts; an empty token signs it out. */
export function signInCookie(token: string, appUrl: string): string {
  const maxAgeSeconds = token === "" ? 0 : signInDays * 86_400;
  const attributes = ["Path=/", "HttpOnly", "SameSite=Lax", `Max-Age=${maxAgeSeconds}`, ...(isHttps(appUrl) ? ["Secure"] : [])];
  return [`${nameFor(appUrl)}=${token}`, ...attributes].join("; ");
}
