import type { MetaFunction } from "@remix-run/node";
import type { PageHandle } from "../root";
import { LastPage } from "../ui/last-page";
import { shellWords } from "../ui/words/shell";

export const handle: PageHandle = { isStatic: true };
export const meta: MetaFunction = () => [{ title: shellWords.fr.notFound.title }];

/** Every other address that is no page. */
export const loader = () => {
  throw new Response("Not found", { status: 404 });
};

export default function Missing() {
  return null;
}

export function ErrorBoundary() {
  return <LastPage {...shellWords.fr.notFound} />;
}
