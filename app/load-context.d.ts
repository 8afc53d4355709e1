import type { App } from "./flows/ctx";

declare module "@remix-run/node" {
  interface AppLoadContext {
    app: App;
    /** The caller's address as far as TRUST_PROXY_HOPS lets it be believed; "" when the socket is gone. */
    clientIp: string;
  }
}
