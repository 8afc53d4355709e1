import type { RequestHandler } from "express";

const hstsSeconds = 31_536_000;

/**
 * Headers every answer has; a page may set stricter ones of its own. `same-origin` tells others none of our addresses,
 * and unlike `no-referrer` it leaves forms their Origin.
 */
export function securityHeaders(input: { isHttps: boolean }): RequestHandler {
  const headers: Record<string, string> = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), usb=(), browsing-topics=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "X-Permitted-Cross-Domain-Policies": "none",
  };
  if (input.isHttps) headers["Strict-Transport-Security"] = `max-age=${hstsSeconds}; includeSubDomains`;
  return (_request, response, next) => {
    response.set(headers);
    next();
  };
}

/** Asked from a platform's own pages, which have no origin of ours: whatever goes wrong on the way, they must be able to read it. */
const readAnywhere = /^\/(api\/(admin|account)|print)\//;

export function readableAnywhere(): RequestHandler {
  return (request, response, next) => {
    if (readAnywhere.test(request.path)) response.set("Access-Control-Allow-Origin", "*");
    next();
  };
}
