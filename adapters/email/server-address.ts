import type { Words } from "../../app/core/locale";

/** starttls: plain first, encrypted before anything is said, refused otherwise · tls: encrypted at once · none: this machine only. */
export type MailSecurity = "starttls" | "tls" | "none";

/** A name or an address; a colon only in IPv6. */
export const hostShape = /^(?=.{1,253}$)([a-z0-9]([a-z0-9.-]*[a-z0-9])?|[0-9a-f]*:[0-9a-f:.]+)$/i;

/** Whether a host is this machine: the only one that may be spoken to without encryption. */
export const isLoopback = (host: string) => /^(localhost|127(\.\d{1,3}){3}|::1|\[::1\])$/i.test(host);

type Server = { host: string; port: number; security: MailSecurity };
type Problem = { field: string; message: Words };

/** What is wrong with a server as typed, under the names its fields have in the form. `inTheClear`: why it needs encryption. */
export function serverProblems({ host, port, security }: Server, names: Record<keyof Server, string>, inTheClear: Words): Problem[] {
  const problems: Problem[] = [];
  if (!hostShape.test(host)) problems.push({ field: names.host, message: { fr: "Ce n’est pas un nom de serveur.", en: "This is not a server name." } });
  if (!Number.isInteger(port) || port < 1 || port > 65_535) problems.push({ field: names.port, message: { fr: "Le port va de 1 à 65535.", en: "A port is between 1 and 65535." } });
  if (security === "none" && !isLoopback(host)) problems.push({ field: names.security, message: inTheClear });
  return problems;
}

/** One server, written one way. */
export const addressOf = ({ host, port }: { host: string; port: number }) => `${host.toLowerCase()}:${port}`;
