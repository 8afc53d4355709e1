/**
 * Writes tests/fixtures/shopify/: Shopify's Admin and Customer Account schemas, cut down to what our documents touch, and
 * who may read what in the admin.
 *   node scripts/renew-shopify-schema.mjs                        fetches the pinned package with npm
 *   node scripts/renew-shopify-schema.mjs admin_2026-07.json.gz customer_2026-07.json.gz   takes files that are there
 *   node scripts/renew-shopify-schema.mjs --check <files>        writes nothing; fails when a document is not valid there
 * Run it after changing a document under adapters/shopify/documents or extensions/shopify/shared, or customer-documents.graphql beside the fixtures.
 */
/* oxlint-disable no-underscore-dangle -- `__schema` is GraphQL’s own name. */
import { createHash } from "node:crypto";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { gunzipSync } from "node:zlib";
import { buildClientSchema, getNamedType, isCompositeType, parse, printSchema, TypeInfo, validate, visit, visitWithTypeInfo } from "graphql";
import { runnerImport } from "vite";

const packageName = "@shopify/dev-mcp@1.16.0";
const packageSha256 = "4663c79229028e98f825a09d5f04ec6c3736331b740ce50260f9ffac10709474";
const apiVersion = "2026-07";
const root = fileURLToPath(new URL("..", import.meta.url));
const target = path.join(root, "tests/fixtures/shopify");

/** Where the schema's own data is silent and its prose or the documentation is not. */
const documentedScopes = {
  "Mutation.metafieldsSet": ["write_orders"], // "the same access level needed to mutate the owner": all our owners are orders
  "Mutation.tagsAdd": ["write_orders"], // "the access level needed to mutate the owner": all our owners are orders
  "Mutation.refundCreate": ["write_orders"], // "`orders` access scope"
};

const apis = [
  { name: "admin", title: "Admin API", load: async () => ({ ...(await constantsOf("adapters/shopify/documents/all.ts")).documents, ...(await constantsOf("extensions/shopify/shared/admin/documents.ts")) }) },
  { name: "customer", title: "Customer Account API", load: async () => ({ ...(await constantsOf("extensions/shopify/shared/shopper/documents.ts")), simulated: readFileSync(path.join(target, "customer-documents.graphql"), "utf8") }) },
];

const checkOnly = process.argv.includes("--check");
const given = process.argv.slice(2).filter((argument) => !argument.startsWith("--"));
const fetched = given.length === 0 ? fetchPackage() : null;
for (const api of apis) {
  const file = given.find((name) => path.basename(name).startsWith(`${api.name}_`));
  const introspection = fetched ? fetched[api.name] : file && readGzip(file);
  if (introspection) renew(api, introspection, await api.load());
}
if (fetched) {
  const names = "admin.graphql, access.json and customer.graphql";
  writeFileSync(path.join(target, "LICENSE"), `${names} are derived from ${packageName} (npm), under its licence:\n\n${fetched.licence}`);
}

function renew(api, introspection, documents) {
  const used = usedBy(Object.entries(documents), buildClientSchema(introspection.data));
  if (checkOnly) return console.log(`${Object.keys(documents).length} documents are valid on the ${api.title}`);
  const kept = prune(introspection.data.__schema, used);
  const head = `# Shopify ${api.title} ${apiVersion}, cut down by scripts/renew-shopify-schema.mjs. (c) Shopify Inc., see LICENSE.`;
  writeFileSync(path.join(target, `${api.name}.graphql`), `${head}\n\n${printSchema(buildClientSchema({ __schema: kept }))}\n`);
  if (introspection.offline_scopes) writeFileSync(path.join(target, "access.json"), `${JSON.stringify(accessOf(introspection, kept), null, 1)}\n`);
  console.log(`${api.title}: ${kept.types.length} of ${introspection.data.__schema.types.length} types kept`);
}

async function constantsOf(file) {
  const { module } = await runnerImport(path.join(root, file), { configFile: false, logLevel: "error" });
  return module;
}

function readGzip(file) {
  return JSON.parse(gunzipSync(readFileSync(file)).toString("utf8"));
}

function fetchPackage() {
  const place = mkdtempSync(path.join(tmpdir(), "reglo-schema-"));
  try {
    const file = execFileSync("npm", ["pack", packageName, "--silent"], { cwd: place, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }).trim().split("\n").at(-1);
    const found = createHash("sha256").update(readFileSync(path.join(place, file))).digest("hex");
    if (found !== packageSha256) throw new Error(`${packageName} is not the one we know: sha256 ${found}`);
    execFileSync("tar", ["xzf", file, "package/dist/data", "package/LICENSE"], { cwd: place });
    const schemaOf = (name) => readGzip(path.join(place, `package/dist/data/${name}_${apiVersion}.json.gz`));
    return { admin: schemaOf("admin"), customer: schemaOf("customer"), licence: readFileSync(path.join(place, "package/LICENSE"), "utf8") };
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
}

/** What the documents select: field coordinates and composite types. Throws with every fault of every document. */
function usedBy(documents, schema) {
  const fields = new Set();
  const types = new Set([schema.getQueryType().name]);
  const faults = [];
  for (const [name, text] of documents) {
    const ast = parse(text);
    faults.push(...validate(schema, ast).map((error) => `${name}: ${error.message}`));
    const info = new TypeInfo(schema);
    visit(ast, visitWithTypeInfo(info, {
      Field() {
        const parent = info.getParentType();
        const definition = info.getFieldDef();
        if (!parent || !definition) return;
        fields.add(`${parent.name}.${definition.name}`);
        types.add(parent.name);
        const named = getNamedType(definition.type);
        if (isCompositeType(named)) types.add(named.name);
      },
      InlineFragment: (node) => void (node.typeCondition && types.add(node.typeCondition.name.value)),
      FragmentDefinition: (node) => void types.add(node.typeCondition.name.value),
    }));
  }
  if (faults.length > 0) throw new Error(faults.join("\n"));
  return { fields, types };
}

/**
 * Of a type we touch: every field we select, and every plain value (a field without arguments that ends in a scalar
 * or an enum), so that a new document often needs no new schema. Of the roots only what we select. Inputs stay whole.
 */
function prune(schema, used) {
  const byName = new Map(schema.types.map((type) => [type.name, type]));
  const keep = new Set(used.types);
  const roots = new Set([schema.queryType.name, schema.mutationType.name]);
  const isKept = (type, field) => {
    if (used.fields.has(`${type.name}.${field.name}`)) return true;
    const leaf = ["SCALAR", "ENUM"].includes(byName.get(nameOf(field.type)).kind);
    return !roots.has(type.name) && leaf && field.args.length === 0 && !field.isDeprecated;
  };
  const fieldsOf = new Map([...used.types].map((name) => [name, (byName.get(name).fields ?? []).filter((field) => isKept(byName.get(name), field))]));
  const follow = (name) => {
    if (keep.has(name) && !byName.get(name).inputFields) return;
    const isNew = !keep.has(name);
    keep.add(name);
    if (isNew) for (const input of byName.get(name).inputFields ?? []) follow(nameOf(input.type));
  };
  for (const field of [...fieldsOf.values()].flat()) {
    follow(nameOf(field.type));
    for (const argument of field.args) follow(nameOf(argument.type));
  }
  // Printed as they are even where nothing uses them: every GraphQL schema has these.
  for (const name of ["String", "Boolean", "Int", "Float", "ID"]) keep.add(name);
  const types = schema.types.filter((type) => keep.has(type.name)).map((type) => ({
    ...type,
    description: null,
    fields: type.fields ? (fieldsOf.get(type.name) ?? []).map(bare) : null,
    inputFields: type.inputFields?.map(bare) ?? null,
    interfaces: type.interfaces?.filter(({ name }) => keep.has(name)) ?? null,
    possibleTypes: type.possibleTypes?.filter(({ name }) => keep.has(name)) ?? null,
    enumValues: type.enumValues?.map((value) => ({ ...value, description: null })) ?? null,
  }));
  // A directive over a type that nothing else needs (a country, a language) is none of ours.
  const known = schema.directives.filter(({ args }) => args.every(({ type }) => keep.has(nameOf(type))));
  const directives = known.map((directive) => ({ ...directive, description: null, args: directive.args.map(bare) }));
  const mutationType = (fieldsOf.get(schema.mutationType.name) ?? []).length > 0 ? schema.mutationType : null;
  return { ...schema, description: null, types: types.filter(({ name }) => mutationType !== null || name !== schema.mutationType.name), directives, mutationType };
}

function bare(field) {
  return { ...field, description: null, ...(field.args && { args: field.args.map(bare) }) };
}

function nameOf(type) {
  return type.ofType ? nameOf(type.ofType) : type.name;
}

/** For every kept type and field: the scopes of which one is needed, and the kind of protected customer data it is. */
function accessOf({ offline_scopes: offline, data }, kept) {
  const coordinates = new Set(kept.types.flatMap((type) => [type.name, ...(type.fields ?? []).map((field) => `${type.name}.${field.name}`)]));
  const scopes = {};
  for (const item of offline.items) {
    const coordinate = item.type === "field" ? `${item.typeName}.${item.fieldName}` : item.typeName;
    if (coordinates.has(coordinate) && item.offlineScopes.length > 0) scopes[coordinate] = item.offlineScopes;
  }
  for (const [coordinate, needed] of Object.entries(documentedScopes)) if (coordinates.has(coordinate)) scopes[coordinate] ??= needed;
  const protectedContent = {};
  const plusOnly = {};
  for (const type of data.__schema.types) {
    for (const field of type.fields ?? []) {
      const coordinate = `${type.name}.${field.name}`;
      if (!coordinates.has(coordinate)) continue;
      if (field.isProtected) protectedContent[coordinate] = field.protectedContent;
      const argument = /Shopify Plus store to use the (\w+) field/.exec(field.requiredAccess ?? "")?.[1];
      if (argument) plusOnly[coordinate] = argument;
    }
  }
  return { apiVersion, scopes: sorted(scopes), protectedContent: sorted(protectedContent), plusOnly: sorted(plusOnly) };
}

function sorted(record) {
  return Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));
}
