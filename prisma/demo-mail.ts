import type { Env } from "../app/env.server";

type DemoPorts = Pick<Env, "demoSmtpPort" | "demoImapPort">;

/** Where the demo's inbox is today: it takes other ports when its own are taken. Undelivered mails are read there too, as a shop's own mailbox is. */
export const mailPlace = ({ demoSmtpPort, demoImapPort }: DemoPorts) => ({
  port: String(demoSmtpPort ?? ""),
  ...(demoImapPort !== null && { returnHost: "127.0.0.1", returnPort: String(demoImapPort), returnSecurity: "none", returnUser: "demo", returnPassword: "demo" }),
});

/** Into the demo's inbox, in a shop's own name. */
export const mailSettings = (ports: DemoPorts, from: { name: string; host: string }) => ({
  host: "127.0.0.1", security: "none", user: "", password: "",
  fromName: from.name, fromAddress: `paiements@${from.host}`, replyTo: `bonjour@${from.host}`, ...mailPlace(ports),
});
