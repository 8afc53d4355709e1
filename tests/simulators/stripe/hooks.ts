import { createHmac } from "node:crypto";
import { newId, secondsOf, type Event, type World } from "./world";

/** now: at once, in order · duplicate: each twice · hold: kept until `deliver` · drop: lost. */
export type Delivery = "now" | "duplicate" | "hold" | "drop";

export type Post = { url: string; headers: Record<string, string>; body: string };

/** Signs a body as Stripe does: HMAC-SHA256 over "<t>.<body>", one `v1` per secret. */
export function signed(body: string, secrets: readonly string[], at: Date): Record<string, string> {
  const timestamp = secondsOf(at);
  const parts = secrets.map((secret) => `v1=${createHmac("sha256", secret).update(`${timestamp}.${body}`).digest("hex")}`);
  return {
    "content-type": "application/json; charset=utf-8",
    "stripe-signature": [`t=${timestamp}`, ...parts].join(","),
    "user-agent": "Stripe/1.0 (+https://stripe.com/docs/webhooks)",
  };
}

/** The account's post office: events are frozen as they happen, signed as they leave. */
export function startPost(world: Pick<World, "now" | "livemode" | "endpoints">, apiVersion: string) {
  const events: Event[] = [];
  const held: Event[] = [];
  const answers: { eventId: string; url: string; status: number }[] = [];
  const underWay = new Set<Promise<void>>();
  let delivery: Delivery = "now";

  function emit(type: string, object: object): Event {
    const event: Event = {
      id: newId("evt"), object: "event", api_version: apiVersion, created: secondsOf(world.now()), livemode: world.livemode, type,
      data: { object: structuredClone(object) },
    };
    events.push(event);
    if (delivery === "hold") held.push(event);
    if (delivery === "now" || delivery === "duplicate") start(event);
    if (delivery === "duplicate") start(event);
    return event;
  }

  function start(event: Event): void {
    const sending = send(event).finally(() => underWay.delete(sending));
    underWay.add(sending);
  }

  async function send(event: Event): Promise<void> {
    for (const endpoint of world.endpoints.values()) {
      const isWanted = endpoint.enabled_events.includes("*") || endpoint.enabled_events.includes(event.type);
      if (endpoint.status !== "enabled" || !isWanted) continue;
      const body = JSON.stringify(event, null, 2);
      try {
        const answer = await fetch(endpoint.url, { method: "POST", body, headers: signed(body, [endpoint.secret], world.now()), redirect: "manual" });
        answers.push({ eventId: event.id, url: endpoint.url, status: answer.status });
      } catch {
        answers.push({ eventId: event.id, url: endpoint.url, status: 0 });
      }
    }
  }

  return {
    events,
    answers,
    emit,
    setDelivery: (mode: Delivery) => void (delivery = mode),
    /** Sends what was held, in the order asked; each again when `times` is more than 1. */
    async deliver(order: "forwards" | "backwards" = "forwards", times = 1): Promise<void> {
      const batch = held.splice(0);
      if (order === "backwards") batch.reverse();
      for (const event of batch) for (let time = 0; time < times; time += 1) await send(event);
    },
    /** Sends one event again, as the dashboard's "Resend" does. */
    resend: (eventId: string) => Promise.all(events.filter((event) => event.id === eventId).map(send)).then(() => undefined),
    /** Waits until nothing is under way. */
    async idle(): Promise<void> {
      while (underWay.size > 0) await Promise.all(underWay);
    },
  };
}
