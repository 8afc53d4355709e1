import { getNamedType, GraphQLError, isListType, isNonNullType, Kind, OperationTypeNode, execute, getOperationAST, parse, validate, type DocumentNode, type FieldNode, type GraphQLFieldResolver, type GraphQLResolveInfo, type SelectionSetNode } from "graphql";
import { access, adminSchema, isGranted } from "../../fixtures/shopify/schema";
import { mutations } from "./mutations";
import { queries } from "./queries";
import type { Root } from "./root";
import type { World } from "./world";

export type GraphqlBody = { data?: unknown; errors?: unknown[]; extensions?: unknown };

const costMax = 1_000;
const mutationCost = 10;
const roots: Readonly<Record<string, Root>> = { ...queries, ...mutations };

/** What Shopify answers to a document: validation, cost, scopes, plan, protected data, then the shop's own state. */
export async function run(world: World, text: string, variables: Record<string, unknown>): Promise<GraphqlBody> {
  const document = tryParse(text);
  if (document instanceof GraphQLError) return { errors: [{ message: document.message }] };
  const faults = validate(adminSchema, document);
  if (faults.length > 0) return { errors: faults.map(({ message }) => ({ message, extensions: { code: "invalidDocument" } })) };
  const cost = costOf(document, variables);
  if (cost > costMax) return { errors: [{ message: `Query cost is ${cost}, which exceeds the single query max cost limit (${costMax}).`, extensions: { code: "MAX_COST_EXCEEDED" } }] };
  const result = await execute({ schema: adminSchema, document, variableValues: variables, contextValue: world, fieldResolver: resolve, typeResolver });
  const errors = result.errors?.map((error) => ({ message: error.message, path: error.path, extensions: error.extensions }));
  return { ...(result.data !== undefined && { data: result.data }), ...(errors && { errors }) };
}

const typeResolver = (value: unknown) => (value as { __typename: string }).__typename;

function tryParse(text: string): DocumentNode | GraphQLError {
  try {
    return parse(text);
  } catch (error) {
    if (error instanceof GraphQLError) return error;
    throw error;
  }
}

/** Every field passes here. A field nobody thought of is a complaint, never a null that looks like an answer. */
const resolve: GraphQLFieldResolver<Record<string, unknown>, World> = (source, args, world, info) => {
  const coordinate = `${info.parentType.name}.${info.fieldName}`;
  const denied = whyDenied(world, coordinate, info);
  if (denied !== null) throw new GraphQLError(`Access denied for ${info.fieldName} field. Required access: ${denied}`, { extensions: { code: "ACCESS_DENIED", requiredAccess: denied } });
  const isRoot = info.parentType === adminSchema.getQueryType() || info.parentType === adminSchema.getMutationType();
  const found = isRoot ? roots[info.fieldName] : source[info.fieldName];
  if (found === undefined) {
    world.complaints.push(`not simulated: ${coordinate}`);
    throw new GraphQLError(`The simulated shop does not know ${coordinate}`);
  }
  if (isRoot) return (found as Root)(world, args as never, info);
  return typeof found === "function" ? (found as (args: unknown) => unknown)(args) : found;
};

function whyDenied(world: World, coordinate: string, info: GraphQLResolveInfo): string | null {
  for (const guarded of [coordinate, getNamedType(info.returnType).name]) {
    const needs = access.scopes[guarded];
    if (needs && !needs.some((scope) => isGranted(scope, world.scopes))) return needs.map((scope) => `\`${scope}\` access scope`).join(" or ");
  }
  if (access.protectedContent[coordinate] !== undefined && world.protectedDataLevel < 2) return "approval for protected customer data";
  const plusArgument = access.plusOnly[coordinate];
  const isUsed = plusArgument !== undefined && info.fieldNodes.some(({ arguments: given }) => given?.some(({ name }) => name.value === plusArgument));
  if (isUsed && !world.isPlus) return `the API client to be installed on a Shopify Plus store to use the ${plusArgument} field`;
  return null;
}

/**
 * Points before execution, by Shopify's published rules read strictly: a mutation 10, an object 1, a list as many
 * times its element as `first` asks.
 */
export function costOf(document: DocumentNode, variables: Record<string, unknown>): number {
  const operation = getOperationAST(document);
  if (!operation) return 0;
  const isMutation = operation.operation === OperationTypeNode.MUTATION;
  const root = isMutation ? adminSchema.getMutationType() : adminSchema.getQueryType();
  return selectionCost(document, operation.selectionSet, root?.name ?? "", variables, 1) + (isMutation ? mutationCost : 0);
}

/** `times`: what `first` of the connection around promised for its `nodes`. */
function selectionCost(document: DocumentNode, set: SelectionSetNode, typeName: string, variables: Record<string, unknown>, times: number): number {
  let cost = 0;
  for (const node of set.selections) {
    if (node.kind === Kind.FIELD) cost += fieldCost(document, node, typeName, variables, times);
    else if (node.kind === Kind.INLINE_FRAGMENT) cost += selectionCost(document, node.selectionSet, node.typeCondition?.name.value ?? typeName, variables, times);
    else {
      const fragment = document.definitions.find((definition) => definition.kind === Kind.FRAGMENT_DEFINITION && definition.name.value === node.name.value);
      if (fragment?.kind === Kind.FRAGMENT_DEFINITION) cost += selectionCost(document, fragment.selectionSet, fragment.typeCondition.name.value, variables, times);
    }
  }
  return cost;
}

function fieldCost(document: DocumentNode, node: FieldNode, typeName: string, variables: Record<string, unknown>, times: number): number {
  const type = adminSchema.getType(typeName);
  const field = type && "getFields" in type ? type.getFields()[node.name.value] : undefined;
  if (!field || !node.selectionSet || !("type" in field)) return 0;
  const first = node.arguments?.find(({ name }) => name.value === "first")?.value;
  const asked = first?.kind === Kind.VARIABLE ? Number(variables[first.name.value]) : first?.kind === Kind.INT ? Number(first.value) : 1;
  const named = getNamedType(field.type).name;
  const isList = isListType(isNonNullType(field.type) ? field.type.ofType : field.type);
  if (named.endsWith("Connection")) return 2 + selectionCost(document, node.selectionSet, named, variables, asked);
  const each = 1 + selectionCost(document, node.selectionSet, named, variables, 1);
  return each * (node.name.value === "nodes" ? times : isList ? asked : 1);
}
