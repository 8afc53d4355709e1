import { platformContract } from "./platform.contract";
import { wooBench } from "./woocommerce-bench";

platformContract({ name: "WooCommerce, simulated", make: () => wooBench() });
platformContract({ name: "WooCommerce, simulated, plain permalinks", make: () => wooBench("plain-permalinks") });
