import { createHmac } from "node:crypto";
import type { World } from "./world";

type Transmission = { id: string; time: string; webhookId: string; body: string };

/** PayPal signs "id|time|webhook id|checksum of the body" with RSA; here a keyed hash stands for both. */
export function signatureOf(key: string, { id, time, webhookId, body }: Transmission): string {
  return createHmac("sha256", key).update([id, time, webhookId, body].join("|")).digest("base64");
}

/** A transmission's headers, as PayPal would send them now. */
export function signedHeaders(world: World, webhookId: string, body: string): Record<string, string> {
  const id = "f9f1ad60-0000-11ee-b5e5-0f0f0f0f0f0f";
  const time = `${world.now().toISOString().slice(0, 19)}Z`;
  return {
    "content-type": "application/json",
    "paypal-auth-algo": "SHA256withRSA",
    "paypal-cert-url": `https://api.sandbox.paypal.com/v1/notifications/certs/CERT-${world.signingKey.slice(0, 8)}`,
    "paypal-transmission-id": id,
    "paypal-transmission-time": time,
    "paypal-transmission-sig": signatureOf(world.signingKey, { id, time, webhookId, body }),
  };
}
