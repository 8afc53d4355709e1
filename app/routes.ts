import type { RouteConfig } from "@remix-run/route-config";
import { flatRoutes } from "@remix-run/fs-routes";
import { edition, ownMoneyRoutes } from "../edition.config";

export default flatRoutes({ ignoredRouteFiles: ["**/*.test.*", "**/.*", ...(edition === "merchant" ? [] : ownMoneyRoutes)] }) satisfies RouteConfig | Promise<RouteConfig>;
