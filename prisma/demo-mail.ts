/** Into the demo's inbox, in a shop's own name. */
export const mailSettings = (port: number, from: { name: string; host: string }) => ({
  host: "127.0.0.1", port: String(port), security: "none", user: "", password: "",
  fromName: from.name, fromAddress: `paiements@${from.host}`, replyTo: `bonjour@${from.host}`,
});
