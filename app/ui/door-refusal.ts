import { isRouteErrorResponse } from "@remix-run/react";

/** What was refused while a form was read; null for everything else a page may fail by. */
export function doorRefusalOf(error: unknown): "too-large" | "unreadable" | null {
  if (!isRouteErrorResponse(error)) return null;
  return error.status === 413 ? "too-large" : error.status === 400 || error.status === 405 ? "unreadable" : null;
}
