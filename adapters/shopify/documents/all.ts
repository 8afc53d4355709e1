import * as collect from "./collect.graphql";
import * as connection from "./connection.graphql";
import * as notes from "./notes.graphql";
import * as orders from "./orders.graphql";
import * as payments from "./payments.graphql";
import * as screens from "./screens.graphql";

/** Every document, by its constant's name: for the tests and for the script that prunes Shopify's schema to these. */
export const documents: Readonly<Record<string, string>> = { ...orders, ...payments, ...notes, ...connection, ...collect, ...screens };
