import path from "node:path";
import { defineConfig } from "prisma/config";

// Generation and authoring only: no database is reached from here, so nothing is downloaded.
export default defineConfig({
  schema: path.join("prisma", "schema.prisma"),
  experimental: { adapter: true },
  engine: "js",
  adapter: async () => {
    const { PrismaPg } = await import("@prisma/adapter-pg");
    return new PrismaPg({ connectionString: process.env.DATABASE_URL ?? "" });
  },
});
