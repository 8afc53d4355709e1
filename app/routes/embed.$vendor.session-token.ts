import type { LoaderFunctionArgs } from "@remix-run/node";
import { notFound } from "../door.server";

/** Where a page inside a shop's admin gets a fresh proof of who looks; shows words while it does, and changes nothing. */
export function loader({ request, params, context: { app } }: LoaderFunctionArgs): Response {
  const embedding = app.embeddings.find(({ vendor }) => vendor === params.vendor) ?? notFound();
  return embedding.tokenPage(request);
}
