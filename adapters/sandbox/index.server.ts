export { sandboxOrder, orderKind } from "./orders";
export { outcomeTable, outcomeOf } from "./outcomes";
export { sandboxPlatform } from "./platform.server";
export { sandboxProvider } from "./provider.server";
