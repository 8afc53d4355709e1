/** starttls: plain first, encrypted before anything is said, refused otherwise · tls: encrypted at once · none: this machine only. */
export type MailSecurity = "starttls" | "tls" | "none";

/** A name or an address; a colon only in IPv6. */
export const hostShape = /^(?=.{1,253}$)([a-z0-9]([a-z0-9.-]*[a-z0-9])?|[0-9a-f]*:[0-9a-f:.]+)$/i;

/** Whether a host is this machine: the only one that may be spoken to without encryption. */
export const isLoopback = (host: string) => /^(localhost|127(\.\d{1,3}){3}|::1|\[::1\])$/i.test(host);

/** One server, written one way. */
export const addressOf = ({ host, port }: { host: string; port: number }) => `${host.toLowerCase()}:${port}`;
