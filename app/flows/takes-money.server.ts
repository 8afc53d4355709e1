import type { App } from "./ctx";

/** Whether money can come in through us. False in a build without a single provider: there the platform takes it, and screens speak of nothing else. */
export const takesMoney = (app: Pick<App, "registry">): boolean => app.registry.provider.length > 0;
