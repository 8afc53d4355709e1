import type { LoaderFunctionArgs } from "@remix-run/node";
import { notFound, showInside } from "../door.server";

/** Every address under /app that is no page: said inside the frame, to members only. */
export const loader = (args: LoaderFunctionArgs) => showInside(args, async () => notFound());

export default function Missing() {
  return null;
}
