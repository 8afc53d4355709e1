import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import type { Provider } from "../core/ports";
import { answerNotFound } from "./p.$token/answer.server";

/** Pages of a provider that has no site of its own. The provider sets them; we only lend the address. */
async function serve({ request, params, context }: LoaderFunctionArgs | ActionFunctionArgs): Promise<Response> {
  const found = await context.app.findPort(params.connectionId ?? "");
  if (!found || found.connection.port !== "provider") return answerNotFound(request);
  const { servePage } = found.port as Provider;
  if (!servePage) return answerNotFound(request);
  const { store } = await context.app.openStore(found.connection.storeId);
  return servePage(request, params["*"] ?? "", store);
}

export const loader = serve;
export const action = serve;
