import type { AdapterDeps } from "../../app/core/ports";
import { VendorError } from "../../app/core/vendor-error";

const vendor = "quillpay";
const timeoutMs = 5_000;

export type Call = (method: "GET" | "POST", path: string, body?: unknown) => Promise<{ status: number; body: unknown }>;

/** One call; what the API refuses comes back with its status, what it does not answer is thrown. */
export function callQuillpay(apiKey: string, { fetch, baseUrl }: Pick<AdapterDeps, "fetch" | "baseUrl">): Call {
  return async (method, path, body) => {
    const response = await fetch(`${baseUrl ?? "https://api.quillpay.example"}${path}`, {
      method, redirect: "manual", signal: AbortSignal.timeout(timeoutMs),
      headers: { authorization: `Bearer ${apiKey}`, "content-type": "application/json" },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    }).catch(() => null);
    if (response === null || response.status >= 500) throw new VendorError({ vendor, isRetryable: true, merchantMessage: { fr: "Quillpay ne répond pas.", en: "Quillpay does not answer." } });
    if (response.status === 401 && path !== "/account") throw refusal("401");
    return { status: response.status, body: await response.json() };
  };
}

/** What will not be otherwise when it is asked again. */
export function refusal(what: string): VendorError {
  return new VendorError({ vendor, isRetryable: false, merchantMessage: { fr: `Quillpay refuse : ${what}.`, en: `Quillpay refuses: ${what}.` } });
}
