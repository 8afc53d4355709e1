import { readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import ts from "typescript";
import { root } from "../../scripts/machine.mjs";

const notOurs = new Set(["node_modules", "build", "generated", ".git", ".data", "test-results", "vendor"]);
const binary = /\.(png|jpe?g|webp|gif|ico|pdf|otf|ttf|woff2?|zip|gz|wasm|mo)$/;

export type Source = { path: string; text: string; isTest: boolean };

/** Every text file of the repository, its path from the root with forward slashes. */
export function readSources(): Source[] {
  return walk("").filter((file) => !binary.test(file)).map((file) => ({
    path: file,
    text: readFileSync(path.join(root, file), "utf8"),
    isTest: file.startsWith("tests/") || /\.test\.tsx?$/.test(file),
  }));
}

function walk(directory: string): string[] {
  return readdirSync(path.join(root, directory), { withFileTypes: true }).flatMap((entry) => {
    if (notOurs.has(entry.name)) return [];
    const name = directory === "" ? entry.name : `${directory}/${entry.name}`;
    if (entry.isDirectory()) return walk(name);
    return entry.isFile() ? [name] : [];
  });
}

/** What a file imports: packages by name, our own files by their path from the root, without extension. */
export function importsOf(source: Source): string[] {
  const { importedFiles } = ts.preProcessFile(source.text, true, true);
  return importedFiles.map(({ fileName }) => (fileName.startsWith(".") ? path.posix.normalize(path.posix.join(path.posix.dirname(source.path), fileName)) : fileName));
}

/** Its functions with the number of lines each takes. */
export function functionsOf(source: Source): { name: string; line: number; lines: number }[] {
  const file = ts.createSourceFile(source.path, source.text, ts.ScriptTarget.Latest, true);
  const found: { name: string; line: number; lines: number }[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isFunctionLike(node) && "body" in node && node.body) {
      const first = file.getLineAndCharacterOfPosition(node.getStart()).line;
      const last = file.getLineAndCharacterOfPosition(node.getEnd()).line;
      found.push({ name: node.name?.getText() ?? "anonymous", line: first + 1, lines: last - first + 1 });
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}
