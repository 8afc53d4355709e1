// The customer's pages: only what the page left room for.
import { openBlocks } from "./host.mjs";

openBlocks();
