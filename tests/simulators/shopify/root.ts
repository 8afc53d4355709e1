import { Kind, type GraphQLResolveInfo } from "graphql";
import type { World } from "./world";

/** What answers one field of Query or Mutation. */
export type Root = (world: World, args: never, info: GraphQLResolveInfo) => unknown;

/** The key of `@idempotent(key:)` on a mutation's field; null without it. */
export function idempotencyKey(info: GraphQLResolveInfo): string | null {
  const directive = info.fieldNodes[0]?.directives?.find(({ name }) => name.value === "idempotent");
  const value = directive?.arguments?.find(({ name }) => name.value === "key")?.value;
  const key = value?.kind === Kind.VARIABLE ? info.variableValues[value.name.value] : value?.kind === Kind.STRING ? value.value : null;
  return typeof key === "string" && key.trim() !== "" ? key : null;
}
